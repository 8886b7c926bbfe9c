"""Bytes from many places of a file, got by few and large reads."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor

LONGEST_READ = 16 * 1024 * 1024
READERS = 4
# Bytes that nobody wants are read too where a further request would take longer, up to so many in all.
WORTH_A_READ = 256 * 1024
MOST_WASTE = 64 * 1024 * 1024


class Ranges:
    """The bytes of the half-open ``extents``, all in memory.

    ``read(start, length)`` is called from several threads. Raises OSError where it answers less.
    """

    def __init__(self, read: Callable[[int, int], bytes], extents: Iterable[tuple[int, int]]) -> None:
        runs = _runs(sorted(extents))
        self._begins = [begin for begin, _ in runs]
        self._data = [memoryview(bytearray(end - begin)) for begin, end in runs]

        def fetch(run: int, at: int) -> None:
            into = self._data[run][at : at + LONGEST_READ]
            answer = read(self._begins[run] + at, len(into))
            if len(answer) != len(into):
                raise OSError("the source is shorter than its index says")
            into[:] = answer

        wanted = [
            (run, at) for run, data in enumerate(self._data) for at in range(0, len(data), LONGEST_READ)
        ]
        with ThreadPoolExecutor(READERS) as readers:
            list(readers.map(lambda each: fetch(*each), wanted))

    def at(self, offset: int, size: int) -> memoryview:
        """``size`` bytes from the file's byte ``offset`` on; they lie in one of the extents."""
        run = bisect_right(self._begins, offset) - 1
        start = offset - self._begins[run]
        return self._data[run][start : start + size]


def _runs(extents: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """What is read in one go: extents that overlap, touch, or nearly do."""
    runs: list[tuple[int, int]] = []
    waste = 0
    for begin, end in extents:
        gap = begin - runs[-1][1] if runs else MOST_WASTE
        if gap > 0 and (gap > WORTH_A_READ or waste + gap > MOST_WASTE):
            runs.append((begin, end))
        else:
            waste += max(gap, 0)
            runs[-1] = (runs[-1][0], max(runs[-1][1], end))
    return runs
