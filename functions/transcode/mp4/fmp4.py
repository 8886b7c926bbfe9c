"""Reads out of fragmented MP4 what playlists need: codecs, times, frames; and puts decode times right."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class Track:
    """What an init segment says: units a second, and the codec as RFC 6381 spells it."""

    timescale: int
    codecs: str


@dataclass(frozen=True)
class Contents:
    """What is in one media segment: times in ticks of its track.

    ``time`` is the earliest presentation time, ``end`` the latest sample's end, ``decodes_at`` its tfdt.
    """

    time: int
    end: int
    decodes_at: int
    frames: int
    starts_with_sync: bool


def read_track(init: bytes) -> Track:
    """The only track of an init segment. Raises ValueError where it is none of ours."""
    header = init.index(b"mdhd") + 4
    at = header + (20 if init[header] == 1 else 12)
    (timescale,) = struct.unpack_from(">I", init, at)
    avc = init.find(b"avcC")
    codecs = "mp4a.40.2" if avc < 0 else f"avc1.{init[avc + 5 : avc + 8].hex()}"
    return Track(timescale, codecs)


def read_segment(data: bytes) -> Contents:
    """One media segment with all its fragments. One without a sample has no ``frames`` and no times."""
    fragments = list(_children(data, b"moof"))
    samples = [sample for moof in fragments for sample in _samples(moof)]
    if not samples:
        return Contents(time=0, end=0, decodes_at=0, frames=0, starts_with_sync=False)
    return Contents(
        time=min(start for start, _, _ in samples),
        end=max(start + duration for start, duration, _ in samples),
        decodes_at=_decode_time(next(_children(next(_children(fragments[0], b"traf")), b"tfdt"))),
        frames=len(samples),
        starts_with_sync=samples[0][2],
    )


def aligned(data: bytes) -> bytes:
    """The same segment of one fragment, decoded from the moment on at which it is shown: tfdt is its time.

    Where the source's clock is coarse, the muxer's decode times are off by the rounding of a frame or two.
    """
    found = read_segment(data)
    late = found.time - found.decodes_at
    if not late:
        return data
    patched = bytearray(data)
    moof = next(_boxes(data, 0, len(data), b"moof"))
    traf = next(_boxes(data, *moof, b"traf"))
    tfdt, _ = next(_boxes(data, *traf, b"tfdt"))
    struct.pack_into(">Q" if data[tfdt] == 1 else ">I", patched, tfdt + 4, found.time)
    for begin, end in _boxes(data, *traf, b"trun"):
        _bring_forward(patched, begin, data[begin:end], late)
    return bytes(patched)


def _bring_forward(patched: bytearray, begin: int, trun: bytes, ticks: int) -> None:
    """Lower each composition offset of the run that lies at ``begin``."""
    at, kinds, layout = _layout(trun)
    if "c" not in kinds:
        raise ValueError("The run has no composition offsets")
    patched[begin] = 1  # the version in which offsets have a sign
    place = kinds.index("c") * 4
    for number in range(int.from_bytes(trun[4:8], "big")):
        field = at + number * layout.size + place
        (offset,) = struct.unpack_from(">i", trun, field)
        struct.pack_into(">i", patched, begin + field, offset - ticks)


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
    at, kinds, layout = _layout(trun)
    # They stand before the samples, where there are any.
    first_flags = int.from_bytes(trun[at - 4 : at], "big") if trun[3] & 0x4 else None
    for number in range(int.from_bytes(trun[4:8], "big")):
        values = dict(zip(kinds, layout.unpack_from(trun, at), strict=True))
        at += layout.size
        flags = values.get("f", default_flags)
        if number == 0 and first_flags is not None:
            flags = first_flags
        yield values.get("d", default_duration), flags, values.get("c", 0)


def _layout(trun: bytes) -> tuple[int, str, struct.Struct]:
    """Where a run's samples begin, which fields each has (duration, size, flags, composition), and how."""
    present = int.from_bytes(trun[1:4], "big")
    at = 8 + 4 * bool(present & 0x1) + 4 * bool(present & 0x4)
    bits = (("d", 0x100), ("s", 0x200), ("f", 0x400), ("c", 0x800))
    kinds = "".join(kind for kind, bit in bits if present & bit)
    return at, kinds, struct.Struct(">" + "".join("i" if kind == "c" else "I" for kind in kinds))


def _children(data: bytes, kind: bytes) -> Iterator[bytes]:
    """The contents of the boxes of one kind that lie directly in ``data``."""
    return (data[begin:end] for begin, end in _boxes(data, 0, len(data), kind))


def _boxes(data: bytes, at: int, stop: int, kind: bytes) -> Iterator[tuple[int, int]]:
    """Where the contents of the boxes of one kind begin and end, directly between ``at`` and ``stop``."""
    while at + 8 <= stop:
        size, name = struct.unpack_from(">I4s", data, at)
        header = 8
        if size == 1:
            (size,) = struct.unpack_from(">Q", data, at + 8)
            header = 16
        if name == kind:
            yield at + header, at + size
        at += size or stop
