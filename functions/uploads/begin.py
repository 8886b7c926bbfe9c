"""Begins an upload: the promise and its video appear together, or not at all."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from footlight import clock, videos
from footlight.identifiers import new_id
from footlight.settings import settings
from functions.uploads import multipart, parts
from functions.uploads.table import table

if TYPE_CHECKING:
    from pynamodb.connection import Connection

    from footlight.media import Visibility
    from footlight.tables import VideoRow
    from functions.uploads.rows import UploadRow

DAYS = 7
TITLE_LENGTH = 100


@dataclass(frozen=True)
class Promise:
    """What a client says of the file it is about to send; ``size`` in bytes."""

    filename: str
    size: int
    content_type: str
    title: str | None
    visibility: Visibility


def begin(owner_id: str, promise: Promise) -> UploadRow:
    """The stored promise of a file; without a title the file's name becomes it."""
    upload_id = new_id()
    # First in S3: what a crash leaves there the bucket's lifecycle rule removes.
    row = table()(
        upload_id,
        owner_id=owner_id,
        multipart_id=multipart.begin(owner_id, upload_id, promise.content_type),
        created_at=clock.now(),
        expires_at=clock.later(days=settings().integer("upload_days", DAYS)),
        filename=promise.filename,
        content_type=promise.content_type,
        size=promise.size,
        part_size=parts.part_size(promise.size),
    )
    video = videos.promise(
        upload_id,
        owner_id,
        title=promise.title or title_of(promise.filename),
        visibility=promise.visibility,
        filename=promise.filename,
        content_type=promise.content_type,
        size_bytes=promise.size,
    )
    _store(row, video)
    return row


def title_of(filename: str) -> str:
    """A title made of a file's name."""
    return PurePosixPath(filename).stem.strip()[:TITLE_LENGTH].strip() or "Untitled"


@cache
def _connection() -> Connection:
    from pynamodb.connection import Connection

    return Connection()


def _store(upload: UploadRow, video: VideoRow) -> None:
    from pynamodb.transactions import TransactWrite

    with TransactWrite(connection=_connection()) as transaction:
        transaction.save(upload)
        transaction.save(video)
