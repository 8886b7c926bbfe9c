"""A person's face: where it lies, and that only the current one does."""

import hashlib
from typing import TYPE_CHECKING

from footlight import users
from footlight.clients import s3
from footlight.errors import Conflict
from footlight.settings import settings
from functions.auth import picture

if TYPE_CHECKING:
    from footlight.tables import UserRow


def prefix(user_id: str) -> str:
    """Where a person's avatar lies in the media bucket, with a slash at the end."""
    return f"media/public/{user_id}/avatar/"


def change(user_id: str, image: str) -> None:
    """Make base64 ``image`` the avatar. Raises Invalid, TooLarge, NotFound, Conflict."""
    row = users.get(user_id)
    content = picture.avatar_of(picture.decode(image))
    # Named by content: caches may keep it for ever, and sending it twice changes nothing.
    key = f"{prefix(user_id)}{hashlib.sha256(content).hexdigest()[:32]}.webp"
    s3().put_object(
        Bucket=settings()["media_bucket"],
        Key=key,
        Body=content,
        ContentType="image/webp",
        CacheControl="public, max-age=31536000, immutable",
    )
    _point(row, key)


def remove(user_id: str) -> None:
    """Have no avatar. Raises NotFound, Conflict."""
    _point(users.get(user_id), None)


def remove_all(user_id: str) -> None:
    """Remove every avatar there may be, also what a broken-off change left. May be repeated."""
    bucket = settings()["media_bucket"]
    pages = s3().get_paginator("list_objects_v2").paginate(Bucket=bucket, Prefix=prefix(user_id))
    for page in pages:
        for item in page.get("Contents", []):
            s3().delete_object(Bucket=bucket, Key=item["Key"])


def _point(row: "UserRow", key: str | None) -> None:
    """Let the row point at ``key``, then remove what it pointed at."""
    from pynamodb.exceptions import UpdateError

    old, table = row.avatar_key, users.table()
    unchanged = table.avatar_key == old if old else table.avatar_key.does_not_exist()
    action = table.avatar_key.set(key) if key else table.avatar_key.remove()
    try:
        row.update(actions=[action], condition=table.user_id.exists() & unchanged)
    except UpdateError as error:
        if error.cause_response_code != "ConditionalCheckFailedException":
            raise
        raise Conflict("This picture is being changed elsewhere. Try again.") from None
    if old and old != key:
        s3().delete_object(Bucket=settings()["media_bucket"], Key=old)
