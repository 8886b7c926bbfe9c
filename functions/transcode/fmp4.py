"""Reads what playlists need out of fragmented MP4: codecs from init segments, times and frames from media."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class Track:
    """What an init segment says: units a second, and the codec as RFC 6381 spells it."""

    timescale: int
    codecs: str


@dataclass(frozen=True)
class Segment:
    """One media segment; ``start`` and ``end`` are presentation times in seconds."""

    name: str
    size: int
    frames: int
    start: float
    end: float
    starts_with_sync: bool


def read_track(init: bytes) -> Track:
    """The only track of an init segment. Raises ValueError where it is none of ours."""
    header = init.index(b"mdhd") + 4
    at = header + (20 if init[header] == 1 else 12)
    (timescale,) = struct.unpack_from(">I", init, at)
    avc = init.find(b"avcC")
    codecs = "mp4a.40.2" if avc < 0 else f"avc1.{init[avc + 5 : avc + 8].hex()}"
    return Track(timescale, codecs)


def read_segment(name: str, data: bytes, timescale: int) -> Segment:
    """One media segment with all its fragments."""
    samples = [sample for moof in _children(data, b"moof") for sample in _samples(moof)]
    return Segment(
        name=name,
        size=len(data),
        frames=len(samples),
        start=min(start for start, _, _ in samples) / timescale,
        end=max(start + duration for start, duration, _ in samples) / timescale,
        starts_with_sync=samples[0][2],
    )


def _samples(moof: bytes) -> Iterator[tuple[int, int, bool]]:
    """(presentation time, duration, whether it is a sync sample) of each sample, in decoding order."""
    for traf in _children(moof, b"traf"):
        header = next(_children(traf, b"tfhd"))
        time = _decode_time(next(_children(traf, b"tfdt")))
        duration, flags = _defaults(header)
        for run in _children(traf, b"trun"):
            for took, sample_flags, offset in _run(run, duration, flags):
                yield time + offset, took, not sample_flags & 0x10000
                time += took


def _decode_time(tfdt: bytes) -> int:
    value: int = struct.unpack_from(">Q" if tfdt[0] == 1 else ">I", tfdt, 4)[0]
    return value


def _defaults(tfhd: bytes) -> tuple[int, int]:
    """The fragment's default duration and flags (ISO/IEC 14496-12, 8.8.7)."""
    present = int.from_bytes(tfhd[1:4], "big")
    at = 8 + 8 * bool(present & 0x1) + 4 * bool(present & 0x2)
    fields = []
    for bit in (0x8, 0x10, 0x20):
        fields.append(int.from_bytes(tfhd[at : at + 4], "big") if present & bit else 0)
        at += 4 * bool(present & bit)
    return fields[0], fields[2]


def _run(trun: bytes, default_duration: int, default_flags: int) -> Iterator[tuple[int, int, int]]:
    """(duration, flags, composition offset) of each sample of a run (ISO/IEC 14496-12, 8.8.8)."""
    present = int.from_bytes(trun[1:4], "big")
    (count,) = struct.unpack_from(">I", trun, 4)
    at = 8 + 4 * bool(present & 0x1)
    first_flags = int.from_bytes(trun[at : at + 4], "big") if present & 0x4 else None
    at += 4 * bool(present & 0x4)
    kinds = [kind for kind, bit in (("d", 0x100), ("s", 0x200), ("f", 0x400), ("c", 0x800)) if present & bit]
    layout = struct.Struct(">" + "".join("i" if kind == "c" else "I" for kind in kinds))
    for number in range(count):
        values = dict(zip(kinds, layout.unpack_from(trun, at), strict=True))
        at += layout.size
        flags = values.get("f", default_flags)
        if number == 0 and first_flags is not None:
            flags = first_flags
        yield values.get("d", default_duration), flags, values.get("c", 0)


def _children(data: bytes, kind: bytes) -> Iterator[bytes]:
    """The contents of the boxes of one kind that lie directly in ``data``."""
    at = 0
    while at + 8 <= len(data):
        size, name = struct.unpack_from(">I4s", data, at)
        header = 8
        if size == 1:
            (size,) = struct.unpack_from(">Q", data, at + 8)
            header = 16
        if name == kind:
            yield data[at + header : at + size]
        at += size or len(data)
