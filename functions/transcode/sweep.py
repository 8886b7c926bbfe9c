"""Every hour: videos that wait for a run that never began, or that ended without telling them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from footlight import clock, events, videos
from footlight.observe import logger
from functions.transcode import reasons, runs
from functions.transcode.fail import fail

if TYPE_CHECKING:
    from footlight.tables import VideoRow

# Time enough for an event and its retries; a video that was changed since is not stuck.
PATIENCE_MINUTES = 15


def handler(event: Mapping[str, Any], context: object) -> None:
    """On a schedule. One video that cannot be settled does not stop the others; it raises at the end."""
    failures = 0
    for row in _waiting():
        try:
            settle(row)
        except Exception:
            # Whatever it is: it is logged, counted, raised below, and tried again in an hour.
            logger().exception("could not settle a video", extra={"video_id": row.video_id})
            failures += 1
    if failures:
        raise SweepIncomplete(failures)


def settle(row: VideoRow) -> None:
    """Tell again of an arrival without a run, fail a video whose run is over, leave others. Repeatable."""
    run = runs.find(row.video_id)
    if run is None and row.state == "uploaded":
        logger().warning("arrival told again", extra={"video_id": row.video_id})
        events.publish(events.UploadArrived(row.video_id, row.owner_id))
        return
    reason = runs.why_over(run) if run else reasons.BROKEN
    if reason:
        logger().warning("run is over, video was not", extra={"video_id": row.video_id})
        fail(row.video_id, row.owner_id, reason)


def _waiting() -> Iterator[VideoRow]:
    row = videos.table()
    yield from row.by_work.query(videos.WORK, row.updated_at <= clock.later(minutes=-PATIENCE_MINUTES))


class SweepIncomplete(Exception):
    """Some videos could not be settled; the next hour's sweep takes them again."""

    def __init__(self, failures: int) -> None:
        super().__init__(f"{failures} videos could not be settled")
