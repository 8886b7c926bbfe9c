"""VideoCancelled: stops the run, removes what it made, and lets the source expire."""

from __future__ import annotations

from typing import Any

from footlight import events
from functions.transcode import reasons
from functions.transcode.fail import fail
from functions.transcode.halt import halt


def handler(envelope: dict[str, Any], _: object) -> None:
    """EventBridge's VideoCancelled. The video has failed already, for its owner's reason. Repeatable."""
    unwanted = events.parse(events.VideoCancelled, envelope)
    halt(unwanted.video_id, unwanted.owner_id, "VideoCancelled", "Its owner cancelled it.")
    # Nobody has told yet that it failed.
    fail(unwanted.video_id, unwanted.owner_id, reasons.STOPPED, again=True)
