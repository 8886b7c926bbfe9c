"""Who may watch a video has changed, or files of it have come: they go to the right side of /media."""

from collections.abc import Mapping
from typing import Any

from footlight import events
from functions.playback.relocate import relocate


def handler(event: Mapping[str, Any], context: object) -> None:
    """EventBridge's VideoVisibilityChanged, VideoPlayable and VideoReady. Repeatable, in any order.

    Raises Busy, for Lambda to call again.
    """
    changed = events.parse(events.VideoEvent, event)
    relocate(changed.video_id, changed.owner_id, mover=event["id"])
