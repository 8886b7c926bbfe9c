"""Notices while an item is worked on that it is of no use any more, or that the Lambda's time runs out."""

from __future__ import annotations

import time
from typing import Any

from footlight import shelves, videos
from functions.transcode.outcomes import Abandoned, OutOfTime
from functions.transcode.plan import Plan

ASK_EVERY = 5.0
TIME_TO_TIDY_UP = 20.0


class Watch:
    """Looks at the clock at each ``tick``, and every few seconds whether anybody still waits for it."""

    def __init__(self, video_id: str, context: Any) -> None:
        self._video_id = video_id
        self._began = time.monotonic()
        self._deadline = self._began + context.get_remaining_time_in_millis() / 1000 - TIME_TO_TIDY_UP
        self._next_question = self._began

    @property
    def seconds(self) -> float:
        """How long it has been watching."""
        return time.monotonic() - self._began

    def tick(self) -> None:
        """Raises Abandoned and OutOfTime."""
        now = time.monotonic()
        if now > self._deadline:
            raise OutOfTime
        if now >= self._next_question:
            self._next_question = now + ASK_EVERY
            self.ask()

    def ask(self, percent: int = 0) -> None:
        """Tell that at least ``percent`` are done. Raises Abandoned where nobody listens any more."""
        waited_for = videos.progress(self._video_id, percent) if percent else self._waited_for()
        if not waited_for:
            raise Abandoned

    def _waited_for(self) -> bool:
        row = videos.find(self._video_id)
        return row is not None and row.state in ("processing", "playable")


def clean_up(plan: Plan) -> None:
    """Remove what was written after others had cleaned up. A ready video keeps its files."""
    row = videos.find(plan["video_id"])
    if row is None or row.state == "failed":
        shelves.remove_video(plan["owner_id"], plan["video_id"])
        shelves.remove(plan["work"])
