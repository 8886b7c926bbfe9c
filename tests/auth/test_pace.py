"""Answers that take the same time."""

import time

import pytest

from functions.auth import pace


def test_quick_and_failing_answers_take_as_long_as_others(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pace, "FLOOR_SECONDS", 0.05)
    started = time.monotonic()
    with pytest.raises(KeyError), pace.even():
        raise KeyError
    assert time.monotonic() - started >= 0.05
