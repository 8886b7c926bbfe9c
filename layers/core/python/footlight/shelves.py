"""The media bucket by prefixes: listing, copying and removing what lies below one."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from pathlib import PurePosixPath
from typing import Any

from footlight import clients, media
from footlight.settings import settings

COPIES_AT_ONCE = 32
DELETES_PER_CALL = 1000
# The endings of files that name other files, and when the manifests above them all are copied.
LISTS = (".m3u8", ".mpd", ".vtt")
LAST_TURN = 2
SIDES: tuple[media.Audience, ...] = ("public", "private")


def below(prefix: str) -> Iterator[tuple[str, str]]:
    """(key, ETag) of each object below ``prefix``."""
    pages = clients.s3().get_paginator("list_objects_v2")
    for page in pages.paginate(Bucket=settings()["media_bucket"], Prefix=f"{prefix}/"):
        for item in page.get("Contents", []):
            yield item["Key"], item["ETag"]


def copy(old: str, new: str, *, over: bool = True) -> None:
    """Copy each object below ``old`` to the same name below ``new``, its headers with it.

    What an attempt before this one has copied is left as it is; without ``over``, so is whatever else is
    there. What names other files comes after them, the manifests last: nothing that they name is missing.
    """
    # Made here: boto3 makes no clients in several threads at once.
    clients.s3(COPIES_AT_ONCE)
    there = dict(below(new))
    moves = [(key, new + key.removeprefix(old), etag) for key, etag in below(old)]
    wanted = [
        (source, target)
        for source, target, etag in moves
        if there.get(target) != etag and (over or target not in there)
    ]
    with ThreadPoolExecutor(COPIES_AT_ONCE) as pool:
        for turn in range(LAST_TURN + 1):
            # list() raises what any of the copies raised.
            list(pool.map(_copy_one, [move for move in wanted if _turn(move[1]) == turn]))


def _turn(key: str) -> int:
    """When a file is copied: those that name others after those that are named."""
    name = PurePosixPath(key)
    if name.name in (media.MANIFEST, media.DASH_MANIFEST):
        return LAST_TURN
    return 1 if name.suffix in LISTS else 0


def remove(prefix: str) -> int:
    """Delete each object below ``prefix``; how many there were. Raises NotRemoved where S3 kept some."""
    removed = 0
    keys = (key for key, _ in below(prefix))
    while batch := [{"Key": key} for key in islice(keys, DELETES_PER_CALL)]:
        doomed: Any = {"Objects": batch, "Quiet": True}
        answer = clients.s3().delete_objects(Bucket=settings()["media_bucket"], Delete=doomed)
        if answer.get("Errors"):
            raise NotRemoved(answer["Errors"])
        removed += len(batch)
    return removed


def remove_video(owner_id: str, video_id: str) -> None:
    """Delete each file of a video, on both sides. Repeatable."""
    for side in SIDES:
        remove(media.prefix(side, owner_id, video_id))


def _copy_one(move: tuple[str, str]) -> None:
    source, target = move
    bucket = settings()["media_bucket"]
    # S3 copies metadata along unless it is told otherwise: Content-Type and Cache-Control stay.
    clients.s3(COPIES_AT_ONCE).copy_object(
        Bucket=bucket, Key=target, CopySource={"Bucket": bucket, "Key": source}
    )


class NotRemoved(Exception):
    """S3 kept objects that were to be deleted; the caller's retry tries again."""
