"""Stops what works for a video: its run, its MediaConvert job, its turn; encoders notice by themselves."""

from __future__ import annotations

from footlight import clients
from functions.transcode import convert, runs, turns


def halt(video_id: str, owner_id: str, error: str, cause: str) -> None:
    """``error`` and ``cause`` are for the execution's history. Repeatable; what has ended is left as it is.

    An encoder that is at work asks every few seconds whether anybody still waits (watch.py), and the last
    one out cleans up.
    """
    _stop(runs.arn(video_id), error, cause)
    convert.cancel(owner_id, video_id)
    turns.give_back(video_id)


def _stop(execution: str, error: str, cause: str) -> None:
    states = clients.states()
    try:
        states.stop_execution(executionArn=execution, error=error, cause=cause)
    except states.exceptions.ExecutionDoesNotExist:
        return
    except states.exceptions.ClientError as refused:
        # What AWS answers with silence, the emulator refuses: stopping what has ended.
        if refused.response["Error"]["Code"] != "ValidationException":
            raise
