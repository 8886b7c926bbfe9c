"""Which picture stands for a video: one of its own frames, or one that its owner sends."""

from __future__ import annotations

import io
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from footlight import limits, media, pictures, shelves, videos
from footlight.clients import s3
from footlight.errors import Conflict, Invalid, NotFound
from footlight.identifiers import new_id
from footlight.settings import settings
from functions.videos.editing import UNKNOWN

if TYPE_CHECKING:
    from footlight.tables import VideoRow

SIDE = 1280
QUALITY = 85
CUSTOM = "poster-custom-"
PER_HOUR = 60
HOUR = 3600
# So often may its files have moved away while a picture was put among them.
ATTEMPTS = 4
MOVING_SECONDS = 0.5


def choose(video_id: str, owner_id: str, candidate: str | None, image: str | None) -> VideoRow:
    """Let ``candidate`` or base64 ``image`` be the poster; one of them is given. Removes a former picture.

    Raises NotFound for everybody but the owner, Conflict, Invalid, TooLarge, TooManyRequests.
    """
    row = videos.get(video_id)
    if row.owner_id != owner_id:
        raise NotFound(UNKNOWN)
    limits.spend(f"poster:{owner_id}", PER_HOUR, HOUR)
    return _choose(row, candidate) if candidate else _show(row, poster_of(image or ""))


def poster_of(image: str) -> bytes:
    """Base64 ``image`` as a JPEG within 1280 pixels, upright, without metadata. Raises Invalid, TooLarge."""
    from PIL import Image

    with pictures.opened(pictures.decode(image)) as picture:
        poster = pictures.upright(picture, SIDE)
        poster.thumbnail((SIDE, SIDE))
        # What shines through a poster is the player's black.
        black = Image.new("RGB", poster.size)
        black.paste(poster, mask=poster if poster.mode == "RGBA" else None)
        output = io.BytesIO()
        black.save(output, "JPEG", quality=QUALITY, optimize=True, progressive=True)
    return output.getvalue()


def _choose(row: VideoRow, candidate: str) -> VideoRow:
    def allowed(now: VideoRow) -> bool:
        if not now.posters or now.media_prefix is None:
            raise _none_yet()
        if candidate not in now.posters:
            message = "This is not one of the video's posters."
            raise Invalid(message, errors=[{"field": "candidate", "message": message}])
        return True

    return _point(row.video_id, candidate, allowed) or row


def _show(row: VideoRow, content: bytes) -> VideoRow:
    """Put ``content`` where the video's files are, and point at it while they are there still.

    Who moves the files (playback) takes the row's lease first: where nobody held it when the row was pointed
    at the picture, whatever is moved later takes it along.
    """
    for attempt in range(ATTEMPTS):
        time.sleep(attempt * MOVING_SECONDS)
        prefix = videos.get(row.video_id).media_prefix
        if prefix is None:
            raise _none_yet()
        # A name of its own for each attempt: what is removed is then nobody else's.
        name = f"{CUSTOM}{new_id()}.jpg"
        _put(f"{prefix}/{name}", content)
        if changed := _point_below(row, prefix, name):
            return changed
    raise Conflict("This video's files are being moved. Try again in a minute.", code="files_moving")


def _point_below(row: VideoRow, prefix: str, name: str) -> VideoRow | None:
    """The row that shows ``name``; None where files were not surely below ``prefix``, and it is removed."""
    changed = None
    try:
        changed = _point(row.video_id, name, lambda now: now.media_prefix == prefix and now.moving is None)
    finally:
        if changed is None:
            _forget(row, name)
    return changed


def _point(video_id: str, name: str, allowed: Callable[[VideoRow], bool]) -> VideoRow | None:
    """Let ``name`` be the poster where that is ``allowed``, else None; its owner's former picture goes."""
    former = None

    def decide(row: VideoRow) -> videos.Changes | None:
        nonlocal former
        former = row.poster
        return {"poster": name} if allowed(row) else None

    row = videos.change(video_id, decide)
    if row is not None and former not in (None, name) and str(former).startswith(CUSTOM):
        _forget(row, str(former))
    return row


def _put(key: str, content: bytes) -> None:
    s3().put_object(
        Bucket=settings()["media_bucket"],
        Key=key,
        Body=content,
        ContentType="image/jpeg",
        CacheControl="public, max-age=31536000, immutable",
    )


def _forget(row: VideoRow, name: str) -> None:
    """Delete a picture, on both sides: while a video grows it may lie on each of them."""
    for side in shelves.SIDES:
        key = f"{media.prefix(side, row.owner_id, row.video_id)}/{name}"
        s3().delete_object(Bucket=settings()["media_bucket"], Key=key)


def _none_yet() -> Conflict:
    return Conflict("This video has nothing to show yet. Try again in a while.", code="no_poster_yet")
