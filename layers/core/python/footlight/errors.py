"""The errors a caller may see; each knows its HTTP status and its machine-readable code."""

from typing import Any


class FootlightError(Exception):
    """Base of every error that is answered to the caller as it is.

    ``detail`` is one sentence for a person; ``extensions`` are further members of the problem document
    (RFC 9457, section 3.2).
    """

    status = 400
    code = "bad_request"
    title = "Bad request"

    def __init__(self, detail: str, *, code: str | None = None, **extensions: Any) -> None:
        super().__init__(detail)
        self.detail = detail
        self.code = code or self.code
        self.extensions = extensions


class Unauthenticated(FootlightError):
    """No valid access token came with the request."""

    status, code, title = 401, "unauthenticated", "Not signed in"


class Forbidden(FootlightError):
    """The caller is known but may not do this."""

    status, code, title = 403, "forbidden", "Not allowed"


class NotFound(FootlightError):
    """There is no such thing, or the caller may not know that there is."""

    status, code, title = 404, "not_found", "Not found"


class Conflict(FootlightError):
    """The thing is in a state in which this cannot be done."""

    status, code, title = 409, "conflict", "Conflict"


class TooLarge(FootlightError):
    """The body is larger than this API reads."""

    status, code, title = 413, "too_large", "Too large"


class Invalid(FootlightError):
    """The request does not fit the schema; ``errors`` lists the fields."""

    status, code, title = 422, "invalid", "Invalid request"


class TooManyRequests(FootlightError):
    """A limit was reached; ``retry_after`` is in seconds."""

    status, code, title = 429, "too_many_requests", "Too many requests"

    def __init__(self, detail: str, retry_after: int, *, code: str | None = None) -> None:
        super().__init__(detail, code=code, retry_after=retry_after)
        self.retry_after = retry_after
