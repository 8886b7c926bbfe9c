"""Who is calling: the one FastAPI dependency that verifies Cognito's access tokens.

The checks are those of AWS's "Verifying JSON web tokens" page: RS256 signature by the pool's JWKS, issuer,
client, expiry and use. API Gateway's own authorizer is not relied upon, so a function that is reached by
another way is as safe.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from time import monotonic
from typing import Annotated, Any, Literal

import jwt
from fastapi import Depends, Header

from footlight.errors import FootlightError, Forbidden, Unauthenticated
from footlight.observe import logger
from footlight.settings import settings

Role = Literal["viewer", "creator", "moderator", "admin"]

SESSION_ENDED = "Your session has ended. Please sign in again."
CLAIMS = ["exp", "iss", "sub", "token_use", "client_id", "username"]
# Cognito's clock and ours may differ by this much.
LEEWAY_SECONDS = 5
FRESH_SECONDS = 3600.0
# How long fetched keys serve on while the endpoint is down.
STALE_SECONDS = 24 * 3600.0
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


class Keys:
    """The pool's public keys, cached; neither strangers' tokens nor outages make it hammer the endpoint."""

    def __init__(self, url: str) -> None:
        self._source = jwt.PyJWKClient(url, cache_jwk_set=False, timeout=3)
        self._keys: dict[str | None, jwt.PyJWK] = {}
        self._fetched = self._rests_until = -math.inf
        self._down = False

    def of(self, token: str) -> jwt.PyJWK:
        """The key that ``token`` says it was signed with.

        Raises jwt.PyJWTError or Unauthenticated for a token that names none of the pool's keys, and
        KeysUnavailable where that cannot be told.
        """
        key_id = jwt.get_unverified_header(token).get("kid")
        moment = monotonic()
        fresh = key_id in self._keys and moment - self._fetched <= FRESH_SECONDS
        if not fresh and moment > self._rests_until:
            self._refresh(moment)
        if key_id in self._keys and moment - self._fetched <= STALE_SECONDS:
            return self._keys[key_id]
        if self._down:
            raise KeysUnavailable("Sign-ins cannot be checked right now. Please try again in a moment.")
        raise Unauthenticated(SESSION_ENDED)

    def _refresh(self, moment: float) -> None:
        try:
            found = jwt.PyJWKSet.from_dict(self._source.fetch_data()).keys
        except (jwt.PyJWTError, OSError, ValueError) as error:  # ValueError: what came was no JSON
            logger().warning("no keys to verify tokens with", exc_info=error)
            self._down, self._rests_until = True, moment + OUTAGE_SECONDS
            return
        self._keys = {key.key_id: key for key in found if key.key_id and key.public_key_use in {"sig", None}}
        self._down, self._fetched, self._rests_until = False, moment, moment + UNKNOWN_KEY_SECONDS


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
            _keys().of(token).key,
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
