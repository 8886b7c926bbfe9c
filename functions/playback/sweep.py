"""Every hour: videos whose files should have moved, but whose movers have all died, are told of again."""

from collections.abc import Mapping
from itertools import islice
from typing import Any

from footlight import clock, events, videos
from functions.playback import lease

# A mover that lives has written to the row by then, or let go of it.
PATIENCE_MINUTES = lease.MINUTES + 4
# Each hour; the longest forgotten come first, and each attempt puts a video at the end of the queue.
AT_ONCE = 1000


def handler(event: Mapping[str, Any], context: object) -> None:
    """On a schedule. The index is sparse: an hour in which nothing was lost costs one read of nothing."""
    row = videos.table()
    before = clock.later(minutes=-PATIENCE_MINUTES)
    late = row.by_stray.query(videos.STRAY, row.updated_at < before)
    lost = [events.VideoVisibilityChanged(video.video_id, video.owner_id) for video in islice(late, AT_ONCE)]
    events.publish(*lost)
