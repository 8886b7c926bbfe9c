"""Where a video's files lie: the keys that uploads, transcode and playback agree on."""

from typing import Literal

Visibility = Literal["public", "unlisted", "private"]
Audience = Literal["public", "private"]

MANIFEST = "manifest.m3u8"
POSTER = "poster.jpg"


def source_key(owner_id: str, video_id: str) -> str:
    """The original's key in the uploads bucket."""
    return f"uploads/{owner_id}/{video_id}/source"


def ids_of_source(key: str) -> tuple[str, str] | None:
    """(owner_id, video_id) of a source's key, or None where the key is something else."""
    parts = key.split("/")
    if len(parts) != 4 or parts[0] != "uploads" or parts[3] != "source":
        return None
    return parts[1], parts[2]


def audience(visibility: str, deleted: bool = False) -> Audience:
    """Which half of ``/media`` a video belongs to: only ``private`` asks for signed cookies."""
    return "private" if deleted or visibility == "private" else "public"


def prefix(side: Audience, owner_id: str, video_id: str) -> str:
    """The prefix of a video's files in the media bucket, without a slash at the end."""
    return f"media/{side}/{owner_id}/{video_id}"


def url(key: str) -> str:
    """The path of a media object below the site's origin."""
    return f"/{key}"
