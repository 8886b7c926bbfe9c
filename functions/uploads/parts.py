"""How a file is cut into parts, and which of them are still missing: plain rules, no AWS."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

MIB = 1024 * 1024
MAX_SIZE = 100 * 1024 * MIB
SMALLEST = 8 * MIB
# S3 takes 10,000 parts; the rest is room for a file that grows the rule.
MOST_PARTS = 9_000


@dataclass(frozen=True)
class Part:
    """A part that S3 holds; ``size`` in bytes, ``checksum`` its SHA-256 in base64 where S3 tells it."""

    number: int
    etag: str
    size: int
    checksum: str | None = None


def part_size(size: int) -> int:
    """Bytes per part of a file of ``size`` bytes: whole MiB, at least 8, and at most 9,000 parts."""
    even = -(-size // MOST_PARTS)
    return max(SMALLEST, -(-even // MIB) * MIB)


def part_count(size: int, each: int) -> int:
    """How many parts of ``each`` bytes make ``size`` bytes; the last one may be shorter."""
    return -(-size // each)


def size_of(number: int, size: int, each: int) -> int:
    """Bytes of part ``number`` (from 1) of a file of ``size`` bytes in parts of ``each``."""
    return min(each, size - (number - 1) * each)


def unknown(numbers: Iterable[int], count: int) -> list[int]:
    """Those ``numbers`` that no part of ``count`` has, and those that come twice."""
    wrong, seen = [], set()
    for number in numbers:
        if not 1 <= number <= count or number in seen:
            wrong.append(number)
        seen.add(number)
    return wrong


def missing(size: int, each: int, held: Mapping[int, Part], told: Mapping[int, str]) -> list[int]:
    """Numbers of the parts that S3 does not hold whole, or not under the ETag the client was told."""
    return [
        number
        for number in range(1, part_count(size, each) + 1)
        if (part := held.get(number)) is None
        or part.size != size_of(number, size, each)
        or bare(told.get(number, "")) != bare(part.etag)
    ]


def bare(etag: str) -> str:
    """An ETag without the quotation marks that HTTP puts around it."""
    return etag.strip().strip('"')
