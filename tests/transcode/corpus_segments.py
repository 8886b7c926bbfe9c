"""What a player relies on in every segment, read from its boxes by code that shares nothing with ours."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.transcode.corpus_boxes import boxes

IDR = 5
NO_SLICE = {6, 7, 8, 9, 12}  # SEI, SPS, PPS, access unit delimiter, filler: what may stand before it


@dataclass(frozen=True)
class Sample:
    """One sample, in ticks: when it is decoded, how long it lasts, how much later it is shown."""

    decoded: int
    lasts: int
    later: int
    size: int


def timescale(init: bytes) -> int:
    """Ticks a second of the only track."""
    header = _find(init, b"moov", b"trak", b"mdia", b"mdhd")
    (ticks,) = struct.unpack_from(">I", header, 20 if header[0] else 12)
    return int(ticks)


def samples(segment: bytes) -> list[Sample]:
    """All samples of a segment, in decoding order."""
    return [sample for moof in _all(segment, b"moof") for sample in _fragment(moof)]


def presented(playlist: Path) -> list[float]:
    """When each sample of a media playlist is shown, in seconds, rising.

    libavformat is not asked: where some samples are shown before they would be decoded (negative offsets,
    as in all we write), it moves the whole track by that much, which no other player does.
    """
    scale = timescale((playlist.parent / "init.mp4").read_bytes())
    names = [line for line in playlist.read_text().splitlines() if line.endswith(".m4s")]
    found = [sample for name in names for sample in samples((playlist.parent / name).read_bytes())]
    return sorted((sample.decoded + sample.later) / scale for sample in found)


def check_rendition(folder: Path, ticks_begin: float = 10) -> None:
    """Every segment of a rendition, picture or sound, of which ``folder`` holds all and nothing else."""
    init = (folder / "init.mp4").read_bytes()
    assert b"elst" not in init, "an edit list hides when it begins"
    scale = timescale(init)
    paths = sorted(folder.glob("*.m4s"), key=lambda path: int(path.stem))
    end = 0
    for path in paths:
        data = path.read_bytes()
        found = samples(data)
        shown = [sample.decoded + sample.later for sample in found]
        assert found[0].decoded == min(shown) == int(path.stem), f"{path}: {found[0].decoded}, {min(shown)}"
        assert shown[0] == min(shown), f"{path}: leading frames"
        # One tick: 1001/30000 is no whole number of them.
        assert found[0].decoded >= end - 1, f"{path} overlaps what is before it"
        end = found[-1].decoded + found[-1].lasts
        if b"avcC" in init:
            assert _first_slice(init, data) == IDR, f"{path} does not begin with an IDR"
    if b"avcC" in init:
        assert int(paths[0].stem) >= ticks_begin * scale


def _first_slice(init: bytes, segment: bytes) -> int:
    """The NAL unit type of the first slice of the first sample."""
    length = (init[init.index(b"avcC") + 8] & 3) + 1
    data = next(_all(segment, b"mdat"))
    at = 0
    while True:
        kind = data[at + length] & 31
        if kind not in NO_SLICE:
            return kind
        at += length + int.from_bytes(data[at : at + length], "big")


def _fragment(moof: bytes) -> Iterator[Sample]:
    """ISO/IEC 14496-12, 8.8: tfhd has defaults, tfdt the time, trun the samples."""
    header = _find(moof, b"traf", b"tfhd")
    flags = int.from_bytes(header[1:4], "big")
    at = 8 + (8 if flags & 1 else 0) + (4 if flags & 2 else 0)
    duration = int.from_bytes(header[at : at + 4], "big") if flags & 8 else 0
    at += 4 if flags & 8 else 0
    size = int.from_bytes(header[at : at + 4], "big") if flags & 16 else 0
    time = _find(moof, b"traf", b"tfdt")
    decoded = int.from_bytes(time[4 : 12 if time[0] else 8], "big")
    for trun in _all(_find(moof, b"traf"), b"trun"):
        flags, count = int.from_bytes(trun[1:4], "big"), int.from_bytes(trun[4:8], "big")
        at = 8 + (4 if flags & 1 else 0) + (4 if flags & 4 else 0)
        for _ in range(count):
            values = {0x100: duration, 0x200: size, 0x400: 0, 0x800: 0}
            for bit in values:
                if flags & bit:
                    values[bit] = int.from_bytes(trun[at : at + 4], "big", signed=bit == 0x800)
                    at += 4
            yield Sample(decoded, values[0x100], values[0x800], values[0x200])
            decoded += values[0x100]


def _all(data: bytes, kind: bytes) -> Iterator[bytes]:
    return (body for name, body in boxes(data) if name == kind)


def _find(data: bytes, *path: bytes) -> bytes:
    for kind in path:
        data = next(_all(data, kind))
    return data
