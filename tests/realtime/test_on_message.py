"""A frame is answered on the connection it came from."""

import json
from typing import Any

import pytest

from footlight import sockets
from functions.realtime import on_connect, on_message


def test_the_answer_goes_to_who_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    posted: list[tuple[str, Any]] = []
    monkeypatch.setattr(sockets, "post", lambda *sent: posted.append(sent))
    event = {"requestContext": {"connectionId": "c1"}, "body": json.dumps({"action": "ping", "id": "1"})}

    assert on_message.handler(event, None) == {"statusCode": 200}

    assert posted[0][0] == "c1"
    assert posted[0][1]["action"] == "pong"


def test_everyone_may_connect() -> None:
    assert on_connect.handler({}, None) == {"statusCode": 200}
