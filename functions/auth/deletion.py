"""The end of an account."""

from footlight import users
from footlight.clients import cognito
from footlight.events import UserDeleted, publish
from footlight.identity import Caller
from functions.auth import avatar, passwords
from functions.auth.errors import answering


def delete_account(caller: Caller, password: str) -> None:
    """Remove everything, and tell the other features. Raises WrongPassword.

    Cognito's record goes last: as long as it stands, its owner can sign in and repeat what broke off. Every
    step before it may happen twice.
    """
    passwords.check(caller, password)
    avatar.remove_all(caller.user_id)
    publish(UserDeleted(caller.user_id))
    users.table()(caller.user_id).delete()
    with answering({}):
        cognito().delete_user(AccessToken=caller.token)
