"""A track's sample tables as they are stored: runs of equal samples, checked against each other."""

from __future__ import annotations

import sys
from array import array
from dataclasses import dataclass
from itertools import chain, pairwise, repeat

from functions.transcode.mp4.boxes import Broken, children, must, unpack

PICTURE = b"vide"
SOUND = b"soun"
# Twelve hours at 120 frames a second, and some.
MOST_SAMPLES = 6_000_000
# FFmpeg, too, ignores what is larger.
LONGEST_TICKS = 1 << 31
LONGEST_DELAY = 1 << 28
# A place in a file, in bytes: 70 TB.
FARTHEST = 1 << 46


@dataclass(frozen=True)
class Tables:
    """The sample tables as they are stored: runs, not yet one value a sample."""

    count: int
    # One size for all samples, or each its own.
    sizes: int | array[int]
    # (samples, ticks each takes) and (samples, ticks between decoding and being shown).
    paces: tuple[array[int], array[int]]
    delays: tuple[array[int], array[int]] | None
    # Samples in each chunk, and where each chunk begins in the file.
    chunk_counts: array[int]
    chunk_offsets: array[int]
    # Positions of the samples at which decoding may begin; None: at each.
    keys: array[int] | None

    @property
    def end(self) -> int:
        """Where the last sample ends in the file."""
        if not self.count:
            return 0
        last = max(range(len(self.chunk_offsets)), key=self.chunk_offsets.__getitem__)
        if isinstance(self.sizes, int):
            return self.chunk_offsets[last] + 1  # QuickTime counts a PCM sample as one byte, whatever it is
        first = sum(self.chunk_counts[:last])
        return self.chunk_offsets[last] + sum(self.sizes[first : first + self.chunk_counts[last]])


def read_tables(stbl: memoryview, handler: bytes) -> Tables:
    """The sample tables, as far as they agree with each other."""
    found = dict(reversed(list(children(stbl))))
    sizes, count = _sizes(must(found.get(b"stsz")))
    if count > MOST_SAMPLES and not (handler == SOUND and isinstance(sizes, int)):
        raise Broken("more samples than anybody watches")
    paces = _runs(must(found.get(b"stts")), count)
    delays = _runs(found[b"ctts"], count, "i") if found.get(b"ctts") else None
    if (
        max(paces[1], default=0) >= LONGEST_TICKS
        or max(map(abs, delays[1] if delays else ()), default=0) >= LONGEST_DELAY
    ):
        raise Broken("a sample lasts too long")
    kind, offsets = (b"co64", "Q") if b"co64" in found else (b"stco", "I")
    chunks = _numbers(must(found.get(kind)), offsets)
    counts = _chunk_counts(must(found.get(b"stsc")), len(chunks))
    if sum(counts) != count or max(chunks, default=0) > FARTHEST:
        raise Broken("its chunks hold more or fewer samples than it has, or lie nowhere")
    return Tables(count, sizes, paces, delays, counts, chunks, _keys(found.get(b"stss"), count))


def _numbers(content: memoryview, code: str, width: int = 1, at: int = 4) -> array[int]:
    """The list in a full box, as long as its count says: ``width`` numbers an entry."""
    (count,) = unpack("I", content, at)
    numbers: array[int] = array(code)
    end = at + 4 + count * width * numbers.itemsize
    if count > MOST_SAMPLES or end > len(content):
        raise Broken("a table is cut off, or longer than any")
    numbers.frombytes(content[at + 4 : end])
    if sys.byteorder == "little":
        numbers.byteswap()
    return numbers


def _sizes(stsz: memoryview) -> tuple[int | array[int], int]:
    """Bytes of each sample, or of every one, and how many there are."""
    same, count = unpack("II", stsz, 4)
    return (same, count) if same else (_numbers(stsz, "I", at=8), count)


def _runs(content: memoryview, count: int, code: str = "I") -> tuple[array[int], array[int]]:
    """(how many samples, their value) of each run; all of them are ``count`` samples."""
    numbers = _numbers(content, code, 2)
    counts, values = numbers[::2], numbers[1::2]
    if sum(counts) != count or min(counts, default=0) < 0:
        raise Broken("its tables count differently")
    return counts, values


def _chunk_counts(stsc: memoryview, chunks: int) -> array[int]:
    """How many samples each chunk holds."""
    numbers = _numbers(stsc, "I", 3)
    firsts = [*numbers[::3], chunks + 1]
    if (chunks and firsts[0] != 1) or any(later <= earlier for earlier, later in pairwise(firsts)):
        raise Broken("its chunks are in no order")
    spans = (later - earlier for earlier, later in pairwise(firsts))
    return array("I", chain.from_iterable(map(repeat, numbers[1::3], spans)))


def _keys(stss: memoryview | None, count: int) -> array[int] | None:
    """Positions, from 0, of samples at which decoding may begin; None: each."""
    if stss is None:
        return None
    numbers = _numbers(stss, "I")
    if numbers and (numbers[0] < 1 or numbers[-1] > count or any(b <= a for a, b in pairwise(numbers))):
        raise Broken("its keyframes are in no order")
    return array("I", (number - 1 for number in numbers))
