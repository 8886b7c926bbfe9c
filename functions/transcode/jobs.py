"""Which MediaConvert job belongs to which run: a note on the workbench, and the answer the run waits for."""

from __future__ import annotations

import json
from typing import TypedDict, cast

from footlight import clients
from functions.transcode import work

NOTE = "job.json"
ENDED = ("COMPLETE", "ERROR", "CANCELED")


class JobNote(TypedDict):
    """The task token of Step Functions that is to be answered, and the job's id once there is one."""

    token: str
    job: str | None


def read(owner_id: str, video_id: str) -> JobNote | None:
    """The note of a video's run, or None where no job was ever asked for."""
    return cast("JobNote | None", work.read(_key(owner_id, video_id)))


def write(owner_id: str, video_id: str, token: str, job: str | None) -> None:
    """Note whom to answer, and which job it is about."""
    work.write(_key(owner_id, video_id), JobNote(token=token, job=job))


def settle(token: str, status: str, error: str | None) -> None:
    """Answer the run that waits for its job. A failed job is an answer too: the story knows another road.

    Whoever comes second, or too late, finds the token spent, which is no error.
    """
    states = clients.states()
    spent = states.exceptions
    try:
        states.send_task_success(taskToken=token, output=json.dumps({"status": status, "error": error}))
    except (spent.TaskDoesNotExist, spent.TaskTimedOut, spent.InvalidToken):
        return


def _key(owner_id: str, video_id: str) -> str:
    return f"{work.prefix(owner_id, video_id)}/{NOTE}"
