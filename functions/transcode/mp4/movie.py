"""A plain movie's tracks: when each sample is shown, how large it is, where it lies."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from itertools import accumulate, chain, compress, repeat
from operator import add

from functions.transcode.index import Index
from functions.transcode.mp4.boxes import Broken
from functions.transcode.mp4.tables import MOST_SAMPLES, SOUND, Tables


@dataclass(frozen=True)
class Edit:
    """The one edit of a track, in its ticks: after ``delay``, the media from ``begin`` on for ``length``."""

    delay: int
    begin: int
    length: int


@dataclass(frozen=True)
class Track:
    """A picture or sound track. ``index`` is FFmpeg's of the stream, ``entry`` its sample entry, whole.

    ``rotation`` is in degrees clockwise (None: it is turned in another way). Lists of samples are in decoding
    order, times in ticks of ``timescale``.
    """

    index: int
    handler: bytes
    timescale: int
    entry: bytes
    tables: Tables
    edit: Edit | None = None
    rotation: int | None = 0

    @property
    def count(self) -> int:
        """How many samples there are, shown or not."""
        return self.tables.count

    @cached_property
    def dts(self) -> array[int]:
        """Decoding times of the media, before any edit."""
        self._must_be_few()
        deltas = _expand(*self.tables.paces)
        return array("q", accumulate(deltas, initial=0))[: self.count]

    @cached_property
    def pts(self) -> array[int]:
        """Presentation times, as FFmpeg's packets have them."""
        shift = self._shift
        return self._cts if not shift else array("q", map(shift.__add__, self._cts))

    @cached_property
    def shown(self) -> bytearray | None:
        """For each sample whether it is shown; None where all are."""
        if self.edit is None or not self.count:
            return None
        begin, stop = self.edit.begin, self.edit.begin + self.edit.length
        if self.handler == SOUND:
            # A frame that reaches into the edit is decoded, and its beginning thrown away.
            begin += 1 - self.longest
        if min(self._cts) >= begin and max(self._cts) < stop:
            return None
        return bytearray(begin <= time < stop for time in self._cts)

    @cached_property
    def sizes(self) -> array[int]:
        """Bytes of each sample."""
        self._must_be_few()
        sizes = self.tables.sizes
        return array("I", repeat(sizes, self.count)) if isinstance(sizes, int) else sizes

    @cached_property
    def offsets(self) -> array[int]:
        """Where each sample begins in the file."""
        before = array("q", accumulate(self.sizes, initial=0))
        firsts = accumulate(self.tables.chunk_counts, initial=0)
        bases = (
            offset - before[first] for offset, first in zip(self.tables.chunk_offsets, firsts, strict=False)
        )
        return array("q", map(add, _expand(self.tables.chunk_counts, bases), before))

    @cached_property
    def keys(self) -> Sequence[int]:
        """Positions of the samples at which decoding may begin."""
        return range(self.count) if self.tables.keys is None else self.tables.keys

    def keys_in(self, begin: int, end: int) -> Sequence[int]:
        """Those of ``keys`` from ``begin`` on and before ``end``."""
        return self.keys[bisect_left(self.keys, begin) : bisect_left(self.keys, end)]

    @property
    def longest(self) -> int:
        """The longest time from one sample to the next."""
        return max(self.tables.paces[1], default=0)

    @property
    def last_duration(self) -> int:
        """How long the last sample is shown; the usual time where the table says nothing."""
        counts, deltas = self.tables.paces
        return deltas[-1] or deltas[max(range(len(counts)), key=counts.__getitem__)] if deltas else 0

    @property
    def start(self) -> Fraction | None:
        """FFmpeg's ``start_time`` of the stream, in seconds; None for a track without samples."""
        if not self.count:
            return None
        delays = self.tables.delays
        first = self.edit.delay if self.edit else delays[1][0] if delays else 0
        return Fraction(first, self.timescale)

    @cached_property
    def _cts(self) -> array[int]:
        delays = self.tables.delays
        return self.dts if delays is None else array("q", map(add, self.dts, _expand(*delays)))

    @property
    def _shift(self) -> int:
        """What FFmpeg adds to the media's own times, following the edit."""
        if self.edit is None:
            return 0
        shown = self.shown or repeat(1)
        first = next(compress(range(self.count), shown), None)
        if first is None:
            return self.edit.delay
        if self.handler == SOUND:
            return self.edit.delay - max(self.edit.begin, self._cts[first])
        # A picture begins with its first shown frame, even where the edit begins earlier.
        return self.edit.delay - max(min(compress(self._cts, shown)), self.dts[first])

    def _must_be_few(self) -> None:
        if self.count > MOST_SAMPLES:
            raise Broken("too many samples to be looked at one by one")


@dataclass(frozen=True)
class Movie:
    """A plain movie. ``delays`` are starts in seconds of edited tracks that are neither picture nor sound."""

    tracks: tuple[Track, ...]
    delays: tuple[Fraction, ...] = ()

    def track(self, index: int) -> Track | None:
        """The picture or sound track that is FFmpeg's stream ``index``."""
        return next((track for track in self.tracks if track.index == index), None)

    @property
    def start(self) -> Fraction:
        """What FFmpeg takes for the beginning: the earliest of all tracks, in seconds."""
        start = min((track.start for track in self.tracks if track.start is not None), default=Fraction(0))
        others = min(self.delays, default=start)
        return others if start - 1 < others < start else start

    @property
    def end(self) -> int:
        """Where the last sample of any track ends in the file: how many bytes are needed."""
        return max((track.tables.end for track in self.tracks), default=0)

    def index(self, track: Track) -> Index:
        """The index of the frames of ``track`` that are shown."""
        times, sizes, keys = list(track.pts), list(track.sizes), list(track.keys)
        if track.shown is not None:
            times, sizes = list(compress(times, track.shown)), list(compress(sizes, track.shown))
            places = array("q", accumulate(track.shown))
            keys = [places[key] - 1 for key in keys if track.shown[key]]
        return Index(
            time_base=Fraction(1, track.timescale),
            times=times,
            keys=keys,
            sizes=sizes,
            start=self.start,
            end=max(times, default=0) + track.last_duration,
        )


def _expand(counts: Iterable[int], values: Iterable[int]) -> Iterable[int]:
    """Each value as often as its count says."""
    return chain.from_iterable(map(repeat, values, counts))
