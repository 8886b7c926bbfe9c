"""What a creator reads when a run fails: the judge's own words, or ours for what is not the file's fault."""

import json
from typing import Any

OUT_OF_TIME = (
    "The video takes longer to encode than is possible at present. Try a shorter or smaller version."
)
TIMED_OUT = "Encoding took too long and was stopped. Please upload the video again later."
STOPPED = "Encoding was stopped."
BROKEN = "Something went wrong on our side while the video was encoded. Please upload it again later."
OF_ERRORS = {"OutOfTime": OUT_OF_TIME, "States.Timeout": TIMED_OUT, "Sandbox.Timedout": TIMED_OUT}
OF_STATUSES = {"TIMED_OUT": TIMED_OUT, "ABORTED": STOPPED}


def of_error(error: dict[str, Any]) -> str:
    """The sentence for what a Catch leaves behind: ``{Error, Cause}``, the cause as Lambda reports it."""
    told = _told(error.get("Cause") or "")
    name = str(told.get("errorType") or error.get("Error") or "")
    message = str(told.get("errorMessage") or "")
    if name == "BadMedia":
        return message
    if "Task timed out" in message:
        return TIMED_OUT
    return OF_ERRORS.get(name) or OF_ERRORS.get(str(error.get("Error")), BROKEN)


def of_status(status: str, error: dict[str, Any]) -> str:
    """The sentence for an execution that ended with ``status`` before its own Catch could answer."""
    return OF_STATUSES.get(status) or of_error(error)


def _told(cause: str) -> dict[str, Any]:
    try:
        told = json.loads(cause)
    except ValueError:
        return {}
    return told if isinstance(told, dict) else {}
