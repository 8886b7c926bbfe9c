"""The plan: the few hundred bytes of JSON that travel through the state machine from probe to publish."""

from typing import Literal, NotRequired, TypedDict

from footlight.settings import settings
from functions.transcode.facts import Facts, Video
from functions.transcode.ladder import MAX_FRAME_RATE, Rung, displayed, ladder

# CPU seconds per megapixel, x264 veryfast and scaling, and of decoding, measured on FFmpeg 9.0.2 (DECISIONS).
ENCODE_COST = 0.0133
DECODE_COST = 0.0064
# One encoder has fourteen minutes of as many vCPUs as its memory buys; a fifth of that goes to waiting.
SECONDS_OF_ONE_LAMBDA = 14 * 60
MEMORY_OF_ONE_CPU = 1769
BUSY = 0.8
PLAYABLE_AT = 30
ENCODED_AT = 99


class Source(TypedDict):
    """What encoders need to know of the source: displayed pixels, seconds and frames of the picture.

    ``capped``: the source has more frames a second than are kept, so its frame count does not hold.
    """

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


class Job(TypedDict):
    """What one encoder does. ``percent`` is the stretch of the progress bar that it moves, if any."""

    kind: Literal["audio", "video"]
    rungs: NotRequired[list[Rung]]
    percent: list[int] | None


class Plan(TypedDict):
    """A whole run: ``first`` makes the video playable, ``rest`` makes it ready."""

    video_id: str
    owner_id: str
    prefix: str
    source: Source
    first: list[Job]
    rest: list[Job]


def plan(video_id: str, owner_id: str, prefix: str, facts: Facts, video: Video) -> Plan:
    """The run for a source that the judge let pass; its files go below ``prefix`` in the media bucket."""
    source = _source(facts, video)
    rungs = ladder(source["width"], source["height"], source["frame_rate"])
    sound: list[Job] = [] if facts.audio_index is None else [Job(kind="audio", percent=None)]
    lowest = Job(kind="video", rungs=rungs[:1], percent=[0, PLAYABLE_AT])
    return Plan(
        video_id=video_id,
        owner_id=owner_id,
        prefix=prefix,
        source=source,
        first=[*sound, lowest],
        rest=_rest(rungs[1:], video, source),
    )


def _source(facts: Facts, video: Video) -> Source:
    width, height = displayed(video.width, video.height, video.sar, video.rotation)
    return Source(
        width=width,
        height=height,
        frame_rate=round(min(video.frame_rate, MAX_FRAME_RATE), 3),
        seconds=video.seconds,
        frames=video.frames,
        video_index=video.index,
        audio_index=facts.audio_index,
        capped=video.frame_rate > MAX_FRAME_RATE * 1.01,
        variable=video.variable,
        interlaced=video.interlaced,
        hdr=video.hdr,
        rgb=video.rgb,
        colours_told=video.colours_told,
    )


def _rest(rungs: list[Rung], video: Video, source: Source) -> list[Job]:
    """One decode for all rungs where one Lambda has the time for it, else a Lambda for each.

    Decoding is a third of the work of a whole ladder, so a job per rung costs nearly twice the CPU.
    The largest rung moves the progress bar: it ends last.
    """
    if not rungs:
        return []
    frames = (video.seconds or 0) * source["frame_rate"]
    work = frames * (
        DECODE_COST * _megapixels(video.width, video.height)
        + ENCODE_COST * sum(_megapixels(rung["width"], rung["height"]) for rung in rungs)
    )
    stretch = [PLAYABLE_AT, ENCODED_AT]
    if work <= _cpu_seconds_of_one_lambda():
        return [Job(kind="video", rungs=rungs, percent=stretch)]
    return [Job(kind="video", rungs=[rung], percent=stretch if rung is rungs[-1] else None) for rung in rungs]


def _cpu_seconds_of_one_lambda() -> float:
    cpus = settings().integer("encode_memory", 4 * MEMORY_OF_ONE_CPU) / MEMORY_OF_ONE_CPU
    return SECONDS_OF_ONE_LAMBDA * cpus * BUSY


def _megapixels(width: int, height: int) -> float:
    return width * height / 1_000_000
