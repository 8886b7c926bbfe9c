"""The MediaConvert road: asks for the job (next: on_job_changed.py, then adopt.py), and cancels it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from footlight import clients
from functions.transcode import convert_job, jobs, work
from functions.transcode.outcomes import EncodeFailed

if TYPE_CHECKING:
    from mypy_boto3_mediaconvert.type_defs import JobTypeDef

    from functions.transcode.jobs import JobNote
    from functions.transcode.plan import Plan

# Jobs among which a lost one is looked for: those of the minutes since the attempt that lost it.
RECENT = 20


def handler(event: dict[str, Any], _: object) -> None:
    """``event``: video_id, owner_id, token. The run is answered by its token: ``{status, error}``."""
    owner_id, video_id = event["owner_id"], event["video_id"]
    plan = work.read(f"{work.prefix(owner_id, video_id)}/{work.PLAN}")
    if plan is None:
        raise EncodeFailed("There is no plan to convert by.")
    begin(plan, event["token"])


def begin(plan: Plan, token: str) -> None:
    """See to it that the plan's job runs, or has ended, and that ``token`` gets to know."""
    from botocore.exceptions import ParamValidationError

    owner_id, video_id = plan["owner_id"], plan["video_id"]
    earlier = jobs.read(owner_id, video_id)
    # Before the job: it may end while we still wait for the answer that tells its id.
    jobs.write(owner_id, video_id, token, earlier["job"] if earlier else None)
    client = clients.mediaconvert()
    try:
        job = find(plan, earlier) if earlier else None
        job = job or client.create_job(**convert_job.request(plan))["Job"]
    except (client.exceptions.BadRequestException, ParamValidationError) as refused:
        # It will be refused however often it is asked for (a picture of 16 pixels, say).
        jobs.settle(token, "ERROR", str(refused))
        return
    jobs.write(owner_id, video_id, token, job["Id"])
    if job["Status"] in jobs.ENDED:
        # Its event went by before this token was there to be answered.
        jobs.settle(token, job["Status"], job.get("ErrorMessage"))


def find(plan: Plan, note: JobNote) -> JobTypeDef | None:
    """The job that an earlier attempt asked for, or None. MediaConvert's own idempotency lasts a minute."""
    client = clients.mediaconvert()
    if note["job"]:
        try:
            return client.get_job(Id=note["job"])["Job"]
        except client.exceptions.NotFoundException:
            return None
    recent = client.list_jobs(MaxResults=RECENT, Order="DESCENDING")["Jobs"]
    mine = (job for job in recent if job.get("UserMetadata", {}).get("video_id") == plan["video_id"])
    return next(mine, None)


def cancel(owner_id: str, video_id: str) -> None:
    """Cancel a video's job. One that has ended, or was never asked for, is no error."""
    note = jobs.read(owner_id, video_id)
    if note is not None and note["job"] is not None:
        cancel_job(note["job"])


def cancel_job(job: str) -> None:
    """Cancel a job by its id. One that has ended is no error."""
    client = clients.mediaconvert()
    over = (
        client.exceptions.NotFoundException,
        client.exceptions.ConflictException,
        client.exceptions.BadRequestException,
    )
    try:
        client.cancel_job(Id=job)
    except over:
        return
