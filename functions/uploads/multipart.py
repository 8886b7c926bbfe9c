"""S3's multipart calls for one source: begun, signed, listed, put together, given up."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from footlight import clients, media
from footlight.settings import settings
from functions.uploads.parts import Part, bare

if TYPE_CHECKING:
    from functions.uploads.rows import UploadRow

URL_SECONDS = 3600
CHECKSUM_HEADER = "x-amz-checksum-sha256"


def begin(owner_id: str, video_id: str, content_type: str) -> str:
    """Begin a multipart upload with a SHA-256 for each part; answers with S3's id for it."""
    answer = clients.s3().create_multipart_upload(
        Bucket=settings()["uploads_bucket"],
        Key=media.source_key(owner_id, video_id),
        ContentType=content_type,
        ChecksumAlgorithm="SHA256",
    )
    return answer["UploadId"]


def sign(row: UploadRow, number: int, length: int, checksum: str) -> tuple[str, dict[str, str]]:
    """URL (valid for an hour) and headers to PUT part ``number`` of ``length`` bytes with; no call is made.

    Both the checksum and the length are signed, so that nothing else fits through the URL. Browsers write
    Content-Length themselves, which is why it is not among the headers.
    """
    params = {**_target(row), "PartNumber": number, "ChecksumSHA256": checksum, "ContentLength": length}
    url = clients.s3().generate_presigned_url(
        "upload_part", Params=params, ExpiresIn=URL_SECONDS, HttpMethod="PUT"
    )
    return url, {CHECKSUM_HEADER: checksum}


def held(row: UploadRow) -> dict[int, Part] | None:
    """The parts S3 holds, by number; None where it knows no such multipart upload (any more)."""
    s3 = clients.s3()
    found: dict[int, Part] = {}
    try:
        for page in s3.get_paginator("list_parts").paginate(**_target(row)):
            for item in page.get("Parts", []):
                part = Part(item["PartNumber"], bare(item["ETag"]), item["Size"], item.get("ChecksumSHA256"))
                found[part.number] = part
    except s3.exceptions.ClientError as error:
        if error.response["Error"]["Code"] != "NoSuchUpload":
            raise
        return None
    return found


def finish(row: UploadRow, parts: Iterable[Part]) -> bool:
    """Put the object together; False where a part or the whole multipart upload is no longer there."""
    s3 = clients.s3()
    listed = [_completed(part) for part in sorted(parts, key=lambda part: part.number)]
    try:
        s3.complete_multipart_upload(**_target(row), MultipartUpload={"Parts": listed})  # type: ignore[typeddict-item]
    except s3.exceptions.ClientError as error:
        if error.response["Error"]["Code"] not in {"NoSuchUpload", "InvalidPart"}:
            raise
        return False
    return True


def give_up(row: UploadRow) -> None:
    """Abort the multipart upload and free its parts. Repeatable; harmless when the object is complete."""
    s3 = clients.s3()
    try:
        s3.abort_multipart_upload(**_target(row))
    except s3.exceptions.ClientError as error:
        if error.response["Error"]["Code"] != "NoSuchUpload":
            raise


def arrived_size(owner_id: str, video_id: str) -> int | None:
    """Bytes of the complete source, or None where there is none."""
    s3 = clients.s3()
    try:
        head = s3.head_object(Bucket=settings()["uploads_bucket"], Key=media.source_key(owner_id, video_id))
    except s3.exceptions.ClientError as error:
        # S3 has no body to name the error in, when it answers a HEAD.
        if error.response["ResponseMetadata"]["HTTPStatusCode"] != 404:
            raise
        return None
    return head["ContentLength"]


def delete_source(owner_id: str, video_id: str) -> None:
    """Delete the source. Repeatable."""
    clients.s3().delete_object(Bucket=settings()["uploads_bucket"], Key=media.source_key(owner_id, video_id))


def _target(row: UploadRow) -> dict[str, Any]:
    return {
        "Bucket": settings()["uploads_bucket"],
        "Key": media.source_key(row.owner_id, row.upload_id),
        "UploadId": row.multipart_id,
    }


def _completed(part: Part) -> Mapping[str, Any]:
    checksum = {"ChecksumSHA256": part.checksum} if part.checksum else {}
    return {"PartNumber": part.number, "ETag": part.etag, **checksum}
