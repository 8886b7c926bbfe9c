"""A picture track's index: when each frame is shown, and where decoding may begin. By packets, not header."""

from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True)
class Index:
    """``times`` are presentation times in ticks of ``time_base``, in decoding order.

    ``keys`` are positions among them, ``sizes`` the packets' bytes. ``start`` is where the timeline begins,
    in seconds: what FFmpeg subtracts from every timestamp (its ``start_time``: the earliest of all tracks).
    """

    time_base: Fraction
    times: list[int]
    keys: list[int]
    sizes: list[int]
    start: Fraction
    # When the last frame ends, in ticks.
    end: int

    @property
    def seconds(self) -> float:
        """From the first frame's beginning to the last frame's end."""
        return float((self.end - min(self.times)) * self.time_base) if self.times else 0.0
