"""What people may write, and what never gets in."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from footlight.text import many_lines, one_line


def test_examples() -> None:
    assert one_line("  Caf\u0065\u0301 \U0001f3ac ") == "Caf\u00e9 \U0001f3ac"
    assert many_lines("a\r\nb\rc\td\n") == "a\nb\nc\td"
    assert many_lines("") == ""


@pytest.mark.parametrize("text", ["a\x00b", "a\nb", "a\u2028b", "\ud800", "", " ", "\u200b\u200d", "a\x7f"])
def test_what_is_no_line(text: str) -> None:
    with pytest.raises(ValueError, match="must"):
        one_line(text)


@given(st.text(st.characters(exclude_categories=())))
def test_what_gets_in_can_be_stored_and_is_stable(text: str) -> None:
    for clean in (one_line, many_lines):
        try:
            accepted = clean(text)
        except ValueError:
            continue
        accepted.encode()
        assert clean(accepted) == accepted
        assert unicodedata.is_normalized("NFC", accepted)
