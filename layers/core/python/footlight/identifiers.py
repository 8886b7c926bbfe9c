"""Identifiers that are short enough for a URL and cannot be guessed."""

import secrets
import string

ALPHABET = string.ascii_letters + string.digits
LENGTH = 12
PATTERN = rf"^[A-Za-z0-9]{{{LENGTH}}}$"


def new_id() -> str:
    """Twelve characters of base 62 (71 bits): safe in URLs, S3 keys and execution names."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
