"""The socket answers every frame, and never falls over one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from functions.realtime.protocol import LONGEST, answer

AT = "2026-11-22T18:00:00.000Z"


def test_a_ping_is_answered_with_its_id() -> None:
    assert answer('{"action": "ping", "id": "7"}', AT) == {"id": "7", "action": "pong", "at": AT}


@pytest.mark.parametrize("text", ["", "hello", "[]", "3", "null", "{", "[" * 3000])
def test_what_is_no_json_object_is_an_error(text: str) -> None:
    assert answer(text, AT)["error"]["code"] == "not_json"


def test_an_unknown_action_keeps_its_id() -> None:
    reply = answer('{"action": "dance", "id": "8"}', AT)

    assert (reply["id"], reply["error"]["code"]) == ("8", "unknown_action")


def test_a_long_frame_is_refused() -> None:
    assert answer(" " * (LONGEST + 1), AT)["error"]["code"] == "too_large"


@given(st.text(max_size=200))
def test_any_text_gets_an_answer(text: str) -> None:
    assert "id" in answer(text, AT)
