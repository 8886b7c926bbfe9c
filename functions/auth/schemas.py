"""What the accounts API takes and answers."""

from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, SecretStr, StringConstraints

from footlight.http import Body
from footlight.pictures import MOST_TEXT
from functions.auth import wording

# As browsers judge <input type=email>, and within Cognito's 128 characters.
EMAIL = (
    r"^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+"
    r"@[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?(\.[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?)+$"
)
Email = Annotated[str, StringConstraints(max_length=128, pattern=EMAIL), AfterValidator(str.lower)]
Password = Annotated[SecretStr, Field(min_length=1, max_length=256)]
# NIST SP 800-63B: length counts, composition rules do not.
NewPassword = Annotated[SecretStr, Field(min_length=10, max_length=256), AfterValidator(wording.new_password)]
DisplayName = Annotated[str, Field(min_length=1, max_length=60), AfterValidator(wording.display_name)]
Code = Annotated[str, StringConstraints(pattern=r"^[0-9]{6}$")]
RecoveryCode = Annotated[str, Field(min_length=1, max_length=64)]
# Cognito takes no session shorter than 20 characters.
Session = Annotated[str, StringConstraints(min_length=20, max_length=2048, pattern=r"^[!-~]+$")]
Image = Annotated[str, StringConstraints(max_length=MOST_TEXT)]


class Register(Body):
    """A new account."""

    email: Email
    password: NewPassword
    display_name: DisplayName


class Address(Body):
    """Where to mail a code."""

    email: Email


class Confirm(Body):
    """The mailed code that proves the address."""

    email: Email
    code: Code


class Login(Body):
    """A sign-in."""

    email: Email
    password: Password


class LoginTotp(Body):
    """The second factor of a sign-in; ``session`` is the challenge's."""

    email: Email
    session: Session
    code: Code


class LoginRecover(Body):
    """A sign-in without the second factor's device."""

    email: Email
    password: Password
    recovery_code: RecoveryCode


class ResetPassword(Body):
    """A new password by the mailed code."""

    email: Email
    code: Code
    password: NewPassword


class ChangePassword(Body):
    """A new password by the old one."""

    current_password: Password
    new_password: NewPassword


class Rename(Body):
    """A new display name."""

    display_name: DisplayName


class Avatar(Body):
    """A picture: base64 of a JPEG, PNG or WebP of at most 700 kB."""

    image: Image


class TotpCode(Body):
    """What the authenticator app shows."""

    code: Code


class PasswordOnly(Body):
    """The account's password, for what must not be done by whoever finds an open browser."""

    password: Password


class Me(BaseModel):
    """The signed-in person."""

    user_id: str
    email: str
    display_name: str
    avatar_url: str | None
    roles: list[str]
    totp_enabled: bool
    created_at: str


class LoginResult(BaseModel):
    """Either a session for ``expires_in`` seconds, or a challenge that stands between the person and one."""

    # An answer names every field, so its document should promise them.
    model_config = ConfigDict(json_schema_serialization_defaults_required=True)

    challenge: Literal["totp"] | None = None
    session: str | None = None
    access_token: str | None = None
    expires_in: int | None = None
    user: Me | None = None


class MailedTo(BaseModel):
    """Where the code goes, if there is anybody."""

    email: str


class TotpSecret(BaseModel):
    """What the authenticator app needs: to be typed, or as a QR code's content."""

    secret: str
    otpauth_uri: str


class RecoveryCodes(BaseModel):
    """Shown this once."""

    recovery_codes: list[str]


class Config(BaseModel):
    """What the account pages must know of this deployment."""

    mail_hint: str | None
