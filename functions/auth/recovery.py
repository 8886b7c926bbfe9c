"""Recovery codes: ten ways past a lost authenticator, each for once."""

import hashlib
import hmac
import secrets

from footlight import users

COUNT = 10
# Crockford's base 32: no I, L, O or U to be misread.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 16
GROUP = 4
MISREAD = str.maketrans("ILO", "110")


def new_codes() -> list[str]:
    """Ten codes of 80 random bits, in groups of four."""
    return [_grouped("".join(secrets.choice(ALPHABET) for _ in range(LENGTH))) for _ in range(COUNT)]


def digest(user_id: str, code: str) -> str:
    """What is stored of a code, however it was typed.

    A fast hash is enough: unlike a password, 80 random bits cannot be guessed at any speed. The user id in it
    keeps one person's codes from being tried on all at once.
    """
    typed = "".join(code.upper().split()).replace("-", "").translate(MISREAD)
    return hmac.new(user_id.encode(), typed.encode(), hashlib.sha256).hexdigest()


def store(user_id: str, codes: list[str]) -> None:
    """Replace a person's codes."""
    row = users.table()
    hashes = {digest(user_id, code) for code in codes}
    row(user_id).update(actions=[row.recovery_hashes.set(hashes)], condition=row.user_id.exists())


def spend(user_id: str, code: str) -> bool:
    """Use a code up; False where it is none, or was used. Of two at once, one succeeds."""
    from pynamodb.exceptions import UpdateError

    row, stored = users.table(), digest(user_id, code)
    try:
        row(user_id).update(
            actions=[row.recovery_hashes.delete({stored})], condition=row.recovery_hashes.contains(stored)
        )
    except UpdateError as error:
        if error.cause_response_code != "ConditionalCheckFailedException":
            raise
        return False
    return True


def forget(user_id: str) -> None:
    """Remove what is left: there is no second factor to get past any more."""
    row = users.table()
    row(user_id).update(
        actions=[row.recovery_hashes.remove(), row.totp_enabled.set(False)], condition=row.user_id.exists()
    )


def _grouped(code: str) -> str:
    return "-".join(code[start : start + GROUP] for start in range(0, LENGTH, GROUP))
