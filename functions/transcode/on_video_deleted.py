"""VideoDeleted: stops the run of a video that is gone for good; its encoders notice by themselves."""

from __future__ import annotations

from typing import Any

from footlight import clients, events
from functions.transcode import runs


def handler(envelope: dict[str, Any], _: object) -> None:
    """A run that has ended, or never began, is left as it is."""
    gone = events.parse(events.VideoDeleted, envelope)
    execution = runs.arn(gone.video_id)
    states = clients.states()
    try:
        states.stop_execution(executionArn=execution, error="VideoDeleted", cause="The video was deleted.")
    except states.exceptions.ExecutionDoesNotExist:
        return
    except states.exceptions.ClientError as error:
        # What AWS answers with silence, the emulator refuses: stopping what has ended.
        if error.response["Error"]["Code"] != "ValidationException":
            raise
