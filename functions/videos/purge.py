"""Every hour: what was deleted more than seven days ago goes for good, in every feature."""

from collections.abc import Mapping
from typing import Any

from footlight import videos
from footlight.events import VideoDeleted, publish
from functions.videos.editing import oldest_restorable


def handler(event: Mapping[str, Any], context: object) -> None:
    """On a schedule. It is told first and removed then: a crash between is told again next hour."""
    row = videos.table()
    for video in row.by_bin.query(videos.BIN, row.deleted_at < oldest_restorable()):
        publish(VideoDeleted(video.video_id, video.owner_id))
        videos.remove(video.video_id)
