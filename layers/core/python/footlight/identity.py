"""Who is calling: the one FastAPI dependency that verifies Cognito's access tokens.

The checks are those of AWS's "Verifying JSON web tokens" page: RS256 signature by the pool's JWKS, issuer,
client, expiry and use. API Gateway's own authorizer is not relied upon, so a function that is reached by
another way is as safe.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any, Literal

import jwt
from fastapi import Depends, Header

from footlight.errors import FootlightError, Forbidden, Unauthenticated
from footlight.settings import settings

Role = Literal["viewer", "creator", "moderator", "admin"]

SESSION_ENDED = "Your session has ended. Please sign in again."
CLAIMS = ["exp", "iss", "sub", "token_use", "client_id", "username"]
# Cognito's clock and ours may differ by this much.
LEEWAY_SECONDS = 5
KEYS_LIVE_SECONDS = 3600
# Made-up key ids cause at most one fetch in this time; an endpoint that is down gets this much rest.
UNKNOWN_KEY_SECONDS = 30.0
OUTAGE_SECONDS = 5.0


@dataclass(frozen=True)
class Caller:
    """A signed-in person, as their token says."""

    user_id: str
    username: str
    roles: frozenset[str]
    token: str


class KeysUnavailable(FootlightError):
    """The pool's public keys cannot be fetched, so no token can be judged: the caller may try again."""

    status, code, title = 503, "keys_unavailable", "Temporarily unavailable"


class Keys(jwt.PyJWKClient):
    """The pool's public keys, cached; neither strangers' tokens nor outages make it hammer the endpoint."""

    def __init__(self, url: str) -> None:
        super().__init__(url, lifespan=KEYS_LIVE_SECONDS, timeout=3, cooldown_duration=UNKNOWN_KEY_SECONDS)
        self._rests_until = 0.0

    def fetch_data(self) -> Any:
        """The JWK set. Raises KeysUnavailable, at once while the last failure is a few seconds old."""
        unavailable = KeysUnavailable("Sign-ins cannot be checked right now. Please try again in a moment.")
        if time.monotonic() < self._rests_until:
            raise unavailable
        try:
            return super().fetch_data()
        except (jwt.PyJWTError, OSError, ValueError):  # ValueError: what came was no JSON
            self._rests_until = time.monotonic() + OUTAGE_SECONDS
            raise unavailable from None


@cache
def _keys() -> Keys:
    return Keys(settings()["jwks_url"])


def verify(token: str) -> Caller:
    """The caller a token speaks for.

    Raises Unauthenticated, with one sentence for every cause, and KeysUnavailable (503).
    """
    try:
        claims: dict[str, Any] = jwt.decode(
            token,
            _keys().get_signing_key_from_jwt(token).key,
            algorithms=["RS256"],  # pinned: the header's "alg" is the stranger's word
            issuer=settings()["token_issuer"],
            leeway=LEEWAY_SECONDS,
            options={"require": CLAIMS, "verify_aud": False},
        )
    except (jwt.PyJWTError, ValueError):  # ValueError: text that is no UTF-8
        raise Unauthenticated(SESSION_ENDED) from None
    # Cognito's access tokens name the client in client_id, not in aud.
    if claims["token_use"] != "access" or claims["client_id"] != settings()["user_pool_client_id"]:
        raise Unauthenticated(SESSION_ENDED)
    return Caller(claims["sub"], claims["username"], frozenset(claims.get("cognito:groups", ())), token)


def optional_caller(authorization: Annotated[str | None, Header()] = None) -> Caller | None:
    """The caller, or None for a visitor. A token that is there must be good: raises Unauthenticated."""
    if authorization is None:
        return None
    scheme, _, token = authorization.partition(" ")
    if scheme.lower() != "bearer" or not token:
        raise Unauthenticated("The Authorization header must read: Bearer <access token>.")
    return verify(token)


def current_caller(caller: Annotated[Caller | None, Depends(optional_caller)]) -> Caller:
    """The caller. Raises Unauthenticated for a visitor."""
    if caller is None:
        raise Unauthenticated("Please sign in first.")
    return caller


def require_role(*roles: Role) -> Callable[[Caller], Caller]:
    """A dependency that lets through only members of one of ``roles``. Raises Forbidden."""

    def check(caller: Annotated[Caller, Depends(current_caller)]) -> Caller:
        if not caller.roles.intersection(roles):
            raise Forbidden("Your account is not allowed to do this.")
        return caller

    return check


CurrentCaller = Annotated[Caller, Depends(current_caller)]
OptionalCaller = Annotated[Caller | None, Depends(optional_caller)]
