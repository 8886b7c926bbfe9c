"""Who is calling: the one FastAPI dependency that verifies Cognito's access tokens.

The checks are those of AWS's "Verifying JSON web tokens" page: RS256 signature by the pool's JWKS, issuer,
client, expiry and use. API Gateway's own authorizer is not relied upon, so a function that is reached by
another way is as safe.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any, Literal

import jwt
from fastapi import Depends, Header

from footlight.errors import Forbidden, Unauthenticated
from footlight.settings import settings

Role = Literal["viewer", "creator", "moderator", "admin"]


@dataclass(frozen=True)
class Caller:
    """A signed-in person, as their token says."""

    user_id: str
    username: str
    roles: frozenset[str]
    token: str


@cache
def _keys() -> jwt.PyJWKClient:
    return jwt.PyJWKClient(settings()["jwks_url"], cache_keys=True, lifespan=3600, timeout=3)


def verify(token: str) -> Caller:
    """The caller a token speaks for. Raises Unauthenticated, with one sentence for every cause."""
    try:
        claims: dict[str, Any] = jwt.decode(
            token,
            _keys().get_signing_key_from_jwt(token).key,
            algorithms=["RS256"],
            issuer=settings()["token_issuer"],
            options={"require": ["exp", "iss", "sub", "token_use", "client_id"], "verify_aud": False},
        )
    except jwt.PyJWTError:
        raise Unauthenticated("Your session has ended. Please sign in again.") from None
    # Cognito's access tokens name the client in client_id, not in aud.
    if claims["token_use"] != "access" or claims["client_id"] != settings()["user_pool_client_id"]:
        raise Unauthenticated("Your session has ended. Please sign in again.")
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
