"""The person's own side of their account: the users row beside Cognito's record."""

from collections.abc import Iterable

from footlight import users
from footlight.clients import cognito
from footlight.errors import Unauthenticated
from footlight.identity import SESSION_ENDED, Caller
from functions.auth import pool
from functions.auth.client import pool_id
from functions.auth.errors import answering
from functions.auth.pool import Person
from functions.auth.schemas import Me

FIRST_ROLES = ("viewer", "creator")
NAMELESS = "Somebody"


def welcome(person: Person) -> bool:
    """Make a member of who has no users row yet; True where that was needed.

    The row comes last: where it stands, the roles were given, and nobody who lost one later gets it back.
    """
    if users.find(person.user_id) is not None:
        return False
    for role in FIRST_ROLES:
        with answering({}):
            cognito().admin_add_user_to_group(UserPoolId=pool_id(), Username=person.username, GroupName=role)
    users.create(person.user_id, person.name or NAMELESS)
    return True


def me(person: Person, roles: Iterable[str]) -> Me:
    """The person as they see themselves. Raises NotFound without a users row."""
    row = users.get(person.user_id)
    shown = users.profile(row)
    return Me(
        user_id=person.user_id,
        email=person.email,
        display_name=shown.display_name,
        avatar_url=shown.avatar_url,
        roles=sorted(roles),
        totp_enabled=person.totp_enabled,
        created_at=row.created_at,
    )


def of_caller(caller: Caller) -> Me:
    """The caller as they see themselves. Raises Unauthenticated where their account is gone."""
    person = pool.person_of(caller.token)
    if users.find(person.user_id) is None:
        raise Unauthenticated(SESSION_ENDED)
    return me(person, caller.roles)


def rename(caller: Caller, display_name: str) -> Me:
    """Change the display name. Raises Unauthenticated where the account is gone."""
    from pynamodb.exceptions import UpdateError

    row = users.table()
    try:
        row(caller.user_id).update(
            actions=[row.display_name.set(display_name)], condition=row.user_id.exists()
        )
    except UpdateError as error:
        if error.cause_response_code != "ConditionalCheckFailedException":
            raise
        raise Unauthenticated(SESSION_ENDED) from None
    return of_caller(caller)
