"""Who may watch a video has changed, or all its files are there: they go to the right side of /media."""

from collections.abc import Mapping
from typing import Any

from footlight import events
from functions.playback.relocate import relocate


def handler(event: Mapping[str, Any], context: object) -> None:
    """EventBridge's VideoVisibilityChanged and VideoReady. Repeatable, in any order."""
    changed = events.parse(events.VideoEvent, event)
    relocate(changed.video_id, mover=event["id"])
