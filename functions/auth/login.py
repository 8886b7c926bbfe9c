"""From credentials to a session, and back out of it."""

from dataclasses import dataclass

from botocore.exceptions import ClientError

from footlight import identity
from footlight.clients import cognito
from footlight.observe import logger
from functions.auth import client, pool, profile, recovery
from functions.auth.errors import LoginFailed, SessionEnded, WrongLoginCode, answering, code_of
from functions.auth.pool import Challenge, Tokens
from functions.auth.schemas import LoginResult


@dataclass(frozen=True)
class Outcome:
    """What the page is told, and what only the cookie carries: ``<username>.<refresh token>``."""

    result: LoginResult
    cookie: str | None = None


def with_password(email: str, password: str) -> Outcome:
    """The first step, for many the only one. Raises LoginFailed."""
    step = pool.password_login(email, password)
    if isinstance(step, Challenge):
        return Outcome(LoginResult(challenge="totp", session=step.session))
    return signed_in(step)


def with_totp(email: str, session: str, code: str) -> Outcome:
    """The second step. Raises WrongLoginCode and LoginExpired."""
    # Cognito wants the real username here, not an alias; a stranger's guess takes as many calls as a hit.
    person = pool.person_called(email)
    return signed_in(pool.totp_login(person.username if person else email, session, code))


def with_recovery_code(email: str, password: str, recovery_code: str) -> Outcome:
    """Password and recovery code: ends the second factor. Raises LoginFailed and WrongLoginCode."""
    if isinstance(pool.password_login(email, password), Challenge):
        person = pool.person_called(email)
        if person is None:
            raise LoginFailed
        if not recovery.spend(person.user_id, recovery_code):
            raise WrongLoginCode
        # A crash from here on costs one of ten codes; the next one finds the factor still on.
        with answering({}):
            cognito().admin_set_user_mfa_preference(
                UserPoolId=client.pool_id(),
                Username=person.username,
                SoftwareTokenMfaSettings={"Enabled": False, "PreferredMfa": False},
            )
        recovery.forget(person.user_id)
    # Without a factor (perhaps since a first try of this very call) the password alone decides.
    return with_password(email, password)


def renewed(cookie: str) -> Outcome:
    """A session from the cookie. Raises Unauthenticated."""
    username, _, refresh_token = cookie.partition(".")
    if not refresh_token:
        raise SessionEnded
    return signed_in(pool.renew(username, refresh_token))


def signed_in(tokens: Tokens) -> Outcome:
    """What a page starts with. Who signs in for the first time becomes a member on the way."""
    person = pool.person_of(tokens.access)
    access = tokens.access
    if profile.welcome(person) and tokens.refresh:
        # The first token was made before its owner had roles.
        access = pool.renew(person.username, tokens.refresh).access
    caller = identity.verify(access)
    result = LoginResult(
        access_token=access, expires_in=tokens.expires_in, user=profile.me(person, caller.roles)
    )
    # Cognito wants to know whose a refresh token is, and the token, encrypted for Cognito, does not say.
    return Outcome(result, f"{person.username}.{tokens.refresh}" if tokens.refresh else None)


def logout(cookie: str) -> None:
    """End this session. A token that is over already is no reason to keep anybody in."""
    _, _, refresh_token = cookie.partition(".")
    try:
        cognito().revoke_token(ClientId=client.client_id(), ClientSecret=client.secret(), Token=refresh_token)
    except ClientError as error:
        logger().info("token not revoked", extra={"refusal": code_of(error)})


def logout_everywhere(access_token: str) -> None:
    """End every session. Access tokens that are out live on for at most their 15 minutes."""
    with answering({}):
        cognito().global_sign_out(AccessToken=access_token)
