"""A video is gone for good: so is everything of it below /media."""

from collections.abc import Mapping
from typing import Any

from footlight import events
from footlight.shelves import remove_video


def handler(event: Mapping[str, Any], context: object) -> None:
    """EventBridge's VideoDeleted. Repeatable."""
    gone = events.parse(events.VideoDeleted, event)
    remove_video(gone.owner_id, gone.video_id)
