"""Brings the video to ``playable`` or ``ready`` and tells everyone, once."""

from __future__ import annotations

from typing import Any, Literal

from footlight import events, media, shelves, videos
from functions.transcode.package import Package
from functions.transcode.plan import Plan

NEWS = {"playable": events.VideoPlayable, "ready": events.VideoReady}


def handler(event: dict[str, Any], _: object) -> None:
    """``event``: plan, package, poster (a name or None), state, and ``attempt``: 0 unless this is a retry."""
    publish(event["plan"], event["package"], event["poster"], event["state"], event["attempt"] > 0)


def publish(
    plan: Plan, package: Package, poster: str | None, state: Literal["playable", "ready"], again: bool
) -> None:
    """Write the row and publish the event; of a video that is gone or has failed, remove what is left.

    Only who moves the video tells of it. An earlier attempt may have died between the two, so a retry
    (``again``) that finds the video where it should be tells of it too: rather twice than never.
    """
    before = videos.find(plan["video_id"])
    if before is None or before.state == "failed":
        shelves.remove_video(plan["owner_id"], plan["video_id"])
        return
    moved = videos.advance(plan["video_id"], state, **_row(plan, package, poster, state, before.media_prefix))
    if (moved and before.state != state) or (again and before.state == state):
        events.publish(NEWS[state](plan["video_id"], plan["owner_id"]))


def _row(
    plan: Plan, package: Package, poster: str | None, state: str, media_prefix: str | None
) -> dict[str, Any]:
    return {
        # Once it is set, playback moves it, perhaps at this moment.
        **({} if media_prefix else {"media_prefix": package["prefix"]}),
        "manifest": media.MANIFEST,
        "poster": poster or None,
        "renditions": package["renditions"],
        "duration_seconds": package["seconds"],
        "frame_rate": package["frame_rate"],
        "width": plan["source"]["width"],
        "height": plan["source"]["height"],
        **({"percent": 100} if state == "ready" else {}),
    }
