"""VideoDeleted: stops the run of a video that is gone for good, and clears its workbench.

That is the purge. A video that its owner deletes while it is processed is processed to the end: for seven
days it can be restored, and then shall be whole. Who wants it stopped cancels it (on_video_cancelled.py).
"""

from __future__ import annotations

from typing import Any

from footlight import events, shelves
from functions.transcode import work
from functions.transcode.halt import halt


def handler(envelope: dict[str, Any], _: object) -> None:
    """EventBridge's VideoDeleted. What is served of it, playback removes. Repeatable."""
    gone = events.parse(events.VideoDeleted, envelope)
    halt(gone.video_id, gone.owner_id, "VideoDeleted", "The video was deleted.")
    shelves.remove(work.prefix(gone.owner_id, gone.video_id))
