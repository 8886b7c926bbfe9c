"""Passwords: forgotten, changed, and asked for again before what cannot be undone."""

from footlight.clients import cognito
from footlight.identity import Caller
from functions.auth import pool
from functions.auth.client import client_id, pool_id, proof
from functions.auth.errors import LoginFailed, WrongCode, WrongPassword, all_as, answering, telling_nobody


def forgot(email: str) -> None:
    """Mail a code, if the address is somebody's proven one; say nothing either way."""
    with telling_nobody():
        cognito().forgot_password(ClientId=client_id(), SecretHash=proof(email), Username=email)


def reset(email: str, code: str, password: str) -> None:
    """Set a password by the mailed code and end every session: whoever knew the old one is out.

    The second factor stays. Raises WrongCode, also for unknown people.
    """
    with answering(all_as(WrongCode)):
        client = cognito()
        client.confirm_forgot_password(
            ClientId=client_id(),
            SecretHash=proof(email),
            Username=email,
            ConfirmationCode=code,
            Password=password,
        )
    with answering({}):
        client.admin_user_global_sign_out(UserPoolId=pool_id(), Username=email)


def change(caller: Caller, current: str, new: str) -> None:
    """Change the password. Raises WrongPassword, and Unauthenticated where the session was revoked."""
    try:
        with answering({"NotAuthorizedException": WrongPassword}):
            cognito().change_password(
                AccessToken=caller.token, PreviousPassword=current, ProposedPassword=new
            )
    except WrongPassword:
        # Cognito refuses a wrong password and a revoked token by the same name.
        pool.person_of(caller.token)
        raise


def check(caller: Caller, password: str) -> None:
    """That the caller knows the password. Raises WrongPassword, and Unauthenticated for a revoked session."""
    pool.person_of(caller.token)
    try:
        pool.password_login(caller.username, password)
    except LoginFailed:
        raise WrongPassword from None
