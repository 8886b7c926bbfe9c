"""Every hour: gives up what was never finished, and notices arrivals whose event was lost."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from footlight import clock, videos
from footlight.observe import logger
from footlight.settings import settings
from functions.uploads import multipart, table
from functions.uploads.arrival import arrive
from functions.uploads.begin import DAYS

if TYPE_CHECKING:
    from functions.uploads.rows import UploadRow


def handler(event: Mapping[str, Any], context: object) -> None:
    """On a schedule. One upload that cannot be settled does not stop the others; it raises at the end."""
    failures = 0
    for row in _due():
        try:
            settle(row)
        except Exception:
            # Whatever it is: it is logged, counted, raised below, and tried again in an hour.
            logger().exception("could not settle an upload", extra={"upload_id": row.upload_id})
            failures += 1
    if failures:
        raise SweepIncomplete(failures)


def settle(row: UploadRow) -> None:
    """End one upload: arrived if its source is whole, else failed, its parts freed."""
    # Aborting first makes S3 the judge: after it no complete call can succeed.
    multipart.give_up(row)
    size = multipart.arrived_size(row.owner_id, row.upload_id)
    if size is not None:
        arrive(row.owner_id, row.upload_id, size)
        return
    days = settings().integer("upload_days", DAYS)
    reason = f"The upload was not finished within {days} days."
    video = videos.find(row.upload_id)
    if video is not None and video.state == "uploading":
        videos.advance(row.upload_id, "failed", reason=reason)
    table.mark(row, "failed")


def _due() -> Iterator[UploadRow]:
    by_expiry = table.table().by_expiry
    yield from by_expiry.query("uploading", table.table().expires_at <= clock.now())
    # S3 finished these, and their event is on its way, or lost.
    yield from by_expiry.query("completed")


class SweepIncomplete(Exception):
    """Some uploads could not be settled; the next hour's sweep takes them again."""

    def __init__(self, failures: int) -> None:
        super().__init__(f"{failures} uploads could not be settled")
