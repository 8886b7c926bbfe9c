"""A while after a video is ready: removes its first, hurried rendition and the workbench."""

from __future__ import annotations

from typing import Any

from footlight import media, shelves, videos
from functions.transcode import work
from functions.transcode.plan import FIRST


def handler(event: dict[str, Any], _: object) -> None:
    """``event``: video_id, owner_id. Whoever opened the first rendition has taken up the ladder by now."""
    video_id, owner_id = event["video_id"], event["owner_id"]
    row = videos.find(video_id)
    kept = row is not None and any(each["name"] == FIRST for each in row.renditions or [])
    if not kept:
        for side in shelves.SIDES:
            shelves.remove(f"{media.prefix(side, owner_id, video_id)}/{FIRST}")
    shelves.remove(work.prefix(owner_id, video_id))
