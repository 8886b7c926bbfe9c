"""An account is gone: so are all its videos, at once and for good."""

from collections.abc import Mapping
from typing import Any

from footlight import events, videos


def handler(event: Mapping[str, Any], context: object) -> None:
    """EventBridge's UserDeleted. Repeatable: what is left is told and removed again."""
    gone = events.parse(events.UserDeleted, event)
    for video in videos.table().by_owner.query(gone.user_id):
        events.publish(events.VideoDeleted(video.video_id, video.owner_id))
        videos.remove(video.video_id)
