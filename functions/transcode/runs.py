"""The pipeline's executions: each is named by its video's id."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from footlight import clients
from footlight.settings import settings
from functions.transcode import reasons

if TYPE_CHECKING:
    from mypy_boto3_stepfunctions.type_defs import DescribeExecutionOutputTypeDef

# The story's own TimeoutSeconds are twelve hours; a little more, since Step Functions is to say so itself.
LONGEST = timedelta(hours=12, minutes=10)


def arn(video_id: str) -> str:
    """The ARN of the execution for ``video_id``, whether or not it ever began."""
    return f"{settings()['pipeline_arn'].replace(':stateMachine:', ':execution:')}:{video_id}"


def find(video_id: str) -> DescribeExecutionOutputTypeDef | None:
    """The execution for ``video_id``, or None where none began (or none that is remembered: 90 days)."""
    states = clients.states()
    try:
        return states.describe_execution(executionArn=arn(video_id))
    except states.exceptions.ExecutionDoesNotExist:
        return None


def why_over(run: DescribeExecutionOutputTypeDef) -> str | None:
    """The sentence for a run that brings its video no further, or None while it still may."""
    if run["status"] in ("RUNNING", "PENDING_REDRIVE"):
        return reasons.TIMED_OUT if datetime.now(UTC) - run["startDate"] > LONGEST else None
    return reasons.of_status(run["status"], {"Error": run.get("error"), "Cause": run.get("cause")})
