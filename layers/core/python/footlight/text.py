"""What people may write into titles, descriptions and tags; each function fits pydantic's validators."""

import unicodedata


def one_line(text: str) -> str:
    """``text`` trimmed and composed (NFC). Raises ValueError for control characters or nothing to see."""
    return _visible(_composed(text, allowed=""))


def many_lines(text: str) -> str:
    """``text`` trimmed and composed, line ends as ``\\n``. Raises ValueError for control characters."""
    return _composed(text.replace("\r\n", "\n").replace("\r", "\n"), allowed="\n\t")


def _composed(text: str, allowed: str) -> str:
    composed = unicodedata.normalize("NFC", text).strip()
    # Cc: controls. Cs: halves of a character. Zl, Zp: line ends that break layouts and JavaScript alike.
    if any(unicodedata.category(c) in {"Cc", "Cs", "Zl", "Zp"} and c not in allowed for c in composed):
        raise ValueError("must not contain control characters")
    return composed


def _visible(text: str) -> str:
    if not any(unicodedata.category(c)[0] not in "CZ" for c in text):
        raise ValueError("must contain something that can be seen")
    return text
