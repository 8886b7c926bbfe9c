"""Puts files into the media bucket: what they are served as, and how long they keep."""

from pathlib import PurePosixPath

from footlight import clients
from footlight.settings import settings

FOREVER = "public, max-age=31536000, immutable"
GROWING = "public, max-age=5"
SETTLED = "public, max-age=60"
TYPES = {
    ".m3u8": "application/vnd.apple.mpegurl",
    ".mp4": "video/mp4",
    ".m4s": "video/iso.segment",
    ".jpg": "image/jpeg",
    ".json": "application/json",
    ".mpd": "application/dash+xml",
    ".vtt": "text/vtt; charset=utf-8",
}


def put(key: str, body: bytes | str, cache: str = FOREVER) -> None:
    """Store one file; its type follows from its name. Storing it again replaces it."""
    clients.s3().put_object(
        Bucket=settings()["media_bucket"],
        Key=key,
        Body=body.encode() if isinstance(body, str) else body,
        ContentType=TYPES[PurePosixPath(key).suffix],
        CacheControl=cache,
    )
