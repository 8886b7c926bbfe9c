"""Lays down the plan of a run from what is known of its source. Plain numbers, no AWS."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from functions.transcode import price
from functions.transcode.chunks import chunks, whole
from functions.transcode.facts import Facts, Video
from functions.transcode.index import Index
from functions.transcode.ladder import MAX_FRAME_RATE, Rung, displayed, ladder
from functions.transcode.plan import Chunk, Plan, Route, Source, Span

# CPU seconds per megapixel, x264 veryfast and scaling, and of decoding, measured on FFmpeg 9.0.2 (DECISIONS).
ENCODE_COST = 0.0133
DECODE_COST = 0.0064
# Up to this much work is done before anybody could watch something hurried.
NOT_WORTH_A_FIRST = 8.0
# What is read from beginning to end by one Lambda, for want of an index, may take this many CPU seconds.
WORK_OF_A_WHOLE = 90.0
# Above this many CPU seconds for one second of video, the largest rung has Lambdas of its own.
TOO_MUCH_TOGETHER = 16.0
Policy = Literal["auto", "ffmpeg", "mediaconvert"]
# What MediaConvert is made for: professional mezzanines, broadcast, and sound that FFmpeg only half knows.
MEZZANINES = {"prores", "dnxhd", "jpeg2000"}
BROADCAST = ("mpegts", "mxf", "mpeg")
DOLBY = {"ac4", "truehd", "mlp"}


@dataclass(frozen=True)
class Copying:
    """What remux.py found may be copied: spans of the picture, and whether the sound goes with them."""

    spans: list[Span]
    sound: bool


@dataclass(frozen=True)
class Where:
    """Which video it is, where its source lies, and where its files go."""

    video_id: str
    owner_id: str
    bucket: Literal["uploads_bucket", "media_bucket"]
    key: str
    prefix: str
    work: str


def source_of(facts: Facts, video: Video, index: Index | None, where: Where) -> Source:
    """What encoders are told. An index knows better than a header."""
    width, height = displayed(video.width, video.height, video.sar, video.rotation)
    base = index.time_base if index else Fraction(1, 90_000)
    return Source(
        bucket=where.bucket,
        key=where.key,
        width=width,
        height=height,
        frame_rate=round(min(video.frame_rate, MAX_FRAME_RATE), 3),
        seconds=index.seconds if index else video.seconds,
        frames=len(index.times) if index else video.frames,
        video_index=video.index,
        audio_index=facts.audio_index,
        capped=video.frame_rate > MAX_FRAME_RATE * 1.01,
        variable=video.variable,
        interlaced=video.interlaced,
        hdr=video.hdr,
        rgb=video.rgb,
        colours_told=video.colours_told,
        colours_strange=video.colours_strange,
        time_base=(base.numerator, base.denominator),
        start=round(index.start / base) if index else 0,
    )


def work_per_second(video: Video, rungs: list[Rung]) -> float:
    """CPU seconds for one second of the source: one decode and every rung of ``rungs``."""
    pixels = DECODE_COST * video.width * video.height * video.frame_rate
    encoded = ENCODE_COST * sum(rung["width"] * rung["height"] for rung in rungs)
    return (pixels + encoded * min(video.frame_rate, MAX_FRAME_RATE)) / 1_000_000


def fits_one_lambda(facts: Facts, video: Video) -> bool:
    """Whether a source without an index may be read from beginning to end by one Lambda for each group."""
    width, height = displayed(video.width, video.height, video.sar, video.rotation)
    work = work_per_second(video, ladder(width, height, video.frame_rate))
    if video.seconds is None:
        return facts.size < 4_000_000
    return video.seconds * work <= WORK_OF_A_WHOLE


def plan(
    where: Where,
    facts: Facts,
    video: Video,
    index: Index | None,
    copying: Copying | None,
    *,
    policy: Policy = "auto",
    memory: int = 4 * price.MEGABYTES_OF_A_CPU,
    budget: float = float("inf"),
) -> Plan:
    """The run for a source that the judge let pass; ``memory`` is an encoder's, in MB, ``budget`` a day's."""
    source = source_of(facts, video, index, where)
    rungs = ladder(source["width"], source["height"], source["frame_rate"])
    work = work_per_second(video, rungs)
    seconds = source["seconds"] or 0.0
    first = _first(copying, work * seconds)
    names = [rung["name"] for rung in rungs]
    together = work <= TOO_MUCH_TOGETHER or len(names) == 1
    made = Plan(
        video_id=where.video_id,
        owner_id=where.owner_id,
        prefix=where.prefix,
        work=where.work,
        route="ffmpeg",
        source=source,
        rungs=rungs,
        groups=[names] if together else [names[:-1], names[-1:]],
        chunks=_chunks(index, work, source),
        first=first,
        spans=copying.spans if copying and first == "copy" else [],
        sound=_sound(facts, copying, first),
        estimate=0.0,
    )
    work += repeated(made, video)
    ours = price.ffmpeg(made, work * seconds, memory, seconds)
    made["route"] = policy if policy != "auto" else route(facts, video, made, ours, budget)
    if made["route"] == "mediaconvert":
        made["first"], made["spans"], made["sound"] = "none", [], _sound(facts, None, "none")
    made["estimate"] = round(price.estimate(made, work * seconds, memory), 6)
    return made


def route(facts: Facts, video: Video, made: Plan, ours: float, budget: float) -> Route:
    """MediaConvert where it is at home and within ``budget``, or cheaper than ``ours``, all in USD."""
    seconds = made["source"]["seconds"] or 0.0
    theirs = price.mediaconvert(made["rungs"], made["source"]["frame_rate"], seconds)
    if theirs > budget:
        return "ffmpeg"
    broadcast = video.interlaced and facts.container.startswith(BROADCAST)
    if video.codec in MEZZANINES or broadcast or facts.audio_codec in DOLBY:
        return "mediaconvert"
    return "mediaconvert" if theirs < ours else "ffmpeg"


def repeated(made: Plan, video: Video) -> float:
    """CPU seconds a second beside one decode and one ladder: a hurried first rendition, a decode a group."""
    decode = work_per_second(video, [])
    hurried = work_per_second(video, made["rungs"][:1]) if made["first"] == "encode" else 0.0
    return decode * (len(made["groups"]) - 1) + hurried


def _first(copying: Copying | None, work: float) -> Literal["copy", "encode", "none"]:
    if work <= NOT_WORTH_A_FIRST:
        return "none"
    return "copy" if copying else "encode"


def _sound(facts: Facts, copying: Copying | None, first: str) -> Literal["copy", "encode", "none"]:
    if facts.audio_index is None:
        return "none"
    return "copy" if copying and copying.sound and first == "copy" else "encode"


def _chunks(index: Index | None, work: float, source: Source) -> list[Chunk]:
    if index is None:
        return [whole(source["seconds"], source["frames"])]
    return chunks(index, work)
