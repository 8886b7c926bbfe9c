"""The queue of our MediaConvert: jobs wait, one at a time is encoded, events tell what becomes of it."""

import asyncio
import logging
import time
from datetime import UTC, datetime
from typing import Any

from botocore.exceptions import ClientError

from local.mediaconvert_cloud import Cloud, Untrusted, refusal
from local.mediaconvert_encoder import JobFailed, encode
from local.mediaconvert_ffmpeg import order
from local.mediaconvert_job import Job, queue_arn
from local.mediaconvert_model import ApiError

FORBIDDEN, INTERNAL = 1401, 1999
# As on AWS: so long a request token names the job that it made (CreateJob's documentation).
TOKEN_LASTS = 60.0
REMEMBERED = 1000
PAGE = 20
log = logging.getLogger(__name__)


class Queue:
    """All jobs of this process's life, oldest first."""

    def __init__(self, cloud: Cloud) -> None:
        self._cloud = cloud
        self._jobs: dict[str, Job] = {}
        self._waiting: asyncio.Queue[Job] = asyncio.Queue()

    def create(self, request: dict[str, Any]) -> Job:
        """The job that ``request`` asks for, a new one unless its token is known. Raises ApiError."""
        token = request.get("ClientRequestToken")
        for job in self._jobs.values():
            fresh = time.monotonic() - job.asked_at < TOKEN_LASTS
            if token and fresh and job.request.get("ClientRequestToken") == token:
                return job
        job = Job(request, order(request["Settings"]))
        while len(self._jobs) >= REMEMBERED:
            del self._jobs[next(iter(self._jobs))]
        self._jobs[job.id] = job
        self._waiting.put_nowait(job)
        return job

    def find(self, job_id: str) -> Job:
        """A job. Raises ApiError where this life of the process knows none of that id."""
        if job_id not in self._jobs:
            raise ApiError("NotFoundException", f"The specified job ID doesn't exist: {job_id}")
        return self._jobs[job_id]

    def listed(self, wanted: dict[str, Any]) -> tuple[list[Job], str | None]:
        """ListJobs: newest first unless ``Order`` says otherwise; the next page's token."""
        found = [
            job
            for job in self._jobs.values()
            if wanted.get("Status") in (None, job.status)
            and ("Queue" not in wanted or queue_arn(wanted["Queue"]) == job.queue)
        ]
        if wanted.get("Order") != "ASCENDING":
            found.reverse()
        begin = int(wanted.get("NextToken", 0))
        end = begin + wanted.get("MaxResults", PAGE)
        return found[begin:end], str(end) if end < len(found) else None

    async def cancel(self, job_id: str) -> None:
        """End a job. Raises ApiError where it has ended."""
        job = self.find(job_id)
        if job.status == "SUBMITTED":
            await self._end(job, "CANCELED")
        elif job.status == "PROGRESSING" and job.task:
            job.task.cancel()
            await asyncio.wait({job.task})
        else:
            raise ApiError("ConflictException", f"Cannot cancel a job in {job.status} state.")

    async def work(self) -> None:
        """Encode one job after the other, until cancelled."""
        while True:
            job = await self._waiting.get()
            if job.status != "SUBMITTED":
                continue
            job.task = asyncio.create_task(self._do(job))
            try:
                await asyncio.wait({job.task})
            finally:
                job.task.cancel()
                await asyncio.wait({job.task})

    async def _do(self, job: Job) -> None:
        job.status, job.began = "PROGRESSING", datetime.now(UTC)
        reporter = asyncio.create_task(self._report(job))
        status = "ERROR"
        try:
            await self._tell(job, "PROGRESSING")
            await self._encode(job)
            status = "COMPLETE"
        except asyncio.CancelledError:
            status = "CANCELED"
        except JobFailed as error:
            job.error = error
        except ClientError as error:
            job.error = JobFailed(*refusal(error))
        except Untrusted as error:
            job.error = JobFailed(FORBIDDEN, str(error))
        except Exception as error:
            log.exception("job %s", job.id)
            job.error = JobFailed(INTERNAL, f"Unexpected error: {error}")
        finally:
            reporter.cancel()
        await self._end(job, status)

    async def _encode(self, job: Job) -> None:
        storage = await asyncio.to_thread(self._cloud.storage, job.request["Role"])

        def tell(share: float) -> None:
            job.share = share

        job.made = await encode(job.order, storage, tell)

    async def _report(self, job: Job) -> None:
        while True:
            await asyncio.sleep(job.interval)
            await self._tell(job, "STATUS_UPDATE")

    async def _end(self, job: Job, status: str) -> None:
        job.status, job.ended = status, datetime.now(UTC)
        await self._tell(job, status)

    async def _tell(self, job: Job, status: str) -> None:
        try:
            await asyncio.to_thread(self._cloud.tell, job.news(status), job.arn)
        except Exception:
            # An event that is lost must not take the job with it.
            log.exception("event %s of job %s", status, job.id)
