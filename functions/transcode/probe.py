"""Judges the source and lays down the plan of the run (next: encode.py, by way of pipeline.asl.json)."""

from __future__ import annotations

from typing import Any

from footlight import media, videos
from functions.transcode import original
from functions.transcode.judge import judge, refuse_unread
from functions.transcode.outcomes import Abandoned, BadMedia, Refused
from functions.transcode.plan import Plan, plan


def handler(event: dict[str, Any], _: object) -> dict[str, Any]:
    """``event``: video_id, owner_id. Answers plan and refusal, one of them None."""
    try:
        return {"plan": begin(event["video_id"]), "refusal": None}
    except Refused as refusal:
        return {"plan": None, "refusal": str(refusal)}


def begin(video_id: str) -> Plan:
    """The plan for a video, which is ``processing`` from now on. Raises BadMedia, Abandoned."""
    if not videos.advance(video_id, "processing"):
        raise Abandoned
    row = videos.get(video_id)
    # Whoever may watch it in the end: what is not published yet lies where nobody gets at it.
    return probe(video_id, row.owner_id, media.prefix("private", row.owner_id, video_id))


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
