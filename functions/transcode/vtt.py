"""A storyboard in numbers and as WebVTT: which part of which sheet shows which seconds of the video."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

SHORTEST = 4.0  # seconds: nobody seeks in less
MOST_STILLS = 400
LEAST_EVERY = 2
SIDE = 160
COLUMNS = 10
PER_SHEET = COLUMNS * COLUMNS


@dataclass(frozen=True)
class Board:
    """``count`` stills of ``width`` by ``height`` pixels: one for ``every`` so many of its ``seconds``."""

    seconds: float
    every: int
    count: int
    width: int
    height: int

    @property
    def sheets(self) -> list[str]:
        """The names of its JPEGs, each of a hundred stills in ten rows."""
        return [_sheet(number) for number in range(ceil(self.count / PER_SHEET))]


def board(seconds: float, width: int, height: int) -> Board | None:
    """For a video of ``seconds`` and ``width`` by ``height`` pixels; None where it is too short for one."""
    if seconds < SHORTEST:
        return None
    every = max(LEAST_EVERY, ceil(seconds / MOST_STILLS))
    scale = SIDE / max(width, height)
    wide, high = (max(2, 2 * round(side * scale / 2)) for side in (width, height))
    return Board(seconds, every, ceil(seconds / every), wide, high)


def text(of: Board) -> str:
    """The WebVTT that players read (its cues name a rectangle of a sheet by a media fragment)."""
    cues = [_cue(of, number) for number in range(of.count)]
    return "\n\n".join(["WEBVTT", *cues]) + "\n"


def _cue(of: Board, number: int) -> str:
    begin, end = number * of.every, min((number + 1) * of.every, of.seconds)
    row, column = divmod(number % PER_SHEET, COLUMNS)
    place = f"{column * of.width},{row * of.height},{of.width},{of.height}"
    return f"{_clock(begin)} --> {_clock(end)}\n{_sheet(number // PER_SHEET)}#xywh={place}"


def _sheet(number: int) -> str:
    return f"storyboard-{number + 1:03d}.jpg"


def _clock(seconds: float) -> str:
    whole, thousandths = divmod(round(seconds * 1000), 1000)
    minutes, rest = divmod(whole, 60)
    return f"{minutes // 60:02d}:{minutes % 60:02d}:{rest:02d}.{thousandths:03d}"
