"""What a source of the corpus is: how it is made, and what is to become of it."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import imageio_ffmpeg

# An argument that begins with it names another source of the corpus: FFmpeg is given its path.
OF = "corpus:"


@dataclass(frozen=True)
class Ready:
    """It becomes a video: ``sizes`` of its rungs, lowest first, ``seconds`` long.

    ``frames`` None: exactly those that can be decoded of the source. ``numbered``: every frame tells its
    number, which must come out in the source's order. ``claps``: the picture flashes when the sound beeps.
    """

    sizes: tuple[str, ...] = ("320x180",)
    seconds: float = 2
    frames: int | None = None
    numbered: bool = True
    claps: bool = True
    # Degrees, clockwise, by which the picture is turned against the coded one.
    turned: int = 0
    # Every so-maniest frame is kept.
    every: int = 1
    # How far the length may be off, in seconds; by default one frame.
    slack: float = 0


@dataclass(frozen=True)
class Failed:
    """It is refused, in a sentence that ``reason`` (a regular expression) is found in."""

    reason: str


Make = tuple[str, ...] | Callable[[Mapping[str, Path], Path], object]


@dataclass(frozen=True)
class Source:
    """``make``: FFmpeg's arguments before the output, or a function of (corpus, path) that writes it."""

    make: Make
    outcome: Ready | Failed = Ready()
    # Takes so long that it runs in `make test-corpus` only.
    slow: bool = False
    # Is recorded by a browser.
    chromium: bool = False


def ffmpeg(*arguments: str | Path) -> bytes:
    """Run FFmpeg; its standard output. Raises CalledProcessError."""
    command = [imageio_ffmpeg.get_ffmpeg_exe(), "-nostdin", "-v", "error", "-y", *map(str, arguments)]
    return subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout


# In the upper sixth: the frame's number as twelve boxes, the lowest bit first.
BITS = 12
NUMBER = "drawbox=w=iw:h=ih/6:color=black:t=fill," + ",".join(
    f"drawbox=x=iw*{bit + 2}/16:w=iw/16:h=ih/6:color=white:t=fill:enable='mod(floor(n/{1 << bit}),2)'"
    for bit in range(BITS)
)
# Below it: white for a tenth of a second in the middle of each second.
FLASH = "drawbox=w=iw:h=ih:color=white:t=fill:enable='lt(mod(t+0.501,1),0.1)'"
BEEP = "0.5*sin(2*PI*1000*t)*lt(mod(t+{ahead}+0.5,1),0.1)+0.02*sin(2*PI*220*t)"


def clapper(
    size: str = "320x180", rate: str = "30", seconds: float = 2, before: str = "null"
) -> tuple[str, ...]:
    """A moving picture with a number on each frame that flashes, as FFmpeg's input."""
    painted = f"testsrc2=s={size}:r={rate}:d={seconds},{before},{FLASH},{NUMBER}"
    return ("-f", "lavfi", "-i", painted)


def beeps(seconds: float = 2, rate: int = 44100, starts: float = 0) -> tuple[str, ...]:
    """The sound of it, mono, as FFmpeg's input; it begins at ``starts`` seconds and keeps the beat."""
    tone = f"aevalsrc='{BEEP.format(ahead=starts)}':s={rate}:d={seconds}"
    return (*(("-itsoffset", str(starts)) if starts else ()), "-f", "lavfi", "-i", tone)


PICTURE = clapper()
SOUND = beeps()
H264 = ("-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p")
AAC = ("-c:a", "aac")
