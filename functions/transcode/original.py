"""The uploaded source: its address for FFmpeg, its first bytes, and the tag that lets it expire."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from footlight import clients, media
from footlight.settings import settings

if TYPE_CHECKING:
    from functions.transcode.plan import Source

ADDRESS_LASTS = 3600
HEAD_BYTES = 512


def address(owner_id: str, video_id: str) -> str:
    """A presigned address that lasts longer than any Lambda."""
    where = {"Bucket": settings()["uploads_bucket"], "Key": media.source_key(owner_id, video_id)}
    return clients.s3().generate_presigned_url("get_object", Params=where, ExpiresIn=ADDRESS_LASTS)


def address_of(source: Source) -> str:
    """The same of whatever a plan reads from: the upload, or what was rewrapped from it."""
    where = {"Bucket": settings()[source["bucket"]], "Key": source["key"]}
    return clients.s3().generate_presigned_url("get_object", Params=where, ExpiresIn=ADDRESS_LASTS)


def size_and_head(owner_id: str, video_id: str) -> tuple[int, bytes]:
    """The source's size in bytes and its first 512. Raises botocore's ClientError where it is gone."""
    bucket, key = settings()["uploads_bucket"], media.source_key(owner_id, video_id)
    size = clients.s3().head_object(Bucket=bucket, Key=key)["ContentLength"]
    if not size:
        return 0, b""
    part = clients.s3().get_object(Bucket=bucket, Key=key, Range=f"bytes=0-{HEAD_BYTES - 1}")
    return size, part["Body"].read()


def part(bucket: str, key: str, start: int, length: int) -> bytes:
    """Bytes of the object ``key`` in the bucket of that setting; fewer where it ends before."""
    wanted = f"bytes={start}-{start + length - 1}"
    return clients.s3().get_object(Bucket=settings()[bucket], Key=key, Range=wanted)["Body"].read()


def let_expire(owner_id: str, video_id: str) -> None:
    """Tag the source for the bucket's seven-day rule; one that is already gone stays gone."""
    from botocore.exceptions import ClientError

    try:
        clients.s3().put_object_tagging(
            Bucket=settings()["uploads_bucket"],
            Key=media.source_key(owner_id, video_id),
            Tagging={"TagSet": [{"Key": "outcome", "Value": "failed"}]},
        )
    except ClientError as error:
        if error.response["Error"]["Code"] not in ("NoSuchKey", "404"):
            raise


def trusted_authorities() -> str:
    """The file of certificates boto3 trusts: FFmpeg checks HTTPS too, and finds none of its own in Lambda."""
    import botocore

    return os.environ.get("AWS_CA_BUNDLE") or str(Path(botocore.__file__).parent / "cacert.pem")
