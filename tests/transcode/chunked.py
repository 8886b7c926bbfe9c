"""Sources whose every frame bears its number, cut into chunks, and what came of each frame."""

from __future__ import annotations

import subprocess
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import imageio_ffmpeg

from functions.transcode import ffmpeg
from functions.transcode.encoder import Run
from functions.transcode.index import Index
from functions.transcode.ladder import Rung
from functions.transcode.mp4 import fmp4
from functions.transcode.mp4.fmp4 import Contents, aligned, read_segment
from functions.transcode.plan import Chunk, Source
from functions.transcode.scan import scan

BITS = 10
FLAGS = ("capped", "variable", "interlaced", "hdr", "rgb")
RUNGS = [
    Rung(name="90p", width=160, height=90, max_rate=300_000),
    Rung(name="180p", width=320, height=180, max_rate=600_000),
]
# Each bit of a frame's number is a square of its own, which survives any encoder.
BARCODE = ",".join(
    f"drawbox=x={bit * 24}:y=0:w=24:h=24:t=fill:color={colour}:enable='{test}(mod(floor(n/{2**bit}),2),1)'"
    for bit in range(BITS)
    for colour, test in (("white", "eq"), ("black", "lt"))
)
X264 = ("-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p")
TONE = ("-f", "lavfi", "-i", "sine=d={}:r=48000")


def ffmpeg_run(*arguments: str | Path) -> bytes:
    """FFmpeg's standard output. Raises CalledProcessError."""
    command = [imageio_ffmpeg.get_ffmpeg_exe(), "-nostdin", "-v", "error", "-y", *map(str, arguments)]
    return subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout


def numbered(rate: str, seconds: float, *more: str) -> tuple[str, ...]:
    """FFmpeg's arguments for a picture with numbered frames, and filters after the numbers."""
    source = f"testsrc2=s=320x180:r={rate}:d={seconds}"
    return ("-f", "lavfi", "-i", source, "-vf", ",".join([BARCODE, *more]), "-fps_mode", "passthrough")


def source_of(index: Index | None, **differing: Any) -> Source:
    """What the plan tells of the numbered picture."""
    facts: dict[str, Any] = dict.fromkeys(FLAGS, False) | dict.fromkeys(("seconds", "frames", "audio_index"))
    facts |= {"bucket": "uploads_bucket", "key": "source", "width": 320, "height": 180, "frame_rate": 30.0}
    facts |= {"colours_told": True, "colours_strange": False}
    facts |= {"video_index": 0, "time_base": (1, 90_000), "start": 0}
    if index:
        base = index.time_base
        facts["time_base"], facts["start"] = (base.numerator, base.denominator), round(index.start / base)
    return Source(**{**facts, **differing})  # type: ignore[typeddict-item]


WHOLE = Chunk(seek=None, begin=None, end=None, offset=0.0, seconds=0.0, frames=None)


def cut(index: Index, *places: float) -> list[Chunk]:
    """Chunks that begin at the frames shown first after each of ``places``, in seconds of the source."""
    shown = sorted(index.times)
    keys = sorted(index.times[key] for key in index.keys)
    inner = [shown[bisect_left(shown, place / index.time_base + shown[0])] for place in places]
    borders = [shown[0], *inner, index.end]
    return [
        Chunk(
            seek=None if begin == shown[0] else keys[bisect_right(keys, begin) - 1],
            begin=None if begin == shown[0] else begin,
            end=None if end == index.end else end,
            offset=float(begin * index.time_base - index.start),
            seconds=float((end - begin) * index.time_base),
            frames=bisect_left(shown, end) - bisect_left(shown, begin),
        )
        for begin, end in pairwise(borders)
    ]


class Encoded:
    """What chunks made of a source, below ``folder``: one folder a chunk, in it one a rung."""

    def __init__(self, folder: Path, source: Source, path: Path, chunks: Sequence[Chunk]) -> None:
        self.decoded: list[int] = []
        self.folders: list[Path] = []
        for number, chunk in enumerate(chunks):
            place = folder / str(number)
            for rung in RUNGS:
                (place / rung["name"]).mkdir(parents=True)
            command = ffmpeg.encode_picture(source, RUNGS, chunk, ffmpeg.read(str(path)), place)
            with Run(command) as run:
                list(run)
            self.decoded.append(run.decoded)
            self.folders.append(place)

    def inits(self, rung: str) -> set[bytes]:
        """The different init segments of a rung."""
        return {(folder / rung / "init.mp4").read_bytes() for folder in self.folders}

    def segments(self, rung: str) -> list[Contents]:
        """What is in each segment of a rung, in the chunks' order."""
        return [read_segment(aligned(path.read_bytes())) for path in self._paths(rung)]

    def play(self, rung: str) -> list[tuple[int, int]]:
        """(time in 1/90000 s, number) of each frame that a player sees when the chunks are one film."""
        film = self.folders[0] / f"{rung}.mp4"
        film.write_bytes(
            self.inits(rung).pop() + b"".join(aligned(path.read_bytes()) for path in self._paths(rung))
        )
        # By the segments' own clocks: FFmpeg's reader rounds them to its frame rate.
        times = [sample[0] for path in self._paths(rung) for sample in samples(path.read_bytes())]
        return [(time, number) for time, (_, number) in zip(sorted(times), frames_of(film), strict=True)]

    def _paths(self, rung: str) -> list[Path]:
        return [path for folder in self.folders for path in sorted((folder / rung).glob("*.m4s"))]


def samples(segment: bytes) -> list[tuple[int, int, bool]]:
    """(presentation time, duration, whether it is a sync sample) of each sample, in decoding order."""
    return [each for moof in fmp4._children(aligned(segment), b"moof") for each in fmp4._samples(moof)]


def frames_of(path: Path) -> list[tuple[int, int]]:
    """(time in 1/90000 s, number) of each decoded frame of a film, by its file's own clock."""
    read = f"crop=iw*{BITS * 24}/320:ih*24/180:0:0,scale={BITS}:1:flags=area,format=gray"
    common = ("-copyts", "-i", path, "-an", "-vf", read, "-fps_mode", "passthrough")
    pixels = ffmpeg_run(*common, "-f", "rawvideo", "pipe:1")
    listing = ffmpeg_run(*common, "-enc_time_base", "1:90000", "-f", "framemd5", "pipe:1").decode()
    times = [int(line.split(",")[2]) for line in listing.splitlines() if not line.startswith("#")]
    numbers = [
        sum((pixels[at + bit] > 128) << bit for bit in range(BITS)) for at in range(0, len(pixels), BITS)
    ]
    return list(zip(times, numbers, strict=True))


def index_of(path: Path) -> Index:
    """The index of a source that has one."""
    found = scan(str(path), 0)
    assert found
    return found
