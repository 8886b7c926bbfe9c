"""The uploads table: one promise of a file each, from the promise to the arrival."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Literal

from footlight.settings import settings

if TYPE_CHECKING:
    from functions.uploads.rows import UploadRow

# uploading: parts are awaited. completed: S3 has put the object together, its event is awaited.
# uploaded: the arrival was told. failed: never finished. Both last ones fade by TTL.
Progress = Literal["uploading", "completed", "uploaded", "failed"]


@cache
def table() -> type[UploadRow]:
    """The uploads table, bound to this deployment's name for it."""
    from functions.uploads.rows import UploadRow

    UploadRow.Meta.table_name = settings()["uploads_table"]
    return UploadRow


def find(upload_id: str) -> UploadRow | None:
    """The row of ``upload_id``, or None."""
    row = table()
    try:
        return row.get(upload_id, consistent_read=True)
    except row.DoesNotExist:
        return None
