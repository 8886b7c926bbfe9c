"""The accounts API: registering, signing in and out, passwords, profile, second factor."""

from typing import Annotated

from fastapi import APIRouter, Cookie, Depends, Response

from footlight.http import create_app, lambda_handler
from footlight.identity import CurrentCaller
from footlight.settings import settings
from functions.auth import (
    avatar,
    cookies,
    deletion,
    login,
    pace,
    passwords,
    profile,
    registration,
    schemas,
    totp,
)
from functions.auth.errors import SessionEnded
from functions.auth.schemas import LoginResult, MailedTo, Me
from functions.auth.throttle import attempt, client_address, succeeded

router = APIRouter()
Address = Annotated[str, Depends(client_address)]
RefreshToken = Annotated[str | None, Cookie(alias=cookies.NAME, include_in_schema=False)]


@router.get("/config")
def config() -> schemas.Config:
    """What the account pages must know of this deployment."""
    return schemas.Config(mail_hint=settings().get("mail_hint") or None)


@router.post("/register", status_code=202)
def register(body: schemas.Register, address: Address) -> MailedTo:
    """Make an account. The answer is the same where the address has one."""
    with pace.even(mailing=True):
        attempt("mail", body.email, address)
        registration.register(body.email, body.password.get_secret_value(), body.display_name)
    return MailedTo(email=body.email)


@router.post("/confirm", status_code=204)
def confirm(body: schemas.Confirm, address: Address) -> None:
    """Prove the address with the mailed code."""
    with pace.even():
        attempt("confirm", body.email, address)
        registration.confirm(body.email, body.code)


@router.post("/confirm/resend", status_code=202)
def resend(body: schemas.Address, address: Address) -> MailedTo:
    """Mail the code again, if anybody waits for one."""
    with pace.even(mailing=True):
        attempt("mail", body.email, address)
        registration.resend(body.email)
    return MailedTo(email=body.email)


@router.post("/login")
def sign_in(body: schemas.Login, address: Address, response: Response) -> LoginResult:
    """Sign in, or learn that a second factor is needed."""
    with pace.even():
        attempt("login", body.email, address)
        outcome = login.with_password(body.email, body.password.get_secret_value())
        succeeded("login", body.email)
        return _carry(response, outcome)


@router.post("/login/totp")
def sign_in_with_totp(body: schemas.LoginTotp, address: Address, response: Response) -> LoginResult:
    """Complete a sign-in with the authenticator's code."""
    with pace.even():
        attempt("totp", body.email, address)
        return _carry(response, login.with_totp(body.email, body.session, body.code))


@router.post("/login/recover")
def sign_in_with_recovery_code(
    body: schemas.LoginRecover, address: Address, response: Response
) -> LoginResult:
    """Sign in without the authenticator, and end the second factor."""
    with pace.even():
        attempt("login", body.email, address)
        password = body.password.get_secret_value()
        return _carry(response, login.with_recovery_code(body.email, password, body.recovery_code))


@router.post("/refresh", dependencies=[Depends(cookies.own_site)])
def refresh(response: Response, token: RefreshToken = None) -> LoginResult:
    """A session from the refresh cookie."""
    if not token:
        raise SessionEnded
    return _carry(response, login.renewed(token))


@router.post("/logout", status_code=204, dependencies=[Depends(cookies.own_site)])
def logout(response: Response, token: RefreshToken = None) -> None:
    """End this browser's session."""
    if token:
        login.logout(token)
    cookies.clear(response)


@router.post("/logout-everywhere", status_code=204)
def logout_everywhere(caller: CurrentCaller, response: Response) -> None:
    """End every session of the caller."""
    login.logout_everywhere(caller.token)
    cookies.clear(response)


@router.post("/password/forgot", status_code=202)
def forgot_password(body: schemas.Address, address: Address) -> MailedTo:
    """Mail a code for a new password, if the address is somebody's."""
    with pace.even(mailing=True):
        attempt("mail", body.email, address)
        passwords.forgot(body.email)
    return MailedTo(email=body.email)


@router.post("/password/reset", status_code=204)
def reset_password(body: schemas.ResetPassword, address: Address) -> None:
    """Set a new password with the mailed code."""
    with pace.even():
        attempt("reset", body.email, address)
        passwords.reset(body.email, body.code, body.password.get_secret_value())


@router.post("/password/change", status_code=204)
def change_password(body: schemas.ChangePassword, caller: CurrentCaller, address: Address) -> None:
    """Set a new password with the old one."""
    attempt("password", caller.user_id, address)
    passwords.change(caller, body.current_password.get_secret_value(), body.new_password.get_secret_value())


@router.get("/me")
def me(caller: CurrentCaller) -> Me:
    """The caller."""
    return profile.of_caller(caller)


@router.patch("/me")
def rename(body: schemas.Rename, caller: CurrentCaller) -> Me:
    """Change the display name."""
    return profile.rename(caller, body.display_name)


@router.put("/me/avatar")
def change_avatar(body: schemas.Avatar, caller: CurrentCaller, address: Address) -> Me:
    """Change the avatar."""
    attempt("avatar", caller.user_id, address)
    avatar.change(caller.user_id, body.image)
    return profile.of_caller(caller)


@router.delete("/me/avatar")
def remove_avatar(caller: CurrentCaller) -> Me:
    """Have no avatar."""
    avatar.remove(caller.user_id)
    return profile.of_caller(caller)


@router.post("/me/delete", status_code=204)
def delete_account(
    body: schemas.PasswordOnly, caller: CurrentCaller, address: Address, response: Response
) -> None:
    """Remove the account and everything in it."""
    attempt("password", caller.user_id, address)
    deletion.delete_account(caller, body.password.get_secret_value())
    cookies.clear(response)


@router.post("/totp/enrol")
def enrol_totp(caller: CurrentCaller) -> schemas.TotpSecret:
    """A secret for the authenticator app."""
    return totp.enrol(caller)


@router.post("/totp/verify")
def verify_totp(body: schemas.TotpCode, caller: CurrentCaller, address: Address) -> schemas.RecoveryCodes:
    """Put the second factor in force; its recovery codes."""
    attempt("totp", caller.user_id, address)
    return schemas.RecoveryCodes(recovery_codes=totp.verify(caller, body.code))


@router.post("/totp/disable", status_code=204)
def disable_totp(body: schemas.PasswordOnly, caller: CurrentCaller, address: Address) -> None:
    """End the second factor."""
    attempt("password", caller.user_id, address)
    totp.disable(caller, body.password.get_secret_value())


def _carry(response: Response, outcome: login.Outcome) -> LoginResult:
    """The outcome's public half; the other half goes into the cookie."""
    if outcome.cookie:
        cookies.keep(response, outcome.cookie)
    return outcome.result


app = create_app("auth", router)
handler = lambda_handler(app)
