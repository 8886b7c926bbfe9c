"""From a stranger to an account whose mail address is proven."""

from footlight.clients import cognito
from footlight.errors import FootlightError
from functions.auth.client import client_id, proof
from functions.auth.errors import WrongCode, all_as, answering, telling_nobody


class _Known(FootlightError):
    """The address has an account already."""

    def __init__(self) -> None:
        super().__init__("known")


def register(email: str, password: str, display_name: str) -> None:
    """Make an account that waits for the mailed code; says nothing where the address has one.

    An account that still waits gets its code again: its owner may have lost the first mail. The first
    password stays then, for the second one may be anybody's.
    """
    try:
        # An account whose mail could not be sent is made all the same.
        with answering({"UsernameExistsException": _Known, "CodeDeliveryFailureException": _Known}):
            cognito().sign_up(
                ClientId=client_id(),
                SecretHash=proof(email),
                Username=email,
                Password=password,
                UserAttributes=[
                    {"Name": "email", "Value": email},
                    # Until the first sign-in makes the users row, which is then the name's only home.
                    {"Name": "name", "Value": display_name},
                ],
            )
    except _Known:
        resend(email)


def confirm(email: str, code: str) -> None:
    """Prove the address. Raises WrongCode, also for unknown and for already confirmed people."""
    with answering(all_as(WrongCode)):
        cognito().confirm_sign_up(
            ClientId=client_id(), SecretHash=proof(email), Username=email, ConfirmationCode=code
        )


def resend(email: str) -> None:
    """Mail the code again, if anybody waits for one; say nothing either way."""
    with telling_nobody():
        cognito().resend_confirmation_code(ClientId=client_id(), SecretHash=proof(email), Username=email)
