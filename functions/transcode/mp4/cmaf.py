"""Writes CMAF: an init segment for one track, and media segments of samples (ISO/IEC 23000-19, 14496-12)."""

import struct
from array import array
from collections.abc import Iterable, Sequence
from itertools import chain
from typing import NamedTuple

from functions.transcode.mp4.boxes import box, full_box
from functions.transcode.mp4.tables import PICTURE

TRACK = 1
ONE = 0x10000
MATRIX = struct.pack(">9i", ONE, 0, 0, 0, ONE, 0, 0, 0, 1 << 30)
UNDETERMINED = 0x55C4  # the language "und"
# Sample flags: depends on no other; depends on others, and decoding cannot begin there.
SYNC = 0x02000000
NOT_SYNC = 0x01010000
BASE_IS_MOOF = 0x020000


class Sample(NamedTuple):
    """One sample. ``delay`` is presentation less decoding time, in ticks; it may be negative."""

    duration: int
    size: int
    delay: int
    sync: bool


def init_segment(handler: bytes, timescale: int, entry: bytes, width: int = 0, height: int = 0) -> bytes:
    """The init segment of a track with one sample entry. There are no edits and nothing of the author's."""
    brands = struct.pack(">4sI4s4s4s", b"cmfc", 0, b"cmfc", b"iso6", b"mp41")
    mvhd = full_box(
        b"mvhd", 0, 0, struct.pack(">8xIIIH10x", 1000, 0, ONE, 0x100), MATRIX, bytes(24), _number(TRACK + 1)
    )
    trex = full_box(b"trex", 0, 0, struct.pack(">5I", TRACK, 1, 0, 0, 0))
    trak = box(b"trak", _tkhd(handler, width, height), _mdia(handler, timescale, entry))
    return box(b"ftyp", brands) + box(b"moov", mvhd, trak, box(b"mvex", trex))


def media_segment(
    sequence: int, time: int, samples: Sequence[Sample], data: Iterable[bytes | memoryview]
) -> bytes:
    """One segment of one fragment: ``samples`` in decoding order, and their bytes.

    ``time`` is the decoding time of the first one, in ticks.
    """
    payload = b"".join(data)
    moof = _moof(sequence, time, samples, 0)
    moof = _moof(sequence, time, samples, len(moof) + 8)
    return b"".join((STYP, moof, struct.pack(">I4s", len(payload) + 8, b"mdat"), payload))


STYP = box(b"styp", struct.pack(">4sI4s4s", b"cmfs", 0, b"cmfs", b"msdh"))


def _moof(sequence: int, time: int, samples: Sequence[Sample], data_offset: int) -> bytes:
    """What all samples share is said once, the rest for each."""
    durations, sizes, delays, syncs = zip(*samples, strict=True)
    flags = [SYNC if sync else NOT_SYNC for sync in syncs]
    shared, present, columns = [(BASE_IS_MOOF, _number(TRACK))], 0x1 | 0x200, [sizes]
    if len(set(durations)) == 1:
        shared.append((0x8, _number(durations[0])))
    else:
        present, columns = present | 0x100, [durations, *columns]
    if len(set(flags)) == 1:
        shared.append((0x20, _number(flags[0])))
    else:
        present, columns = present | 0x400, [*columns, tuple(flags)]
    if any(delays):
        present, columns = present | 0x800, [*columns, tuple(delay & 0xFFFFFFFF for delay in delays)]
    tfhd = full_box(b"tfhd", 0, sum(bit for bit, _ in shared), *(value for _, value in shared))
    tfdt = full_box(b"tfdt", 1, 0, struct.pack(">Q", time))
    rows = array("I", chain.from_iterable(zip(*columns, strict=True)))
    table = struct.pack(f">{len(rows)}I", *rows)
    trun = full_box(b"trun", 1, present, struct.pack(">Ii", len(samples), data_offset), table)
    return box(b"moof", full_box(b"mfhd", 0, 0, _number(sequence)), box(b"traf", tfhd, tfdt, trun))


def _tkhd(handler: bytes, width: int, height: int) -> bytes:
    volume = 0 if handler == PICTURE else 0x100
    head = struct.pack(">8xI4xI8xHHHxx", TRACK, 0, 0, 0, volume)
    return full_box(b"tkhd", 0, 3, head, MATRIX, struct.pack(">II", width << 16, height << 16))


def _mdia(handler: bytes, timescale: int, entry: bytes) -> bytes:
    mdhd = full_box(b"mdhd", 0, 0, struct.pack(">8xIIHxx", timescale, 0, UNDETERMINED))
    hdlr = full_box(b"hdlr", 0, 0, struct.pack(">4x4s12x", handler), b"\0")
    head = full_box(b"vmhd", 0, 1, bytes(8)) if handler == PICTURE else full_box(b"smhd", 0, 0, bytes(4))
    here = box(b"dinf", full_box(b"dref", 0, 0, _number(1), full_box(b"url ", 0, 1)))
    empty = (full_box(kind, 0, 0, bytes(4)) for kind in (b"stts", b"stsc", b"stco"))
    stsd = full_box(b"stsd", 0, 0, _number(1), entry)
    tables = box(b"stbl", stsd, *empty, full_box(b"stsz", 0, 0, bytes(8)))
    return box(b"mdia", mdhd, hdlr, box(b"minf", head, here, tables))


def _number(value: int) -> bytes:
    return struct.pack(">I", value)
