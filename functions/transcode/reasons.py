"""What a creator reads when a run breaks; where the file is at fault, the refusal's own words are read."""

import json
from typing import Any

TIMED_OUT = "Encoding took too long and was stopped. Please upload the video again later."
STOPPED = "Encoding was stopped."
BROKEN = "Something went wrong on our side while the video was encoded. Please upload it again later."
OF_STATUSES = {"TIMED_OUT": TIMED_OUT, "ABORTED": STOPPED}


def of_error(error: dict[str, Any]) -> str:
    """The sentence for what a Catch leaves behind: ``{Error, Cause}``, the cause as Lambda reports it."""
    late = error.get("Error") in ("States.Timeout", "Sandbox.Timedout")
    return TIMED_OUT if late or "Task timed out" in _message(error.get("Cause") or "") else BROKEN


def of_status(status: str, error: dict[str, Any]) -> str:
    """The sentence for an execution that ended with ``status`` before its own Catch could answer."""
    return OF_STATUSES.get(status) or of_error(error)


def _message(cause: str) -> str:
    try:
        told = json.loads(cause)
    except ValueError:
        return ""
    return str(told.get("errorMessage") or "") if isinstance(told, dict) else ""
