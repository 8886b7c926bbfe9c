"""What is noted of work that is done: plain JSON, one record an item, from which playlists are assembled."""

from typing import NotRequired, TypedDict


class Segment(TypedDict):
    """One media segment, in ticks of its track's timescale; its file is ``<time>.m4s``.

    ``time`` is its earliest presentation time and, by the way we write, its tfdt. ``duration`` ends with its
    own last sample.
    """

    time: int
    duration: int
    size: int
    frames: int


class Part(TypedDict):
    """What one item made of one track. ``init`` is the SHA-256 of its init.mp4, in hex: all parts agree."""

    name: str
    codecs: str
    timescale: int
    init: str
    segments: list[Segment]
    # Frames that came out of the decoder (of copied tracks: samples).
    decoded: int
    width: NotRequired[int]
    height: NotRequired[int]
    channels: NotRequired[int]


class Record(TypedDict):
    """One finished item; ``seconds`` were billed at ``memory`` MB, ``requests`` are S3 PUTs."""

    item: str
    parts: list[Part]
    refusal: str | None
    # The sound is written down while it grows; everything else only once it is done.
    done: bool
    seconds: float
    memory: int
    requests: int
