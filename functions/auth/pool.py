"""The user pool: its calls, with this deployment's ids filled in."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from footlight.clients import cognito
from footlight.errors import Unauthenticated
from functions.auth.client import client_id, pool_id, proof
from functions.auth.errors import LoginExpired, LoginFailed, SessionEnded, WrongLoginCode, all_as, answering

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mypy_boto3_cognito_idp.type_defs import AttributeTypeTypeDef, AuthenticationResultTypeTypeDef


@dataclass(frozen=True)
class Tokens:
    """A session: ``refresh`` is None where it was only renewed. ``expires_in`` is in seconds."""

    access: str
    refresh: str | None
    expires_in: int


@dataclass(frozen=True)
class Challenge:
    """The password was right, and a TOTP code must follow."""

    session: str


@dataclass(frozen=True)
class Person:
    """Cognito's record of somebody."""

    user_id: str
    username: str
    email: str
    name: str
    totp_enabled: bool


def password_login(username: str, password: str) -> Tokens | Challenge:
    """Check a password. Raises LoginFailed for every reason there is.

    The admin flow, so that Cognito answers password guesses only to this function, behind its throttle.
    """
    with answering(all_as(LoginFailed)):
        answer = cognito().admin_initiate_auth(
            UserPoolId=pool_id(),
            ClientId=client_id(),
            AuthFlow="ADMIN_USER_PASSWORD_AUTH",
            AuthParameters={"USERNAME": username, "PASSWORD": password, "SECRET_HASH": proof(username)},
        )
    if answer.get("ChallengeName") == "SOFTWARE_TOKEN_MFA":
        return Challenge(answer["Session"])
    # Any other challenge (an account an administrator prepared) is none that this site can pose.
    if "AuthenticationResult" not in answer:
        raise LoginFailed
    return _tokens(answer["AuthenticationResult"])


def totp_login(username: str, session: str, code: str) -> Tokens:
    """Complete a challenge. Raises WrongLoginCode, and LoginExpired when it must begin anew."""
    refusals = all_as(LoginExpired)
    refusals.update(CodeMismatchException=WrongLoginCode, ExpiredCodeException=WrongLoginCode)
    with answering(refusals):
        answer = cognito().admin_respond_to_auth_challenge(
            UserPoolId=pool_id(),
            ClientId=client_id(),
            ChallengeName="SOFTWARE_TOKEN_MFA",
            Session=session,
            ChallengeResponses={
                "USERNAME": username,
                "SOFTWARE_TOKEN_MFA_CODE": code,
                "SECRET_HASH": proof(username),
            },
        )
    if "AuthenticationResult" not in answer:
        raise LoginExpired
    return _tokens(answer["AuthenticationResult"])


def renew(username: str, refresh_token: str) -> Tokens:
    """A new access token. Raises Unauthenticated where the refresh token is over, revoked or none of ours.

    ``username`` is Cognito's own for the person, not their address: here it takes no alias.
    """
    with answering({"InvalidParameterException": SessionEnded}):
        answer = cognito().initiate_auth(
            ClientId=client_id(),
            AuthFlow="REFRESH_TOKEN_AUTH",
            AuthParameters={"REFRESH_TOKEN": refresh_token, "SECRET_HASH": proof(username)},
        )
    return _tokens(answer["AuthenticationResult"])


def person_of(access_token: str) -> Person:
    """Whose token it is; asks Cognito, so a revoked one is Unauthenticated."""
    with answering({}):
        answer = cognito().get_user(AccessToken=access_token)
    return _person(answer["Username"], answer["UserAttributes"], answer.get("UserMFASettingList", []))


def person_called(email: str) -> Person | None:
    """Whose address it is, or None. Never tell a stranger which."""
    client = cognito()
    try:
        with answering({}):
            answer = client.admin_get_user(UserPoolId=pool_id(), Username=email)
    except Unauthenticated:
        return None
    return _person(answer["Username"], answer["UserAttributes"], answer.get("UserMFASettingList", []))


def _person(username: str, attributes: "Sequence[AttributeTypeTypeDef]", factors: "Sequence[str]") -> Person:
    values = {attribute["Name"]: attribute.get("Value", "") for attribute in attributes}
    return Person(
        user_id=values["sub"],
        username=username,
        email=values.get("email", ""),
        name=values.get("name", ""),
        totp_enabled="SOFTWARE_TOKEN_MFA" in factors,
    )


def _tokens(result: "AuthenticationResultTypeTypeDef") -> Tokens:
    return Tokens(result["AccessToken"], result.get("RefreshToken"), result["ExpiresIn"])
