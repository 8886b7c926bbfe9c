"""Where a video's files lie: the keys that uploads, transcode and playback agree on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from footlight.tables import VideoRow

Visibility = Literal["public", "unlisted", "private"]
Audience = Literal["public", "private"]

MANIFEST = "manifest.m3u8"
DASH_MANIFEST = "manifest.mpd"
STORYBOARD = "storyboard.vtt"


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


def home(row: VideoRow) -> str:
    """The prefix below which the files of ``row`` belong by who may watch it, wherever they lie as yet."""
    return prefix(audience(row.visibility, row.deleted_at is not None), row.owner_id, row.video_id)


def url(key: str) -> str:
    """The path of a media object below the site's origin."""
    return f"/{key}"


def is_private(key: str) -> bool:
    """Whether a media key or prefix asks for signed cookies."""
    return key.startswith("media/private/")


def file_url(row: VideoRow, name: str | None, own: bool) -> str | None:
    """The path of a video's file, or None where there is none that the viewer (``own``: its owner) can load.

    Until the files have moved after a change of visibility, a public video still lies on the private side.
    """
    prefix_now = row.media_prefix
    if not prefix_now or not name or (is_private(prefix_now) and not own):
        return None
    return url(f"{prefix_now}/{name}")


def poster_url(row: VideoRow, own: bool) -> str | None:
    """The path of a video's poster for its owner (``own``) or others, or None."""
    return file_url(row, row.poster, own)
