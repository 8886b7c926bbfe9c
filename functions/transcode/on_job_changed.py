"""MediaConvert's events: tell the video's page how far its job is, and wake the run that waits for it."""

from __future__ import annotations

from typing import Any

from footlight import shelves, videos
from footlight.settings import settings
from functions.transcode import convert, jobs, work

# What comes before the job, and the adopting after it, have the rest of the percentage.
BEGINS, ENDS = 10, 95


def handler(envelope: dict[str, Any], _: object) -> None:
    """``envelope`` is EventBridge's "MediaConvert Job State Change", of whosever job in this account."""
    detail = envelope["detail"]
    told = detail.get("userMetadata") or {}
    if told.get("media_bucket") != settings()["media_bucket"]:
        return  # another program's, or another deployment's
    owner_id, video_id = told["owner_id"], told["video_id"]
    note = jobs.read(owner_id, video_id)
    if note is None:
        _unwanted(owner_id, video_id, detail)
        return
    if note["job"] not in (None, detail["jobId"]):
        return  # another attempt's
    if detail["status"] in jobs.ENDED:
        jobs.settle(note["token"], detail["status"], _error(detail))
        _clear_up(owner_id, video_id)
        return
    if not videos.progress(video_id, _percent(detail)):
        convert.cancel(owner_id, video_id)


def _unwanted(owner_id: str, video_id: str, detail: dict[str, Any]) -> None:
    """Whoever removed the video took its note along: nobody but this event knows of the job."""
    if detail["status"] not in jobs.ENDED:
        convert.cancel_job(detail["jobId"])
    _clear_up(owner_id, video_id)


def _percent(detail: dict[str, Any]) -> int:
    # MediaConvert does not know it of every container.
    done = (detail.get("jobProgress") or {}).get("jobPercentComplete") or 0
    return BEGINS + (ENDS - BEGINS) * min(max(int(done), 0), 100) // 100


def _error(detail: dict[str, Any]) -> str | None:
    if detail["status"] != "ERROR":
        return None
    return f"{detail.get('errorCode', 'unknown')}: {detail.get('errorMessage', '')}"


def _clear_up(owner_id: str, video_id: str) -> None:
    # Whoever removed the video's files did so before the job's last ones arrived.
    row = videos.find(video_id)
    if row is None or row.state == "failed":
        shelves.remove(work.prefix(owner_id, video_id))
