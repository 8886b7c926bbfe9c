"""The ladder: into which sizes and bit rates a picture is encoded. Plain numbers, no FFmpeg."""

from dataclasses import dataclass
from typing import TypedDict

MAX_FRAME_RATE = 60


class Rung(TypedDict):
    """One rendition: its size in pixels and its ceiling in bits per second."""

    name: str
    width: int
    height: int
    max_rate: int


@dataclass(frozen=True)
class Step:
    """A standard size by its short side, with the ceiling for a 16:9 picture at up to 30 frames a second."""

    short: int
    max_rate: int


STEPS = (
    Step(240, 400_000),
    Step(360, 800_000),
    Step(480, 1_400_000),
    Step(720, 2_800_000),
    Step(1080, 5_000_000),
    Step(1440, 9_000_000),
    Step(2160, 16_000_000),
)
# An in-between source (848 by 478) gets a rung of its own size where it has this much more to show.
WORTH_A_RUNG = 1.1
FAST = 31.0  # frames a second above which motion needs more bits
FAST_FACTOR = 1.5


def displayed(width: int, height: int, sar: float, rotation: int) -> tuple[int, int]:
    """The size in square pixels, upright, of a picture coded as ``width`` by ``height``."""
    wide = max(1, round(width * sar))
    return (height, wide) if rotation % 180 else (wide, height)


def ladder(width: int, height: int, frame_rate: float) -> list[Rung]:
    """Rungs for a picture displayed as ``width`` by ``height``, smallest first, never above it, even."""
    short = _even(min(width, height))
    sizes = [step.short for step in STEPS if step.short <= short]
    if not sizes or (short < STEPS[-1].short and short >= sizes[-1] * WORTH_A_RUNG):
        sizes.append(short)
    return [_rung(size, width, height, frame_rate) for size in sizes]


def _rung(short: int, width: int, height: int, frame_rate: float) -> Rung:
    scale = short / min(width, height)
    long = min(2 * round(max(width, height) * scale / 2), _even(max(width, height)))
    wide, high = (long, short) if width >= height else (short, long)
    return Rung(name=f"{short}p", width=wide, height=high, max_rate=_max_rate(wide * high, frame_rate))


def _max_rate(pixels: int, frame_rate: float) -> int:
    """The ceiling for so many pixels: the nearest larger step's, by area beyond the last."""
    areas = [(step.short * _even(round(step.short * 16 / 9)), step.max_rate) for step in STEPS]
    rate = next((rate for area, rate in areas if pixels <= area * 1.05), None)
    if rate is None:
        rate = round(areas[-1][1] * pixels / areas[-1][0])
    return round(rate * (FAST_FACTOR if frame_rate > FAST else 1))


def _even(value: int) -> int:
    return max(2, value - value % 2)
