"""What Cognito's refusals mean to the person who asked."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress

from botocore.exceptions import ClientError, ParamValidationError

from footlight.errors import FootlightError, Invalid, TooManyRequests, Unauthenticated
from footlight.identity import SESSION_ENDED
from footlight.observe import logger

# Cognito's limit on the whole account recovers within seconds, that on one person's tries within minutes.
BUSY_SECONDS = 5
WORN_OUT_SECONDS = 900


class LoginFailed(FootlightError):
    """Wrong password, unknown person, mail not confirmed: one answer for all, so that none can be told."""

    status, code, title = 401, "login_failed", "Sign-in failed"

    def __init__(self) -> None:
        super().__init__("This email address and password do not match an account that can sign in.")


class LoginExpired(FootlightError):
    """The half-finished sign-in that a second factor belongs to is over."""

    status, code, title = 401, "login_expired", "Sign-in expired"

    def __init__(self) -> None:
        super().__init__("This sign-in took too long. Please start again with your password.")


class SessionEnded(Unauthenticated):
    """The session is over, was revoked, or never was."""

    def __init__(self) -> None:
        super().__init__(SESSION_ENDED)


class WrongCode(FootlightError):
    """The code is not the one that was sent or shown, or is too old."""

    status, code, title = 400, "wrong_code", "Wrong code"

    def __init__(self) -> None:
        super().__init__("This code is wrong or has expired. Check it, or take a new one.")


class WrongLoginCode(WrongCode):
    """The same, where it was to complete a sign-in."""

    status = 401


class WrongPassword(FootlightError):
    """A signed-in person gave a password that is not theirs."""

    status, code, title = 400, "wrong_password", "Wrong password"

    def __init__(self) -> None:
        super().__init__("This is not your current password.")


Refusals = Mapping[str, type[FootlightError]]

# What a stranger may meet, whose answers must not depend on whether the person exists. Per-person limits
# of Cognito's are hit by existing people only, so they are folded in too: 429 is for our own counters.
STRANGER = (
    "NotAuthorizedException",
    "UserNotFoundException",
    "UserNotConfirmedException",
    "PasswordResetRequiredException",
    "LimitExceededException",
    "TooManyFailedAttemptsException",
    "InvalidParameterException",
    "AliasExistsException",
    # Only what is mailed to somebody can fail to be.
    "CodeDeliveryFailureException",
    "ExpiredCodeException",
    "CodeMismatchException",
)


def all_as(error: type[FootlightError]) -> dict[str, type[FootlightError]]:
    """Refusals that make one answer of everything a stranger may meet."""
    return dict.fromkeys(STRANGER, error)


def code_of(error: ClientError) -> str:
    """AWS's name of an error."""
    return error.response["Error"]["Code"]


@contextmanager
def answering(refusals: Refusals) -> Iterator[None]:
    """Turn Cognito's refusals into ours: by ``refusals``, else as for a signed-in person."""
    try:
        yield
    except ParamValidationError:
        raise Invalid("Some of what was sent does not fit.") from None
    except ClientError as error:
        # For the deployer: who is told one thing for every cause cannot say which it was.
        logger().info("cognito refused", extra={"refusal": code_of(error), "call": error.operation_name})
        known = refusals.get(code_of(error))
        answer = known() if known else _usual(code_of(error))  # type: ignore[call-arg]
        if answer is None:
            raise
        raise answer from None


@contextmanager
def telling_nobody() -> Iterator[None]:
    """Swallow what only a stranger's guess would learn from."""
    with suppress(_Hidden), answering(all_as(_Hidden)):
        yield


class _Hidden(FootlightError):
    def __init__(self) -> None:
        super().__init__("hidden")


def _usual(code: str) -> FootlightError | None:
    match code:
        case "TooManyRequestsException":
            return TooManyRequests("Many people are signing in just now. Please try again.", BUSY_SECONDS)
        case "LimitExceededException" | "TooManyFailedAttemptsException":
            return TooManyRequests("That was too often. Please wait a while.", WORN_OUT_SECONDS)
        case "NotAuthorizedException" | "UserNotFoundException" | "UserNotConfirmedException":
            return SessionEnded()
        case "InvalidPasswordException":
            return Invalid("This password is too weak.", errors=[_password("Use at least 10 characters.")])
        case "InvalidParameterException":
            return Invalid("Some of what was sent does not fit.")
    return None


def _password(message: str) -> dict[str, str]:
    return {"field": "password", "message": message}
