"""Judges the source and lays down the plan of the run (next: rounds.py, by way of pipeline.asl.json)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, cast

from footlight import limits, media, videos
from footlight.errors import TooManyRequests
from footlight.settings import settings
from functions.transcode import original, work
from functions.transcode.judge import judge, refuse_unread
from functions.transcode.outcomes import Abandoned, BadMedia, OverBudget, Refused
from functions.transcode.planning import Copying, Where, fits_one_lambda, plan, source_of
from functions.transcode.price import MEGABYTES_OF_A_CPU

if TYPE_CHECKING:
    from functions.transcode.facts import Facts, Video
    from functions.transcode.index import Index
    from functions.transcode.plan import Plan
    from functions.transcode.planning import Policy

DAY = 86_400
# Containers whose clock may jump: FFmpeg's demuxers with AVFMT_TS_DISCONT.
JUMPY = ("mpegts", "mpeg", "ogg")
MICRO = 1_000_000


def handler(event: dict[str, Any], _: object) -> dict[str, Any]:
    """``event``: video_id, owner_id. Answers what is ``next``: refuse (with ``refusal``), rewrap (with the
    tracks to take along), mediaconvert or ffmpeg; ``sound`` says whether there is sound to encode.
    """
    try:
        made = begin(event["video_id"])
    except Refused as refusal:
        return {"next": "refuse", "refusal": str(refusal), "sound": False}
    except Unindexed as source:
        return {"next": "rewrap", "refusal": None, "sound": False, **source.tracks}
    return {"next": made["route"], "refusal": None, "sound": made["sound"] == "encode"}


def begin(video_id: str) -> Plan:
    """The plan for a video, which is ``processing`` from now on.

    Raises BadMedia, OverBudget, Abandoned; Unindexed where its source must be rewrapped first.
    """
    if not videos.advance(video_id, "processing"):
        raise Abandoned
    row = videos.get(video_id)
    owner_id = row.owner_id
    place = work.prefix(owner_id, video_id)
    earlier: Plan | None = work.read(f"{place}/{work.PLAN}")
    if earlier:
        return earlier
    made = probe(video_id, owner_id)
    if row.cost_estimate is None:
        _spend(owner_id, made["estimate"])
    seconds = made["source"]["seconds"]
    told = {"route": made["route"], "cost_estimate": made["estimate"], "duration_seconds": seconds}
    videos.change(video_id, lambda _: told)
    # Last: whoever tries again finds it, and does nothing of this twice.
    work.write(f"{place}/{work.PLAN}", made)
    return made


def probe(video_id: str, owner_id: str) -> Plan:
    """The plan for the source that lies in the uploads bucket. Raises BadMedia, Unindexed."""
    from functions.transcode.look import look

    size, head = _head(owner_id, video_id)
    refuse_unread(size, head)
    facts = look(original.address(owner_id, video_id), size, head, original.trusted_authorities())
    return _plan(_where(video_id, owner_id), facts, judge(facts))


def _plan(where: Where, facts: Facts, video: Video) -> Plan:
    """Whatever tells where its frames lie is cut into chunks; a short film may do without."""
    plain = _plain(where, facts, video)
    if plain:
        return _made(where, facts, video, *plain)
    # Of a clock that jumps, FFmpeg would mend each track by itself: rewrapped, they stay together.
    if not facts.container.startswith(JUMPY) and fits_one_lambda(facts, video):
        return _made(where, facts, video, None, None)
    return _scanned(where, facts, video)


def _plain(where: Where, facts: Facts, video: Video) -> tuple[Index, Copying | None] | None:
    """What a plain movie's own tables tell: where its frames lie, and whether they can be copied."""
    from functions.transcode import remux
    from functions.transcode.mp4 import moov
    from functions.transcode.mp4.boxes import Broken

    def read(start: int, length: int) -> bytes:
        return original.part(where.bucket, where.key, start, length)

    movie = moov.load(read, facts.size) if "mov" in facts.container else None
    picture = movie.track(video.index) if movie else None
    if movie is None or picture is None:
        return None
    try:
        index = movie.index(picture)
    except Broken:
        return None
    if video.interlaced or video.hdr or remux.picture_obstacle(picture, read):
        return index, None
    sound = None if facts.audio_index is None else movie.track(facts.audio_index)
    stays = sound is not None and remux.sound_obstacle(movie, picture, sound) is None
    return index, Copying(remux.spans(picture, sound if stays else None), stays)


def _scanned(where: Where, facts: Facts, video: Video) -> Plan:
    """The plan over an index that is got by reading every packet. Raises Unindexed."""
    from functions.transcode.scan import scan

    rewrapped = f"{where.work}/{work.REWRAPPED}"
    if not (facts.indexed and facts.container.startswith("matroska")):
        if not work.exists(rewrapped):
            raise Unindexed(video.index, facts.audio_index)
        where = replace(where, bucket="media_bucket", key=rewrapped)
        video = replace(video, index=0)
        facts = replace(facts, audio_index=None if facts.audio_index is None else 1)
    source = source_of(facts, video, None, where)
    index = scan(original.address_of(source), video.index, original.trusted_authorities())
    return _made(where, facts, video, index, None)


def _made(where: Where, facts: Facts, video: Video, index: Index | None, copying: Copying | None) -> Plan:
    memory = settings().integer("encode_memory", 4 * MEGABYTES_OF_A_CPU)
    policy = cast("Policy", settings().get("transcode_route", "auto"))
    return plan(where, facts, video, index, copying, policy=policy, memory=memory, budget=_budget())


def _where(video_id: str, owner_id: str) -> Where:
    return Where(
        video_id=video_id,
        owner_id=owner_id,
        bucket="uploads_bucket",
        key=media.source_key(owner_id, video_id),
        # Whoever may watch it in the end: what is not published yet lies where nobody gets at it.
        prefix=media.prefix("private", owner_id, video_id),
        work=work.prefix(owner_id, video_id),
    )


def _budget() -> float:
    return float(settings().get("transcode_budget_per_day", "10"))


def _spend(owner_id: str, dollars: float) -> None:
    """Take the price out of the creator's budget of this day. Raises OverBudget."""
    budget = _budget()
    if dollars > budget:
        raise OverBudget(alone=True)
    try:
        limits.spend(f"transcode#{owner_id}", round(budget * MICRO), DAY, max(1, round(dollars * MICRO)))
    except TooManyRequests:
        raise OverBudget from None


def _head(owner_id: str, video_id: str) -> tuple[int, bytes]:
    from botocore.exceptions import ClientError

    try:
        return original.size_and_head(owner_id, video_id)
    except ClientError as error:
        if error.response["Error"]["Code"] not in ("404", "NoSuchKey"):
            raise
        raise BadMedia("The uploaded file is not there any more. Please upload it again.") from None


class Unindexed(Exception):
    """A long source says nowhere at which bytes its frames lie; ``tracks`` are those to take along."""

    def __init__(self, video_index: int, audio_index: int | None) -> None:
        super().__init__("The source must be rewrapped first.")
        self.tracks = {"video_index": video_index, "audio_index": audio_index}
