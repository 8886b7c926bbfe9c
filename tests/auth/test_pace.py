"""Answers that take the same time."""

import time

import pytest

from functions.auth import pace


@pytest.mark.parametrize(("floor", "mailing"), [("FLOOR_SECONDS", False), ("MAILING_SECONDS", True)])
def test_quick_and_failing_answers_take_as_long_as_others(
    monkeypatch: pytest.MonkeyPatch, floor: str, mailing: bool
) -> None:
    monkeypatch.setattr(pace, "FLOOR_SECONDS", 0.0)
    monkeypatch.setattr(pace, floor, 0.05)
    started = time.monotonic()
    with pytest.raises(KeyError), pace.even(mailing=mailing):
        raise KeyError
    assert time.monotonic() - started >= 0.05
