"""The workbench of a run: JSON below ``work/`` in the media bucket, never served, expired by a rule."""

from __future__ import annotations

import json
from typing import Any

from footlight import clients
from footlight.settings import settings
from functions.transcode import shelf

PLAN = "plan.json"
TALLY = "tally.json"
REWRAPPED = "source.nut"
JOB = "job"
POSTERS = "posters.json"


def prefix(owner_id: str, video_id: str) -> str:
    """Where a run's files lie in the media bucket, without a slash at the end."""
    return f"work/{owner_id}/{video_id}"


def record_key(place: str, item: str) -> str:
    """The key of an item's record below the workbench ``place``."""
    return f"{place}/done/{item}.json"


def write(key: str, value: Any) -> None:
    """Store ``value`` as JSON. Storing it again replaces it."""
    shelf.put(key, json.dumps(value, separators=(",", ":")))


def read(key: str) -> Any:
    """The JSON below ``key``, or None where there is none."""
    from botocore.exceptions import ClientError

    try:
        answer = clients.s3().get_object(Bucket=settings()["media_bucket"], Key=key)
    except ClientError as error:
        if error.response["Error"]["Code"] not in ("NoSuchKey", "404"):
            raise
        return None
    return json.loads(answer["Body"].read())


def exists(key: str) -> bool:
    """Whether there is an object below ``key``."""
    found = clients.s3().list_objects_v2(Bucket=settings()["media_bucket"], Prefix=key, MaxKeys=1)
    return any(item["Key"] == key for item in found.get("Contents", []))
