"""What may stand in a display name and in a password."""

import re
import unicodedata

from pydantic import SecretStr

# Control, unassigned, private and surrogate characters, and line breaks.
FORBIDDEN = {"Cc", "Cn", "Co", "Cs", "Zl", "Zp"}
# Format characters that turn text around could disguise one name as another.
TURNING = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
INVISIBLE = {"Cf", "Mn", "Me", "Zs"}


def display_name(raw: str) -> str:
    """``raw`` composed (NFC), with single spaces. Raises ValueError where nobody could read it."""
    name = " ".join(unicodedata.normalize("NFC", raw).split())
    categories = [unicodedata.category(character) for character in name]
    if FORBIDDEN.intersection(categories) or TURNING.search(name):
        raise ValueError("A name cannot contain control characters")
    if all(category in INVISIBLE for category in categories):
        raise ValueError("A name needs a visible character")
    return name


def new_password(password: SecretStr) -> SecretStr:
    """``password``. Raises ValueError for what Cognito would refuse, so that it is refused to all alike."""
    text = password.get_secret_value()
    if text != text.strip():
        raise ValueError("A password cannot begin or end with a space")
    if any(unicodedata.category(character) in FORBIDDEN for character in text):
        raise ValueError("A password cannot contain control characters")
    return password
