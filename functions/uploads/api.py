"""Takes the promise of a file and signs its parts; what arrives is next seen by on_arrived.py."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, Depends, Response

from footlight import users
from footlight.errors import Conflict, Invalid, NotFound, Unauthenticated
from footlight.http import VideoId, create_app, lambda_handler
from footlight.identity import Caller, CurrentCaller, require_role
from functions.uploads import cancel as cancelling
from functions.uploads import complete as completing
from functions.uploads import multipart, parts, quota, table
from functions.uploads.begin import Promise, begin
from functions.uploads.schemas import (
    Completion,
    NewUpload,
    PartsToSign,
    SignedPart,
    SignedParts,
    Upload,
    Uploads,
)

if TYPE_CHECKING:
    from functions.uploads.rows import UploadRow

router = APIRouter()
# Everybody is one from their first sign-in on, until a deployer takes the role away.
Creator = Annotated[Caller, Depends(require_role("creator"))]


@router.post("", status_code=201)
def create(body: NewUpload, caller: Creator) -> Upload:
    """Promise a file. 429 ``quota_exceeded`` when today's allowance is used up."""
    # An access token outlives its account by minutes; nobody would ever clear up what it began.
    if users.find(caller.user_id) is None:
        raise Unauthenticated("This account does not exist any more.")
    quota.spend(caller.user_id, body.size)
    return Upload.of(begin(caller.user_id, Promise(**dict(body))))


@router.get("")
def list_unfinished(caller: CurrentCaller) -> Uploads:
    """My uploads that still await parts."""
    return Uploads(items=[Upload.of(row) for row in table.unfinished(caller.user_id)])


@router.get("/{upload_id}")
def read(upload_id: VideoId, caller: CurrentCaller) -> Upload:
    """One upload of mine, with the parts that have arrived."""
    row = _mine(upload_id, caller)
    held = multipart.held(row) if row.state == "uploading" else None
    return Upload.of(row, (held or {}).values())


@router.post("/{upload_id}/parts")
def sign(upload_id: VideoId, body: PartsToSign, caller: CurrentCaller) -> SignedParts:
    """URLs to PUT these parts to; signing a part again is fine."""
    row = _mine(upload_id, caller)
    if row.state != "uploading":
        raise Conflict("This upload takes no more parts.", code="upload_finished")
    size, each = int(row.size), int(row.part_size)
    _refuse_unknown(row, (part.number for part in body.parts))
    signed = []
    for part in body.parts:
        length = parts.size_of(part.number, size, each)
        url, headers = multipart.sign(row, part.number, length, part.checksum_sha256)
        signed.append(SignedPart(number=part.number, url=url, headers=headers))
    return SignedParts(parts=signed)


@router.post("/{upload_id}/complete")
def complete(upload_id: VideoId, body: Completion, caller: CurrentCaller) -> Upload:
    """Put the file together. 409 ``parts_missing`` names ``missing_parts``; the upload goes on then."""
    row = _mine(upload_id, caller)
    _refuse_unknown(row, (part.number for part in body.parts))
    completing.complete(row, {part.number: part.etag for part in body.parts})
    return Upload.of(_mine(upload_id, caller))


@router.delete("/{upload_id}", status_code=204)
def cancel(upload_id: VideoId, caller: CurrentCaller) -> Response:
    """Give up an upload and its video. 409 ``already_uploaded`` when the file is complete."""
    cancelling.cancel(_mine(upload_id, caller))
    return Response(status_code=204)


def _mine(upload_id: str, caller: Caller) -> UploadRow:
    row = table.find(upload_id)
    if row is None or row.owner_id != caller.user_id:
        raise NotFound("This upload does not exist.")
    return row


def _refuse_unknown(row: UploadRow, numbers: Iterable[int]) -> None:
    count = parts.part_count(int(row.size), int(row.part_size))
    if wrong := parts.unknown(numbers, count):
        message = f"The file has the parts 1 to {count}, each once; not {wrong[:10]}."
        raise Invalid("Some part numbers do not fit.", errors=[{"field": "parts", "message": message}])


app = create_app("uploads", router)
handler = lambda_handler(app)
