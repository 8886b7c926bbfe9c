"""The refresh token's cookie, and who may make a browser send it."""

from typing import Final

from starlette.requests import Request
from starlette.responses import Response

from footlight.errors import Forbidden

NAME: Final = "footlight_refresh"
PATH: Final = "/api/auth"
MAX_AGE: Final = 30 * 24 * 3600  # as long as the pool's refresh tokens live


def keep(response: Response, refresh_token: str) -> None:
    """Have the browser keep the token where no script reads it and no other site makes it travel."""
    response.set_cookie(
        NAME, refresh_token, max_age=MAX_AGE, path=PATH, secure=True, httponly=True, samesite="strict"
    )


def clear(response: Response) -> None:
    """Have the browser forget the token."""
    response.delete_cookie(NAME, path=PATH, secure=True, httponly=True, samesite="strict")


def own_site(request: Request) -> None:
    """Raises Forbidden for what another site makes a browser do.

    SameSite=Strict withholds the cookie from those already, but not from a neighbour on the same registrable
    domain. Clients that are no browsers send no such header, and hold no one else's cookie.
    """
    if request.headers.get("sec-fetch-site", "none") not in {"same-origin", "none"}:
        raise Forbidden("This can only be done from Footlight's own pages.", code="cross_site")
