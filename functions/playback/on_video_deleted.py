"""A video is gone for good: so is everything of it below /media, and what the edge keeps of it."""

from collections.abc import Mapping
from typing import Any

from footlight import events, media
from footlight.shelves import remove_video
from functions.playback import edge


def handler(event: Mapping[str, Any], context: object) -> None:
    """EventBridge's VideoDeleted. Repeatable."""
    gone = events.parse(events.VideoDeleted, event)
    remove_video(gone.owner_id, gone.video_id)
    public = media.prefix("public", gone.owner_id, gone.video_id)
    edge.forget(f"/{public}/*", f"{gone.video_id}-gone")
