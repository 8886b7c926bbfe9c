"""The uploads table: one promise of a file each, from the promise to the arrival."""

from __future__ import annotations

import time
from functools import cache
from typing import TYPE_CHECKING, Literal

from footlight.settings import settings

if TYPE_CHECKING:
    from pynamodb.expressions.update import Action

    from functions.uploads.rows import UploadRow

# uploading: parts are awaited. completed: S3 has put the object together, its event is awaited.
# uploaded: the arrival was told. failed: never finished. Both last ones fade by TTL.
Progress = Literal["uploading", "completed", "uploaded", "failed"]
BEFORE: dict[Progress, tuple[Progress, ...]] = {
    "uploading": (),
    "completed": ("uploading",),
    "uploaded": ("uploading", "completed"),
    "failed": ("uploading", "completed"),
}
REMEMBERED_SECONDS = 30 * 24 * 3600


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


def unfinished(owner_id: str) -> list[UploadRow]:
    """The uploads of ``owner_id`` that await parts, newest first."""
    row = table()
    return list(
        row.by_owner.query(owner_id, scan_index_forward=False, filter_condition=row.state == "uploading")
    )


def mark(row: UploadRow, state: Progress, arrived_size: int | None = None) -> bool:
    """Bring ``row`` to ``state``, forwards only; False where it was there already, or is gone."""
    from pynamodb.exceptions import UpdateError

    actions: list[Action] = [type(row).state.set(state)]
    if arrived_size is not None:
        actions.append(type(row).arrived_size.set(arrived_size))
    if state in {"uploaded", "failed"}:
        actions.append(type(row).expires.set(int(time.time()) + REMEMBERED_SECONDS))
    try:
        row.update(actions=actions, condition=type(row).state.is_in(*BEFORE[state]))
    except UpdateError as error:
        if error.cause_response_code != "ConditionalCheckFailedException":
            raise
        return False
    return True
