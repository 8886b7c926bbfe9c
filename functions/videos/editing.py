"""What an owner does with a video: edit, cancel, delete, restore; whom it concerns is told on the bus."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from footlight import clock, videos
from footlight.errors import Conflict, NotFound
from footlight.events import VideoCancelled, VideoVisibilityChanged, publish

if TYPE_CHECKING:
    from footlight.tables import VideoRow

UNKNOWN = "This video does not exist."
CANCELLED = "You cancelled the processing."


def edit(video_id: str, owner_id: str, changes: dict[str, Any]) -> VideoRow:
    """Set ``changes``. Raises NotFound for everybody but the owner."""
    row = _change(video_id, owner_id, lambda _: changes)
    if "visibility" in changes:
        # Even when it was so before: a repeated call heals an event that was lost.
        publish(VideoVisibilityChanged(video_id, owner_id))
    return row


def delete(video_id: str, owner_id: str) -> None:
    """Take the video from everybody, for its owner to restore within seven days. Repeatable."""
    _change(video_id, owner_id, lambda row: {"deleted_at": row.deleted_at or clock.now()})
    publish(VideoVisibilityChanged(video_id, owner_id))


def restore(video_id: str, owner_id: str) -> VideoRow:
    """Undo ``delete``. Raises Conflict ``not_restorable`` after seven days. Repeatable."""

    def decide(row: VideoRow) -> dict[str, Any]:
        if row.deleted_at is not None and row.deleted_at < oldest_restorable():
            raise Conflict("This video was deleted too long ago.", code="not_restorable")
        return {"deleted_at": None}

    row = _change(video_id, owner_id, decide)
    publish(VideoVisibilityChanged(video_id, owner_id))
    return row


def cancel(video_id: str, owner_id: str) -> VideoRow:
    """Stop the processing for good: the video has ``failed``, and can be uploaded anew. Repeatable.

    Raises Conflict ``not_cancellable`` where there is nothing to be stopped.
    """

    def decide(row: VideoRow) -> videos.Changes | None:
        if row.state == "failed" and row.reason == CANCELLED:
            return None
        if row.state not in videos.UNFINISHED:
            raise Conflict("This video is not being processed.", code="not_cancellable")
        return {"state": "failed", "reason": CANCELLED, **videos.NOTHING_LEFT}

    row = _change(video_id, owner_id, decide)
    # Even when it was so before: a repeated call heals an event that was lost.
    publish(VideoCancelled(video_id, owner_id))
    return row


def oldest_restorable() -> str:
    """What was deleted before this moment is purged."""
    return clock.iso(datetime.now(UTC) - timedelta(days=videos.RESTORABLE_DAYS))


def _change(video_id: str, owner_id: str, decide: videos.Decide) -> VideoRow:
    def decide_for_owner(row: VideoRow) -> videos.Changes | None:
        if row.owner_id != owner_id:
            raise NotFound(UNKNOWN)
        return decide(row)

    row = videos.change(video_id, decide_for_owner)
    return videos.get(video_id) if row is None else row
