"""Completes an upload: all parts there and as the client knows them, then S3 puts them together."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from footlight.errors import Conflict
from functions.uploads import multipart, parts
from functions.uploads.table import mark

if TYPE_CHECKING:
    from functions.uploads.rows import UploadRow

ATTEMPTS = 2


def complete(row: UploadRow, told: Mapping[int, str]) -> None:
    """Complete ``row`` with the ETags ``told`` by part number. Doing it again is harmless.

    Raises Conflict ``parts_missing`` with ``missing_parts`` (the upload goes on), or ``upload_gone``.
    """
    if row.state == "failed":
        raise gone()
    if row.state != "uploading":
        return
    for _ in range(ATTEMPTS):
        held = multipart.held(row)
        if held is None:
            # Cancelled, or put together by a call whose answer was lost.
            _settle(row)
            return
        _check(row, held, told)
        if multipart.finish(row, held.values()):
            mark(row, "completed")
            return
    raise Conflict("The parts are being replaced while they are put together. Try again.")


def gone() -> Conflict:
    """What to raise for an upload that was given up."""
    return Conflict("This upload was given up. Please begin a new one.", code="upload_gone")


def _check(row: UploadRow, held: Mapping[int, parts.Part], told: Mapping[int, str]) -> None:
    absent = parts.missing(int(row.size), int(row.part_size), held, told)
    if absent:
        detail = f"{len(absent)} of the file's parts did not arrive. Send them again, then complete."
        raise Conflict(detail, code="parts_missing", missing_parts=absent)


def _settle(row: UploadRow) -> None:
    if multipart.arrived_size(row.owner_id, row.upload_id) is None:
        raise gone()
    mark(row, "completed")
