"""Who is moving a video's files, until when, and which side still has to be cleaned: the row's ``moving``."""

from __future__ import annotations

from dataclasses import dataclass

from footlight import clock

# Longer than the function may run: who holds it after that has died.
MINUTES = 16


@dataclass(frozen=True)
class Lease:
    """Held by ``mover`` until ``until`` (ISO 8601); ``left``: a prefix that is not cleaned yet."""

    mover: str
    until: str
    left: str = ""

    @classmethod
    def parse(cls, text: str | None) -> Lease | None:
        """From the row's attribute."""
        if not text:
            return None
        mover, until, left = text.split("|")
        return cls(mover, until, left)

    @classmethod
    def taken(cls, text: str | None, mover: str, left: str | None = None) -> str | None:
        """The attribute once ``mover`` has taken it, or None where another one holds it still."""
        before = cls.parse(text)
        if before is not None and before.mover != mover and before.until > clock.now():
            return None
        uncleaned = left if left is not None else (before.left if before else "")
        return "|".join((mover, clock.later(minutes=MINUTES), uncleaned))
