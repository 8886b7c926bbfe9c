"""Brings what there is of a video before its viewers: playlists, the copy on the public side, the row."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal

from footlight import events, media, shelves, videos
from functions.transcode import shelf, work
from functions.transcode.ffmpeg import TIMELINE_STARTS_AT
from functions.transcode.outcomes import Abandoned
from functions.transcode.plan import FIRST, Plan, Source
from functions.transcode.playlists import (
    AUDIO,
    MEDIA,
    Rendition,
    bandwidth,
    end,
    frames,
    media_playlist,
    multivariant_playlist,
    rates,
    start,
)
from functions.transcode.remux import LONGEST_GOP, SEGMENT_SECONDS

NEWS = {"playable": events.VideoPlayable, "ready": events.VideoReady}
# What a growing playlist says of its segments must hold to its end: copied ones last longest.
LONGEST_SEGMENT = LONGEST_GOP + SEGMENT_SECONDS
# Sound is padded to whole AAC frames; only more than that makes it the longer track.
LONGER_BY = 0.1


def write_playlists(
    plan: Plan, pictures: Sequence[Rendition], sound: Rendition | None, growing: bool
) -> None:
    """The playlists over ``pictures``, on the private side; while they are ``growing``, players ask again."""
    for rendition in [*pictures, *([sound] if sound else [])]:
        write_media_playlist(plan, rendition, growing)
    rate = frame_rate(plan["source"], pictures[0])
    text = multivariant_playlist(pictures, sound, rate)
    shelf.put(f"{plan['prefix']}/{media.MANIFEST}", text, shelf.GROWING if growing else shelf.SETTLED)


def write_media_playlist(plan: Plan, rendition: Rendition, growing: bool) -> None:
    """The playlist of one rendition, on the private side."""
    grew = rendition["name"] in (FIRST, AUDIO)
    text = media_playlist(rendition, not growing, LONGEST_SEGMENT if grew else 1)
    key = f"{plan['prefix']}/{rendition['name']}/{MEDIA}"
    shelf.put(key, text, shelf.GROWING if growing else shelf.SETTLED)


def carry_home(plan: Plan) -> str:
    """Copy what is new to the side from which the video is watched; that prefix. Raises Abandoned.

    The whole set stays below the plan's prefix until playback sees that it is ready: only who holds the
    row's lease removes files, so that a change of visibility at this moment loses none. What has turned
    private, or is on the other side still, is brought where it belongs by playback.
    """
    row = videos.find(plan["video_id"])
    if row is None or row.state == "failed":
        raise Abandoned
    home = media.home(row)
    if row.media_prefix not in (None, home):
        return plan["prefix"]
    if home != plan["prefix"]:
        shelves.copy(plan["prefix"], home)
    return home


def publish(plan: Plan, state: Literal["playable", "ready"], again: bool, **row: Any) -> None:
    """Write the row and publish the event. Raises Abandoned of a video that is gone or has failed.

    Only who moves the video tells of it. An earlier attempt may have died between the two, so a retry
    (``again``) that finds the video where it should be tells of it too: rather twice than never.
    """
    before = videos.find(plan["video_id"])
    if before is None or before.state == "failed":
        raise Abandoned
    if before.media_prefix:
        # Once it is set, playback moves it, perhaps at this moment.
        row.pop("media_prefix", None)
    if before.poster:
        # Its creator may have chosen another one by now.
        row.pop("poster", None)
    moved = videos.advance(plan["video_id"], state, **row)
    if (moved and before.state != state) or (again and before.state == state):
        events.publish(NEWS[state](plan["video_id"], plan["owner_id"]))


def posters(plan: Plan) -> list[str]:
    """The posters that are there by now, best first. Ask before ``carry_home``, which takes them along."""
    found: list[str] | None = work.read(f"{plan['work']}/{work.POSTERS}")
    return found or []


def row_of(
    plan: Plan, posters: list[str], pictures: Sequence[Rendition], sound: Rendition | None
) -> dict[str, Any]:
    """What the row is told of what there is to choose from."""
    return {
        "manifest": media.MANIFEST,
        "renditions": [
            {key: each[key] for key in ("name", "width", "height")} | {"bandwidth": bandwidth(each, sound)}
            for each in sorted(pictures, key=rates)
        ],
        "frame_rate": round(frame_rate(plan["source"], pictures[0]), 3),
        "width": plan["source"]["width"],
        "height": plan["source"]["height"],
        **({"posters": posters, "poster": posters[0]} if posters else {}),
    }


def seconds(picture: Rendition, sound: Rendition | None) -> float:
    """How long the video is, from its timeline's beginning: its picture, or its sound where that lasts."""
    last = end(picture)
    if sound and end(sound) - last > LONGER_BY:
        last = end(sound)
    # MediaConvert's timeline begins before ours.
    return round(last - min(TIMELINE_STARTS_AT, start(picture)), 3)


def frame_rate(source: Source, picture: Rendition) -> float:
    """What was counted; the container's own figure where both agree, as its clock may count milliseconds."""
    length, told = end(picture) - start(picture), source["frame_rate"]
    counted = frames(picture) / length if length > 0 else told
    return told if not source["variable"] and abs(counted - told) < told * 0.005 else counted
