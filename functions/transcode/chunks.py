"""Where a picture is cut: at its own keyframes, where any are near, into stretches of about equal work."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from fractions import Fraction
from itertools import pairwise

from functions.transcode.index import Index
from functions.transcode.plan import Chunk

# CPU seconds of one chunk: about ten seconds of a Lambda with four processors. Shorter ones pay more often
# for FFmpeg's start and for a fresh encoder at each seam, longer ones make everybody wait for the last.
WORK_OF_A_CHUNK = 30.0
SHORTEST, LONGEST = 4.0, 90.0
# A keyframe this share of a chunk away from the ideal cut is near.
NEAR = 0.4


def whole(seconds: float | None, frames: int | None) -> Chunk:
    """The one chunk of a source that is read from beginning to end."""
    return Chunk(seek=None, begin=None, end=None, offset=0.0, seconds=seconds or 0.0, frames=frames)


def chunks(index: Index, work_per_second: float) -> list[Chunk]:
    """Stretches that together are the whole picture, each frame once; ``work_per_second`` in CPU seconds."""
    shown = sorted(index.times)
    length = min(LONGEST, max(SHORTEST, WORK_OF_A_CHUNK / max(work_per_second, 0.001)))
    count = max(1, round(index.seconds / length))
    if count == 1:
        return [whole(index.seconds, len(shown))]
    cuts = _cuts(shown, sorted(index.times[key] for key in index.keys), index, count)
    borders = [shown[0], *cuts, index.end]
    keys = sorted(index.times[key] for key in index.keys)
    last = len(borders) - 2
    return [
        Chunk(
            seek=None if number == 0 else keys[max(0, bisect_right(keys, begin) - 1)],
            begin=None if number == 0 else begin,
            end=None if number == last else end,
            offset=float(begin * index.time_base - index.start),
            seconds=float((end - begin) * index.time_base),
            frames=bisect_left(shown, end) - bisect_left(shown, begin),
        )
        for number, (begin, end) in enumerate(pairwise(borders))
    ]


def _cuts(shown: list[int], keys: list[int], index: Index, count: int) -> list[int]:
    """``count`` - 1 times or fewer, rising, each a frame's: a keyframe's where one is near."""
    span = Fraction(index.end - shown[0], count)
    cuts: list[int] = []
    for number in range(1, count):
        ideal = shown[0] + span * number
        cut = _nearest(keys, ideal)
        if abs(cut - ideal) > span * Fraction(NEAR):
            cut = _nearest(shown, ideal)
        if cut > (cuts[-1] if cuts else shown[0]):
            cuts.append(cut)
    return cuts


def _nearest(times: list[int], ideal: Fraction) -> int:
    place = bisect_left(times, ideal)
    return min(times[max(0, place - 1) : place + 1], key=lambda time: abs(time - ideal))
