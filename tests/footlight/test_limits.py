"""Limits, alone and in a crowd."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as examples
from hypothesis import strategies as st
from moto import mock_aws

from footlight import limits
from footlight.errors import TooManyRequests
from tests.atomic import one_at_a_time

Clock = Callable[[float], None]


@pytest.fixture
def clock(settings: pytest.MonkeyPatch) -> Iterator[Clock]:
    """An empty limits table, and a clock to be set to an epoch second."""
    one_at_a_time(settings)
    with mock_aws():
        limits.table().create_table(billing_mode="PAY_PER_REQUEST")
        yield lambda moment: settings.setattr("time.time", lambda: moment)


def spends(key: str, limit: int, amount: int = 1) -> bool:
    try:
        limits.spend(key, limit, 3600, amount)
    except TooManyRequests:
        return False
    return True


def test_a_window_is_spent_and_the_next_one_is_fresh(clock: Clock) -> None:
    clock(7200.0)
    assert [spends("ada", 3) for _ in range(4)] == [True, True, True, False]
    assert spends("bob", 3)
    clock(10_799.9)
    assert not spends("ada", 3)
    clock(10_800.0)
    assert spends("ada", 3)


@pytest.mark.parametrize(("moment", "seconds"), [(7200, 3600), (7200.5, 3600), (10_000, 800), (10_799.9, 1)])
def test_who_is_refused_learns_when_to_come_back(clock: Clock, moment: float, seconds: int) -> None:
    clock(moment)
    with pytest.raises(TooManyRequests) as refusal:
        limits.spend("ada", 0, 3600, detail="Enough for today.", code="quota_exceeded")
    assert refusal.value.retry_after == seconds
    assert (refusal.value.detail, refusal.value.code) == ("Enough for today.", "quota_exceeded")
    clock(moment + seconds)
    assert spends("ada", 1)


def test_what_does_not_fit_is_not_taken(clock: Clock) -> None:
    clock(0)
    assert spends("bytes", 100, 60)
    assert not spends("bytes", 100, 41)
    assert not spends("bytes", 100, 101)
    assert spends("bytes", 100, 40)
    assert not spends("bytes", 100)


def test_a_window_is_forgotten_by_the_table_once_it_ended(clock: Clock) -> None:
    clock(7200.0)
    limits.spend("ada", 3, 3600)
    (row,) = limits.table().scan()
    assert (row.used, row.expires) == (1, 10_800)


@examples(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(limit=st.integers(0, 40), amounts=st.lists(st.integers(1, 12), min_size=1, max_size=24))
def test_a_crowd_never_takes_more_than_there_is(clock: Clock, limit: int, amounts: list[int]) -> None:
    clock(0)
    key = uuid4().hex
    with ThreadPoolExecutor(8) as crowd:
        taken = list(crowd.map(lambda amount: spends(key, limit, amount), amounts))
    total = sum(amount for amount, good in zip(amounts, taken, strict=True) if good)
    assert total <= limit
    # Nobody was refused what was left for them.
    refused = [amount for amount, good in zip(amounts, taken, strict=True) if not good]
    assert all(total + amount > limit for amount in refused)
