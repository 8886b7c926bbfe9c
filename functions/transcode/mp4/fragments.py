"""Reads CMAF that others wrote: its defaults may be the init segment's, an edit list may shift its time."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass

from functions.transcode.outcomes import EncodeFailed
from functions.transcode.records import Segment

NOT_SYNC = 0x10000
NO_MEDIA = -1
# H.264: slices of an IDR picture and of any other one.
IDR, OTHER = 5, 1


@dataclass(frozen=True)
class Header:
    """An init segment: ticks a second, codec (RFC 6381), defaults of samples, and the edit list's shift.

    A sample is shown at its composition time plus ``shift`` ticks (ISO/IEC 14496-12, 8.6.6): encoders hide
    the delay of B-frames, or of the sound's priming, like this.
    """

    timescale: int
    codecs: str
    duration: int
    flags: int
    shift: int


def boxes(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """(kind, contents) of the boxes that lie directly in ``data``."""
    at = 0
    while at + 8 <= len(data):
        size, kind = struct.unpack_from(">I4s", data, at)
        header = 8
        if size == 1:
            (size,) = struct.unpack_from(">Q", data, at + 8)
            header = 16
        size = size or len(data) - at
        if size < header:
            raise EncodeFailed(f"a box of {size} bytes")
        yield kind, data[at + header : at + size]
        at += size


def inside(data: bytes, *path: bytes) -> bytes | None:
    """The contents of the first box at ``path``, or None."""
    for kind in path:
        found = next((contents for each, contents in boxes(data) if each == kind), None)
        if found is None:
            return None
        data = found
    return data


def read_header(init: bytes) -> Header:
    """The only track of an init segment. Raises EncodeFailed where it is none."""
    moov = inside(init, b"moov") or b""
    media = inside(moov, b"trak", b"mdia", b"mdhd")
    movie = inside(moov, b"mvhd")
    trex = inside(moov, b"mvex", b"trex")
    if not (media and movie and trex):
        raise EncodeFailed("an init segment without a track")
    duration, _, flags = struct.unpack_from(">III", trex, 12)
    avc = init.find(b"avcC")
    timescale = _timescale(media)
    return Header(
        timescale=timescale,
        codecs="mp4a.40.2" if avc < 0 else f"avc1.{init[avc + 5 : avc + 8].hex()}",
        duration=duration,
        flags=flags,
        shift=_shift(inside(moov, b"trak", b"edts", b"elst"), timescale, _timescale(movie)),
    )


def read_segment(header: Header, moofs: bytes, size: int) -> Segment:
    """What a segment's ``moofs`` say; it has ``size`` bytes. Raises EncodeFailed where no keyframe begins it.

    What lies before the timeline's zero (the sound's priming) is not shown, and does not count.
    """
    samples = [sample for kind, moof in boxes(moofs) if kind == b"moof" for sample in _samples(moof, header)]
    if not samples or not samples[0][2]:
        raise EncodeFailed("a segment that does not begin with a keyframe")
    begin = max(0, min(shown for shown, _, _ in samples) + header.shift)
    end = max(shown + lasts for shown, lasts, _ in samples) + header.shift
    return Segment(time=begin, duration=end - begin, size=size, frames=len(samples))


def begins_with_idr(data: bytes) -> bool:
    """Whether an H.264 segment's media data begin with an IDR picture; what says neither is believed."""
    at = 0
    while at + 5 <= len(data):
        kind = data[at + 4] & 0x1F
        if kind in (IDR, OTHER):
            return kind == IDR
        at += 4 + int.from_bytes(data[at : at + 4], "big")
    return True


def _timescale(header: bytes) -> int:
    """Of an mvhd or mdhd box."""
    return int(struct.unpack_from(">I", header, 20 if header[0] == 1 else 12)[0])


def _shift(elst: bytes | None, timescale: int, movie_timescale: int) -> int:
    if elst is None:
        return 0
    (count,) = struct.unpack_from(">I", elst, 4)
    entry = struct.Struct(">Qqi" if elst[0] == 1 else ">Iii")
    edits = [entry.unpack_from(elst, 8 + number * entry.size)[:2] for number in range(count)]
    waits: int = sum(lasts for lasts, begin in edits if begin == NO_MEDIA)
    begins: list[int] = [begin for _, begin in edits if begin != NO_MEDIA]
    if len(begins) > 1:
        raise EncodeFailed("an edit list with more than one edit")
    return round(waits * timescale / movie_timescale) - sum(begins)


def _samples(moof: bytes, header: Header) -> Iterator[tuple[int, int, bool]]:
    """(composition time, duration, whether it is a sync sample) of each sample, in decoding order."""
    for kind, traf in boxes(moof):
        if kind != b"traf":
            continue
        tfhd, tfdt = inside(traf, b"tfhd"), inside(traf, b"tfdt")
        if not tfhd or not tfdt:
            raise EncodeFailed("a fragment without a time")
        (time,) = struct.unpack_from(">Q" if tfdt[0] == 1 else ">I", tfdt, 4)
        duration, flags = _defaults(tfhd, header)
        for each, run in boxes(traf):
            for lasts, says, offset in _run(run, duration, flags) if each == b"trun" else ():
                yield time + offset, lasts, not says & NOT_SYNC
                time += lasts


def _defaults(tfhd: bytes, header: Header) -> tuple[int, int]:
    """The fragment's default duration and flags, else the track's (8.8.7)."""
    present = int.from_bytes(tfhd[1:4], "big")
    at = 8 + 8 * bool(present & 0x1) + 4 * bool(present & 0x2)
    found = {0x8: header.duration, 0x10: 0, 0x20: header.flags}
    for bit in found:
        if present & bit:
            found[bit] = int.from_bytes(tfhd[at : at + 4], "big")
            at += 4
    return found[0x8], found[0x20]


def _run(trun: bytes, duration: int, flags: int) -> Iterator[tuple[int, int, int]]:
    """(duration, flags, composition offset) of each sample of a run (8.8.8)."""
    present = int.from_bytes(trun[1:4], "big")
    (count,) = struct.unpack_from(">I", trun, 4)
    at = 8 + 4 * bool(present & 0x1)
    first = int.from_bytes(trun[at : at + 4], "big") if present & 0x4 else None
    at += 4 * bool(present & 0x4)
    # Version 0 writes offsets unsigned, but none comes near the sign bit.
    kinds = [kind for kind, bit in (("d", 0x100), ("s", 0x200), ("f", 0x400), ("c", 0x800)) if present & bit]
    layout = struct.Struct(">" + "".join("i" if kind == "c" else "I" for kind in kinds))
    for number in range(count):
        values = dict(zip(kinds, layout.unpack_from(trun, at), strict=True))
        at += layout.size
        says = first if number == 0 and first is not None else values.get("f", flags)
        yield values.get("d", duration), says, values.get("c", 0)
