"""The plan of a run: what is made of a source, in which chunks, by which route and at what price."""

from typing import Literal, NotRequired, TypedDict

from functions.transcode.ladder import Rung

Kind = Literal["copy", "first", "rungs"]
Route = Literal["ffmpeg", "mediaconvert"]
FIRST = "first"


class Source(TypedDict):
    """What encoders need to know of the source: displayed pixels, seconds and frames of the picture.

    ``bucket`` is the setting that names the bucket in which ``key`` lies. ``capped``: the source has more
    frames a second than are kept, so its frame count does not hold. ``time_base`` is that of the picture's
    timestamps, (numerator, denominator); ``start`` is the timeline's zero in those ticks.
    """

    bucket: Literal["uploads_bucket", "media_bucket"]
    key: str
    width: int
    height: int
    frame_rate: float
    seconds: float | None
    frames: int | None
    video_index: int
    audio_index: int | None
    capped: bool
    variable: bool
    interlaced: bool
    hdr: bool
    rgb: bool
    colours_told: bool
    colours_strange: bool
    time_base: tuple[int, int]
    start: int


class Chunk(TypedDict):
    """A stretch of the picture. Ticks are the source's own timestamps in ``time_base``.

    ``seek`` is the timestamp of the keyframe at which decoding begins (None: at the file's beginning, without
    seeking). ``begin`` is the first frame's, ``end`` the first frame's that is no longer wanted (None: up to
    the end). ``offset`` is where the chunk begins on the timeline and ``seconds`` its length; ``frames`` as
    many as the index counts (None: unknown).
    """

    seek: int | None
    begin: int | None
    end: int | None
    offset: float
    seconds: float
    frames: int | None


class Span(TypedDict):
    """A stretch to be copied: half-open ranges of samples of the picture and of the sound, from the index."""

    picture: tuple[int, int]
    sound: tuple[int, int] | None


class Item(TypedDict):
    """What one Lambda does. ``number`` counts spans (copy) or chunks, ``group`` the plan's groups."""

    id: str
    kind: Kind
    number: int
    group: NotRequired[int]


class Plan(TypedDict):
    """A whole run. ``prefix`` is where its files go, ``work`` its workbench, both in the media bucket.

    ``first`` says what makes the video playable before the ladder is done: a copy of the source, its lowest
    rung encoded in a hurry, or nothing of its own (short sources). ``sound`` likewise.
    """

    video_id: str
    owner_id: str
    prefix: str
    work: str
    route: Route
    source: Source
    rungs: list[Rung]
    # Names of the rungs that are encoded together, from one decode.
    groups: list[list[str]]
    chunks: list[Chunk]
    first: Literal["copy", "encode", "none"]
    spans: list[Span]
    sound: Literal["copy", "encode", "none"]
    estimate: float
