"""Reads back what the corpus' clapper wrote: frame numbers, flashes and beeps, with their times."""

from __future__ import annotations

from array import array
from bisect import bisect
from dataclasses import dataclass, field
from operator import itemgetter
from pathlib import Path

import av

from tests.transcode.corpus_source import BITS

WIDE, HIGH = 16, 8  # cells into which each picture is averaged
WHITE = 180
LOUD = 0.4  # of the loudest sample; what lies below the beeps has a twenty-fifth of it
HERTZ = 48000
ROUNDING = 0.0012  # containers that count milliseconds


@dataclass
class Picture:
    """Frames in the order shown: seconds and numbers; and with which of them a flash begins."""

    times: list[float] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)
    turning_white: list[int] = field(default_factory=list)

    @property
    def flashes(self) -> list[float]:
        """When each flash begins, in seconds."""
        return [self.times[frame] for frame in self.turning_white]


@dataclass
class Sound:
    """Seconds at which it begins and ends, at which beeps begin, and by how much it jumps on the way."""

    start: float = 0
    end: float = 0
    beeps: list[float] = field(default_factory=list)
    jumps: list[float] = field(default_factory=list)


def see(path: Path, turned: int = 0) -> Picture:
    """The first picture track of a file or playlist, ``turned`` clockwise by so many degrees."""
    seen = Picture()
    white = False
    with av.open(str(path)) as container:
        stream = container.streams.video[0]
        stream.thread_type = "AUTO"
        for frame in container.decode(stream):
            cells = _cells(frame, turned)
            was_white, white = white, min(map(min, cells[2:])) > WHITE
            if white and not was_white:
                seen.turning_white.append(len(seen.times))
            seen.times.append(float(frame.time or 0))
            seen.numbers.append(sum((cells[0][bit + 2] > 127) << bit for bit in range(BITS)))
    return seen


def _cells(frame: av.VideoFrame, turned: int) -> list[tuple[int, ...]]:
    """``HIGH`` rows of ``WIDE`` mean lumas, 0 to 255, of the picture turned back."""
    wide, high = (HIGH, WIDE) if turned % 180 else (WIDE, HIGH)
    small = frame.reformat(width=wide, height=high, format="gray", interpolation="AREA")
    plane = small.planes[0]
    data = bytes(plane)
    cells = [tuple(data[row * plane.line_size :][:wide]) for row in range(high)]
    for _ in range(-turned // 90 % 4):
        cells = list(zip(*cells[::-1], strict=True))
    return cells


def hear(path: Path) -> Sound:
    """The first sound track of a file or playlist."""
    heard = Sound()
    samples = array("h")
    places: list[tuple[int, float]] = []  # (number of the frame's first sample, its time)
    with av.open(str(path)) as container:
        resampler = av.AudioResampler(format="s16", layout="mono", rate=HERTZ)
        for frame in container.decode(audio=0):
            time = float(frame.time or 0)
            if places and abs(time - heard.end) > ROUNDING:
                heard.jumps.append(time - heard.end)
            places.append((len(samples), time))
            heard.end = time + frame.samples / frame.sample_rate
            for piece in resampler.resample(frame):
                samples.frombytes(bytes(piece.planes[0])[: piece.samples * 2])
    heard.start = places[0][1] if places else 0
    for onset in _onsets(samples):
        first, time = places[bisect(places, onset, key=itemgetter(0)) - 1]
        heard.beeps.append(time + (onset - first) / HERTZ)
    return heard


def _onsets(samples: array[int]) -> list[int]:
    """Where loud begins after a fifth of a second of quiet."""
    threshold = LOUD * max(map(abs, samples), default=0)
    found = []
    last = -HERTZ
    for at, sample in enumerate(samples):
        if abs(sample) > threshold:
            if at - last > HERTZ // 5:
                found.append(at)
            last = at
    return found
