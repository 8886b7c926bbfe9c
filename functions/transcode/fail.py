"""Brings a run that cannot go on to its end: ``failed`` with a reason, nothing left in the media bucket."""

from __future__ import annotations

from typing import Any

from footlight import events, observe, shelves, videos
from functions.transcode import convert, original, reasons, turns, work


def handler(event: dict[str, Any], _: object) -> None:
    """``event``: video_id, owner_id, refusal or error (as a Catch leaves it), attempt (above 0: a retry)."""
    observe.logger().warning("run failed", extra=event)
    reason = event.get("refusal") or reasons.of_error(event["error"])
    fail(event["video_id"], event["owner_id"], reason, event["attempt"] > 0)


def fail(video_id: str, owner_id: str, reason: str, again: bool = False) -> None:
    """Fail the video with a sentence for its creator, remove its files, let its source expire. Repeatable.

    A video that is ready stays ready. Only who moves the video tells of it, and a retry (``again``), which
    cannot know whether the attempt before it came so far.
    """
    before = videos.find(video_id)
    moved = videos.advance(video_id, "failed", reason=reason, **videos.NOTHING_LEFT)
    if before is not None and not moved and before.state != "failed":
        return
    turns.give_back(video_id)
    convert.cancel(owner_id, video_id)
    shelves.remove_video(owner_id, video_id)
    shelves.remove(work.prefix(owner_id, video_id))
    if before is None:
        return
    original.let_expire(owner_id, video_id)
    if moved or again:
        events.publish(events.VideoFailed(video_id, owner_id))
