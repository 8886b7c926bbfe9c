"""Cancels an upload: S3 decides whether cancelling or completing came first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from footlight import videos
from footlight.errors import Conflict
from functions.uploads import multipart

if TYPE_CHECKING:
    from functions.uploads.rows import UploadRow


def cancel(row: UploadRow) -> None:
    """Free the parts and remove the promise with its video.

    Raises Conflict ``already_uploaded`` where the source is whole: then it is a video to be deleted.
    """
    multipart.give_up(row)
    if multipart.arrived_size(row.owner_id, row.upload_id) is not None:
        detail = "This upload is complete already. Delete the video instead."
        raise Conflict(detail, code="already_uploaded")
    videos.remove(row.upload_id, only_in="failed" if row.state == "failed" else "uploading")
    row.delete()
