"""A video is gone for good: so are its source, its parts and its promise."""

from collections.abc import Mapping
from typing import Any

from footlight import events
from functions.uploads import multipart, table


def handler(event: Mapping[str, Any], context: object) -> None:
    """EventBridge's VideoDeleted. Repeatable."""
    gone = events.parse(events.VideoDeleted, event)
    row = table.find(gone.video_id)
    if row is not None:
        multipart.give_up(row)
    multipart.delete_source(gone.owner_id, gone.video_id)
    if row is not None:
        row.delete()
