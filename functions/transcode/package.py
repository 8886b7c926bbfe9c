"""Checks what the encoders made, writes the playlist over it; publish.py tells. Next: cdk/stacks/edge.py."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypedDict

from footlight import media, shelves, videos
from functions.transcode import shelf
from functions.transcode.check import check
from functions.transcode.ffmpeg import TIMELINE_STARTS_AT
from functions.transcode.outcomes import Abandoned, Refused
from functions.transcode.plan import Plan, Source
from functions.transcode.playlists import AUDIO, Rendition, bandwidth, multivariant_playlist

if TYPE_CHECKING:
    from functions.transcode.encode import Answer

# Sound is padded to whole AAC frames; only more than that makes it the longer track.
LONGER_BY = 0.5


class Package(TypedDict):
    """What the video's row is told: where the files lie, how long it is, and what there is to choose from."""

    prefix: str
    seconds: float
    frame_rate: float
    renditions: list[dict[str, Any]]


def handler(event: dict[str, Any], _: object) -> dict[str, Any]:
    """``event``: plan, ``answers`` (a list of each stage's encoders' answers), ``complete``.

    Answers a Package and refusal, which is a sentence or None. Raises EncodeFailed.
    """
    answers: list[Answer] = [answer for stage in event["answers"] for answer in stage]
    refusal = next((answer["refusal"] for answer in answers if answer["refusal"]), None)
    if refusal:
        return {"refusal": refusal}
    made = [rendition for answer in answers for rendition in answer["made"]]
    try:
        return {**package(event["plan"], made, event["complete"]), "refusal": None}
    except Refused as refused:
        return {"refusal": str(refused)}


def package(plan: Plan, made: list[Rendition], complete: bool) -> Package:
    """Publishable files from renditions; while the video is not ``complete``, players ask again soon.

    Raises BadMedia, EncodeFailed, Abandoned.
    """
    sound = next((each for each in made if each["name"] == AUDIO), None)
    pictures = [each for each in made if each["name"] != AUDIO]
    check(plan["source"], pictures, sound, TIMELINE_STARTS_AT)
    first = pictures[0]
    length = first["end"] - first["start"]
    rate = _frame_rate(plan["source"], first["frames"], length)
    home = _home(plan)
    _show(plan, home, multivariant_playlist(pictures, sound, rate), complete)
    if sound and sound["end"] - first["end"] > LONGER_BY:
        length = sound["end"] - first["start"]
    return Package(
        prefix=home,
        seconds=round(length, 3),
        frame_rate=round(rate, 3),
        renditions=[
            {key: each[key] for key in ("name", "width", "height")} | {"bandwidth": bandwidth(each, sound)}
            for each in sorted(pictures, key=lambda each: each["peak"])
        ],
    )


def _frame_rate(source: Source, frames: int, length: float) -> float:
    """What was counted; the container's own figure where both agree, as its clock may count milliseconds."""
    counted = frames / length if length > 0 else source["frame_rate"]
    told = source["frame_rate"]
    return told if not source["variable"] and abs(counted - told) < told * 0.005 else counted


def _home(plan: Plan) -> str:
    """Where the video is to be watched from now on. Raises Abandoned.

    What has turned private, or is on the other side still, is brought where it belongs by playback.
    """
    row = videos.find(plan["video_id"])
    if row is None or row.state == "failed":
        shelves.remove(plan["prefix"])
        raise Abandoned
    home = media.home(row)
    return home if row.media_prefix in (None, home) else plan["prefix"]


def _show(plan: Plan, home: str, manifest: str, complete: bool) -> None:
    """The whole set stays below the plan's prefix until playback sees that it is ready: only who holds the
    row's lease removes files, so that a change of visibility at this moment loses none.
    """
    if home != plan["prefix"]:
        shelves.copy(plan["prefix"], home)
    # The private side first: it is never older than the public one.
    for prefix in dict.fromkeys((plan["prefix"], home)):
        shelf.put(f"{prefix}/{media.MANIFEST}", manifest, shelf.SETTLED if complete else shelf.GROWING)
