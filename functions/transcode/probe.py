"""Judges the source and lays down the plan of the run (next: encode.py, by way of pipeline.asl.json)."""

from __future__ import annotations

from typing import Any

from footlight import media, videos
from functions.transcode import original
from functions.transcode.judge import judge, refuse_unread
from functions.transcode.outcomes import Abandoned, BadMedia
from functions.transcode.plan import Plan, plan


def handler(event: dict[str, Any], _: object) -> Plan:
    """``event``: video_id, owner_id. Raises BadMedia, and Abandoned where the video is gone or has ended."""
    video_id = event["video_id"]
    if not videos.advance(video_id, "processing"):
        raise Abandoned(video_id)
    row = videos.get(video_id)
    prefix = media.prefix(media.audience(row.visibility, row.deleted_at is not None), row.owner_id, video_id)
    return probe(video_id, row.owner_id, prefix)


def probe(video_id: str, owner_id: str, prefix: str) -> Plan:
    """The plan for the source that lies in the uploads bucket. Raises BadMedia."""
    from functions.transcode.look import look

    size, head = _head(owner_id, video_id)
    refuse_unread(size, head)
    facts = look(original.address(owner_id, video_id), size, head, original.trusted_authorities())
    return plan(video_id, owner_id, prefix, facts, judge(facts))


def _head(owner_id: str, video_id: str) -> tuple[int, bytes]:
    from botocore.exceptions import ClientError

    try:
        return original.size_and_head(owner_id, video_id)
    except ClientError as error:
        if error.response["Error"]["Code"] not in ("404", "NoSuchKey"):
            raise
        raise BadMedia("The uploaded file is not there any more. Please upload it again.") from None
