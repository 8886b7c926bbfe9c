"""Plain movies of many makes, and what FFmpeg's own demuxer says of them, to be compared with ours."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import NamedTuple

import av
import imageio_ffmpeg

from functions.transcode.mp4.moov import load
from functions.transcode.mp4.movie import Movie


def picture(size: str, rate: str = "30", seconds: float = 2) -> tuple[str, ...]:
    """A moving test picture as FFmpeg's input."""
    return ("-f", "lavfi", "-i", f"testsrc2=s={size}:r={rate}:d={seconds}")


def ffmpeg(*arguments: str | Path) -> bytes:
    """Run FFmpeg; its standard output. Raises CalledProcessError."""
    command = [imageio_ffmpeg.get_ffmpeg_exe(), "-nostdin", "-v", "error", "-y", *map(str, arguments)]
    return subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout


SMALL = picture("160x90", seconds=3)
BEEP = ("-f", "lavfi", "-i", "sine=d=3:r=48000")
X264 = ("-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p", "-g", "30")
B_FRAMES = (*X264, "-bf", "2")
AAC = ("-c:a", "aac", "-b:a", "64k")

# name: FFmpeg's arguments before the output.
MADE: dict[str, tuple[str, ...]] = {
    "plain.mp4": (*SMALL, *BEEP, *B_FRAMES, *AAC),
    "front.mp4": (*SMALL, *BEEP, *B_FRAMES, *AAC, "-movflags", "+faststart"),
    "pyramid.mov": (*SMALL, *BEEP, *X264, "-bf", "4", "-x264-params", "b-pyramid=normal", *AAC),
    "open.mp4": (*SMALL, *BEEP, *B_FRAMES, "-x264-params", "open-gop=1:scenecut=0:keyint=15:b-adapt=0", *AAC),
    "ntsc.mp4": (*picture("160x90", "30000/1001", 3), *BEEP, *B_FRAMES, *AAC),
    "uneven.mp4": (
        *SMALL,
        *BEEP,
        "-vf",
        "select='not(mod(n,3))+lt(n,9)'",
        "-fps_mode",
        "vfr",
        *B_FRAMES,
        *AAC,
    ),
    "no edits.mp4": (*SMALL, *BEEP, *B_FRAMES, *AAC, "-use_editlist", "0"),
    "negative.mp4": (*SMALL, *BEEP, *B_FRAMES, *AAC, "-movflags", "+negative_cts_offsets"),
    "late sound.mp4": (*SMALL, "-itsoffset", "0.7", *BEEP, *B_FRAMES, *AAC),
    "late picture.mp4": ("-itsoffset", "0.3", *SMALL, *BEEP, *B_FRAMES, *AAC),
    "both late.mp4": ("-itsoffset", "0.3", *SMALL, "-itsoffset", "0.5", *BEEP, *B_FRAMES, *AAC, "-copyts"),
    "pcm.mov": (*SMALL, *BEEP, *B_FRAMES, "-c:a", "pcm_s16le"),
    "clock.mov": (*SMALL, *BEEP, *B_FRAMES, *AAC, "-timecode", "01:00:00:00"),
    "two tongues.mp4": (*SMALL, *BEEP, *BEEP, "-map", "0", "-map", "1", "-map", "2", *B_FRAMES, *AAC),
    "silent.mp4": (*SMALL, *X264),
    "hevc.mp4": (*SMALL, "-c:v", "libx265", "-preset", "ultrafast", "-x265-params", "log-level=none"),
    "intra.mov": (*SMALL, "-c:v", "mjpeg", "-pix_fmt", "yuvj420p"),
}
# name: arguments before and after the input, which is plain.mp4.
CUT: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "trimmed.mp4": (("-ss", "0.7"), ("-c", "copy")),
    "trimmed at both ends.mov": (("-ss", "1.3"), ("-t", "1.1", "-c", "copy")),
    "at a keyframe.mp4": (("-ss", "1"), ("-c", "copy", "-avoid_negative_ts", "disabled")),
}


def movie(path: Path) -> Movie | None:
    """The movie at ``path``, read as it would be by ranges."""
    with path.open("rb") as file:

        def read(start: int, length: int) -> bytes:
            file.seek(start)
            return file.read(length)

        return load(read, path.stat().st_size)


class Shelf:
    """``shelf["plain.mp4"]`` is the path of that movie, made when first asked for."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def __getitem__(self, name: str) -> Path:
        path = self._folder / name
        if path.exists():
            return path
        if name in CUT:
            before, after = CUT[name]
            ffmpeg(*before, "-i", self["plain.mp4"], *after, path)
        else:
            ffmpeg(*MADE[name], path)
        return path

    def made(self, name: str, how: Callable[[Path], object]) -> Path:
        """The movie ``name``, made by ``how`` unless it is there."""
        path = self._folder / name
        if not path.exists():
            how(path)
        return path


class Heard(NamedTuple):
    """What FFmpeg's demuxer says of one stream; times in ticks of ``time_base``, in decoding order."""

    time_base: Fraction
    pts: list[int]
    sizes: list[int]
    places: list[int | None]
    keys: list[bool]


def heard(path: Path, index: int) -> Heard:
    """Every shown packet of one stream."""
    with av.open(str(path)) as container:
        stream = container.streams[index]
        packets = [packet for packet in container.demux(stream) if packet.size and not packet.is_discard]
        return Heard(
            Fraction(stream.time_base or 1),
            [packet.pts or 0 for packet in packets],
            [packet.size for packet in packets],
            [packet.pos for packet in packets],
            [packet.is_keyframe for packet in packets],
        )
