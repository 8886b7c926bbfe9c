"""The second factor: enrolling an authenticator app, and doing without it again."""

from urllib.parse import quote, urlencode

from footlight import users
from footlight.clients import cognito
from footlight.errors import Conflict
from footlight.identity import Caller
from functions.auth import passwords, pool, recovery
from functions.auth.errors import SessionEnded, WrongCode, answering
from functions.auth.schemas import TotpSecret

ISSUER = "Footlight"
WRONG = dict.fromkeys(
    ("CodeMismatchException", "EnableSoftwareTokenMFAException", "InvalidParameterException"), WrongCode
)


def enrol(caller: Caller) -> TotpSecret:
    """A new secret, in force once ``verify`` saw a code of it. Raises Conflict where a factor is on."""
    person = _without_factor(caller)
    with answering({}):
        secret = cognito().associate_software_token(AccessToken=caller.token)["SecretCode"]
    return TotpSecret(secret=secret, otpauth_uri=otpauth_uri(person.email, secret))


def verify(caller: Caller, code: str) -> list[str]:
    """Put the factor in force; the recovery codes, to be shown once. Raises WrongCode and Conflict."""
    _without_factor(caller)
    if users.find(caller.user_id) is None:
        raise SessionEnded
    with answering(WRONG):
        answer = cognito().verify_software_token(
            AccessToken=caller.token, UserCode=code, FriendlyDeviceName=ISSUER
        )
    if answer.get("Status") != "SUCCESS":
        raise WrongCode
    # The codes before the factor: a crash in between leaves nobody locked out.
    codes = recovery.new_codes()
    recovery.store(caller.user_id, codes)
    _prefer(caller, enabled=True)
    return codes


def disable(caller: Caller, password: str) -> None:
    """End the second factor. Raises WrongPassword."""
    passwords.check(caller, password)
    _prefer(caller, enabled=False)
    recovery.forget(caller.user_id)


def otpauth_uri(email: str, secret: str) -> str:
    """What a QR code must say to an authenticator app."""
    query = urlencode({"secret": secret, "issuer": ISSUER, "algorithm": "SHA1", "digits": 6, "period": 30})
    return f"otpauth://totp/{ISSUER}:{quote(email)}?{query}"


def _without_factor(caller: Caller) -> pool.Person:
    """The caller, who must have none: else an open browser would be enough to replace it."""
    person = pool.person_of(caller.token)
    if person.totp_enabled:
        raise Conflict("Two-step sign-in is on already. Turn it off first.", code="totp_enabled")
    return person


def _prefer(caller: Caller, *, enabled: bool) -> None:
    with answering({}):
        cognito().set_user_mfa_preference(
            AccessToken=caller.token,
            SoftwareTokenMfaSettings={"Enabled": enabled, "PreferredMfa": enabled},
        )
