"""People as other people see them: a name and a face."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from footlight import media
from footlight.clock import now
from footlight.errors import NotFound
from footlight.settings import settings

if TYPE_CHECKING:
    from footlight.tables import UserRow

GONE = "Deleted account"


@dataclass(frozen=True)
class Profile:
    """What is shown of a person beside a video."""

    user_id: str
    display_name: str
    avatar_url: str | None


@cache
def table() -> type[UserRow]:
    """The users table, bound to this deployment's name for it."""
    from footlight.tables import UserRow

    UserRow.Meta.table_name = settings()["users_table"]
    return UserRow


def find(user_id: str) -> UserRow | None:
    """The row of ``user_id`` as it is this moment, or None."""
    row = table()
    try:
        return row.get(user_id, consistent_read=True)
    except row.DoesNotExist:
        return None


def get(user_id: str) -> UserRow:
    """The row of ``user_id``. Raises NotFound."""
    row = find(user_id)
    if row is None:
        raise NotFound("This person does not exist.")
    return row


def create(user_id: str, display_name: str) -> UserRow:
    """The row of ``user_id``, made if there is none: called twice it makes one, and changes nothing."""
    from pynamodb.exceptions import PutError

    row = table()(user_id, display_name=display_name, created_at=now())
    try:
        row.save(condition=table().user_id.does_not_exist())
    except PutError as error:
        if error.cause_response_code != "ConditionalCheckFailedException":
            raise
        return get(user_id)
    return row


def profiles(user_ids: Iterable[str]) -> dict[str, Profile]:
    """Profiles by user id, in one batch; who is gone is called so."""
    wanted = set(user_ids)
    found = {row.user_id: profile(row) for row in table().batch_get(wanted)} if wanted else {}
    return {user_id: found.get(user_id, Profile(user_id, GONE, None)) for user_id in wanted}


def profile(row: UserRow) -> Profile:
    """The public side of a user's row."""
    avatar = media.url(row.avatar_key) if row.avatar_key else None
    return Profile(row.user_id, row.display_name, avatar)
