"""Turns: the ledger of who encodes, alone and in a crowd of rounds that end at the same moment."""

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from botocore.exceptions import ClientError
from moto import mock_aws

from footlight import clients
from footlight.settings import settings as footlight_settings
from functions.transcode import shares, turns
from tests.atomic import one_at_a_time


class Account:
    """Lambda, as far as it tells how many may run at once."""

    def __init__(self, limit: int | None = 1000) -> None:
        self.limit = limit
        self.asked = 0

    def get_account_settings(self) -> dict[str, Any]:
        self.asked += 1
        if self.limit is None:
            raise ClientError({"Error": {"Code": "AccessDeniedException"}}, "GetAccountSettings")
        return {"AccountLimit": {"ConcurrentExecutions": self.limit}}


@pytest.fixture
def account(settings: pytest.MonkeyPatch) -> Iterator[Account]:
    """An empty turns table in an account of 1000 Lambdas."""
    told = Account()
    settings.setenv("FOOTLIGHT_TURNS_TABLE", "footlight-turns")
    settings.setattr(clients, "functions", lambda: told)
    one_at_a_time(settings)
    with mock_aws():
        turns.table().create_table(billing_mode="PAY_PER_REQUEST")
        footlight_settings.cache_clear()  # so that a test may still change what its code will read
        yield told


def entries() -> dict[str, Any]:
    held: dict[str, Any] = turns.table().get(turns.KEY).entries
    return held


@pytest.mark.usefixtures("account")
def test_turns_are_taken_and_given_back() -> None:
    assert turns.take("film", "ada", 700, 1) == 75
    assert turns.take("film", "ada", 700, 1) == 75
    assert turns.take("clip", "bob", 3, 1) == 3
    turns.give_back("film")
    turns.give_back("film")

    assert list(entries()) == ["clip"]
    assert turns.take("film", "ada", 5, 2) == 5


@pytest.mark.usefixtures("account")
def test_nothing_need_be_there_to_be_given_back() -> None:
    turns.give_back("film")

    assert turns.take("film", "ada", 1, 1) == 1


@pytest.mark.usefixtures("account")
def test_the_ledger_forgets_what_expired(settings: pytest.MonkeyPatch) -> None:
    for number in range(5):
        turns.take(f"film-{number}", "ada", 700, 1)
    later = time.time() + shares.LEASE
    settings.setattr("time.time", lambda: later)
    turns.take("clip", "bob", 3, 1)

    assert list(entries()) == ["clip"]


@pytest.mark.parametrize(
    ("setting", "account_has", "workers"),
    [("100", 1000, 100), ("100", 50, 25), ("100", None, 100), ("4", 1000, 4), ("4", 1, 1)],
)
def test_encoders_leave_half_of_the_account_to_the_site(
    account: Account, settings: pytest.MonkeyPatch, setting: str, account_has: int | None, workers: int
) -> None:
    settings.setenv("FOOTLIGHT_ENCODE_WORKERS", setting)
    account.limit = account_has

    assert turns.workers() == workers
    assert turns.workers() == workers
    assert account.asked == 1


@pytest.mark.usefixtures("account")
def test_one_user_may_have_less_by_decision(settings: pytest.MonkeyPatch) -> None:
    settings.setenv("FOOTLIGHT_WORKERS_PER_USER", "10")

    assert turns.take("film", "ada", 700, 1) == 10
    assert turns.take("clip", "ada", 700, 1) == 0


@pytest.mark.usefixtures("account")
def test_a_crowd_never_takes_more_than_there_is(settings: pytest.MonkeyPatch) -> None:
    settings.setenv("FOOTLIGHT_ENCODE_WORKERS", "10")
    together, read = Barrier(8), turns._read
    first = iter(range(8))

    def read_at_once() -> tuple[int, shares.Ledger]:
        found = read()
        if next(first, None) is not None:
            together.wait(10)  # so that at least seven of eight have to try again
        return found

    settings.setattr(turns, "_read", read_at_once)
    users = [f"user-{number % 4}" for number in range(24)]
    with ThreadPoolExecutor(8) as crowd:
        granted = list(crowd.map(lambda n: turns.take(f"film-{n}", users[n], 5, 1), range(len(users))))

    # Nothing was lost: what was answered is what is written.
    assert granted == [entries()[f"film-{number}"]["slots"] for number in range(len(users))]
    assert 0 < sum(granted) <= 10
    with ThreadPoolExecutor(8) as crowd:
        list(crowd.map(lambda n: turns.give_back(f"film-{n}"), range(len(users))))
    assert entries() == {}


@pytest.mark.usefixtures("account")
def test_who_never_gets_through_says_so(settings: pytest.MonkeyPatch) -> None:
    settings.setattr("time.sleep", lambda _: None)
    turns.take("film", "ada", 1, 1)
    read = turns._read
    # Somebody else is always a little faster.
    settings.setattr(turns, "_read", lambda: (read()[0] - 1, {}))

    with pytest.raises(turns.Crowded):
        turns.take("clip", "bob", 1, 1)
