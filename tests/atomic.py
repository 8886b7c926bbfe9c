"""What moto's DynamoDB lacks: one item's conditional update as one step, also among threads."""

from threading import RLock
from typing import Any

import pytest
from moto.dynamodb.models import DynamoDBBackend


def one_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let updates wait for each other, as DynamoDB's do. Everything else still overlaps."""
    update, lock = DynamoDBBackend.update_item, RLock()

    def in_turn(self: DynamoDBBackend, *given: Any, **named: Any) -> Any:
        with lock:
            return update(self, *given, **named)

    monkeypatch.setattr(DynamoDBBackend, "update_item", in_turn)
