"""The media bucket as transcoding uses it: what files are served as, how long they keep, their removal."""

from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any

from footlight import clients, media
from footlight.settings import settings

FOREVER = "public, max-age=31536000, immutable"
GROWING = "public, max-age=5"
SETTLED = "public, max-age=60"
TYPES = {
    ".m3u8": "application/vnd.apple.mpegurl",
    ".mp4": "video/mp4",
    ".m4s": "video/iso.segment",
    ".jpg": "image/jpeg",
}


def put(key: str, body: bytes | str, cache: str = FOREVER) -> None:
    """Store one file; its type follows from its name. Storing it again replaces it."""
    clients.s3().put_object(
        Bucket=settings()["media_bucket"],
        Key=key,
        Body=body.encode() if isinstance(body, str) else body,
        ContentType=TYPES[PurePosixPath(key).suffix],
        CacheControl=cache,
    )


def remove_all(owner_id: str, video_id: str) -> None:
    """Remove every file of a video, on whichever side of ``/media`` it lies."""
    for side in ("public", "private"):
        remove_below(media.prefix(side, owner_id, video_id))


def remove_below(prefix: str) -> None:
    """Remove every file below ``prefix``. Raises NotRemoved where S3 refused some."""
    for page in _pages(prefix):
        doomed: Any = {"Objects": [{"Key": key} for key in page], "Quiet": True}
        answer = clients.s3().delete_objects(Bucket=settings()["media_bucket"], Delete=doomed)
        if answer.get("Errors"):
            raise NotRemoved(answer["Errors"])


def move_below(old: str, new: str) -> None:
    """Bring every file below ``old`` to the same name below ``new``. Repeatable."""
    bucket = settings()["media_bucket"]
    for page in _pages(old):
        for key in page:
            source: Any = {"Bucket": bucket, "Key": key}
            clients.s3().copy_object(Bucket=bucket, Key=new + key.removeprefix(old), CopySource=source)
    remove_below(old)


def _pages(prefix: str) -> Iterator[list[str]]:
    listing = clients.s3().get_paginator("list_objects_v2")
    for page in listing.paginate(Bucket=settings()["media_bucket"], Prefix=f"{prefix}/"):
        if keys := [item["Key"] for item in page.get("Contents", [])]:
            yield keys


class NotRemoved(Exception):
    """S3 kept objects that were to be deleted; the caller's retry tries again."""
