"""Shares: nobody is starved, nothing is overbooked, and the small are not kept waiting by the large."""

from collections import Counter
from dataclasses import dataclass, field

import pytest
from hypothesis import given
from hypothesis import strategies as st

from functions.transcode.shares import (
    LEASE,
    PATIENCE,
    QUEUE,
    Ledger,
    Limits,
    Wish,
    alive,
    budget,
    share_out,
    take,
)

ROUND = 60.0  # seconds that an item takes


def limits(workers: int) -> Limits:
    return Limits(workers, max(1, workers * 3 // 4))


@dataclass
class Queue:
    """A ledger and a clock."""

    limits: Limits
    ledger: Ledger = field(default_factory=dict)
    now: float = 0.0
    round: int = 0

    def take(self, video: str, slots: int) -> int:
        """A new round of ``video``, which is the user's with the name's first letter."""
        self.round += 1
        return self.take_again(video, slots)

    def take_again(self, video: str, slots: int) -> int:
        wish = Wish(video, video[0], slots, self.round, self.now)
        answer, self.ledger = take(self.ledger, self.limits, wish)
        return answer

    def held(self) -> Counter[str]:
        """Slots by user."""
        slots: Counter[str] = Counter()
        for entry in alive(self.ledger, self.now).values():
            slots[entry["user"]] += entry["slots"]
        return slots


@pytest.mark.parametrize(("workers", "alone", "second"), [(100, 75, 13), (4, 3, 1), (2, 1, 1), (1, 1, 0)])
def test_one_user_alone_leaves_a_share_for_the_next(workers: int, alone: int, second: int) -> None:
    queue = Queue(limits(workers))

    assert queue.take("ada", 700) == alone
    assert queue.take("bob", 700) == second


def test_two_users_get_the_same_from_the_next_round_on() -> None:
    queue = Queue(limits(100))
    queue.take("ada", 700)
    queue.take("bob", 700)

    assert (queue.take("ada", 700), queue.take("bob", 700)) == (34, 33)


def test_what_the_modest_leave_goes_to_the_others() -> None:
    queue = Queue(limits(100))
    queue.take("bob", 3)

    assert queue.take("ada", 700) == 64
    assert share_out({"a": 700, "b": 3, "c": 40}, 90, 75) == {"a": 47, "b": 3, "c": 40}


def test_a_user_divides_what_is_his() -> None:
    queue = Queue(limits(100))
    queue.take("ada-1", 700)

    # He has what one may have: his second video comes in with the next round of his first.
    assert queue.take("ada-2", 700) == 0
    assert queue.take("ada-1", 700) == 38
    assert queue.take("ada-2", 700) == 37


def test_a_retry_of_a_round_is_answered_the_same() -> None:
    queue = Queue(limits(100))
    assert queue.take("ada", 700) == 75
    before = queue.ledger
    Queue.take_again(queue, "bob", 5)

    assert queue.take_again("ada", 700) == 75
    queue.ledger = before
    assert queue.take_again("ada", 3) == 75


def test_what_was_abandoned_is_free_after_a_while() -> None:
    queue = Queue(limits(4))
    queue.take("ada", 700)
    queue.now = LEASE - 1
    assert queue.take("bob", 700) == 1
    queue.now = LEASE
    assert queue.take("bob", 700) == 3
    assert list(queue.ledger) == ["bob"]


def test_who_waits_longest_comes_next_and_who_left_is_not_waited_for() -> None:
    queue = Queue(limits(1))
    queue.take("ada", 9)
    assert [queue.take("bob", 9), queue.take("cleo", 9)] == [0, 0]
    queue.now = 10
    # Ada's turn is over, and Bob's has come.
    assert [queue.take("ada", 9), queue.take("cleo", 9), queue.take("bob", 9)] == [0, 0, 1]
    queue.now = 10 + PATIENCE
    # Neither Ada nor Cleo asked again.
    assert queue.take("bob", 9) == 1


def test_who_wants_nothing_holds_nothing() -> None:
    queue = Queue(limits(4))
    queue.take("ada", 9)

    assert queue.take("ada", 0) == 0
    assert not queue.ledger


def test_asking_again_while_waiting_changes_nothing_that_must_be_written() -> None:
    queue = Queue(limits(1))
    queue.take("ada", 9)
    queue.take("bob", 9)
    before = dict(queue.ledger)
    queue.now = PATIENCE / 3
    assert queue.take_again("bob", 9) == 0
    assert queue.ledger == before


def test_the_queue_has_an_end() -> None:
    queue = Queue(limits(1))
    queue.take("ada", 9)
    for number in range(QUEUE + 5):
        queue.take(f"bob-{number}", 9)

    assert len(queue.ledger) == QUEUE + 1


Asks = st.lists(
    st.tuples(
        st.sampled_from(["a1", "a2", "a3", "b1", "b2", "c1", "d1"]),
        st.integers(0, 40),
        st.sampled_from([0.0, 5.0, 70.0, 700.0]),
    ),
    max_size=40,
)


@given(workers=st.integers(1, 30), per_user=st.integers(1, 30), asks=Asks)
def test_never_more_than_there_is(workers: int, per_user: int, asks: list[tuple[str, int, float]]) -> None:
    queue = Queue(Limits(workers, per_user))
    for video, slots, later in asks:
        queue.now += later
        granted = queue.take(video, slots)
        assert 0 <= granted <= slots
        assert sum(queue.held().values()) <= workers
        assert max(queue.held().values(), default=0) <= per_user


@given(workers=st.integers(1, 30), per_user=st.integers(1, 30), asks=Asks)
def test_somebody_is_always_served(workers: int, per_user: int, asks: list[tuple[str, int, float]]) -> None:
    """Whatever happened before: where all running rounds have ended, not everyone is told to wait."""
    queue = Queue(Limits(workers, per_user))
    for video, slots, later in asks:
        queue.now += later
        queue.take(video, slots)
    running = [video for video, entry in alive(queue.ledger, queue.now).items() if entry["slots"]]
    for video in running:
        queue.take(video, 0)
    waiting = list(alive(queue.ledger, queue.now))

    assert not waiting or any(queue.take(video, 9) for video in waiting)


@given(
    workers=st.integers(1, 60),
    users=st.dictionaries(st.sampled_from("abcdef"), st.integers(1, 99), min_size=2),
)
def test_after_a_while_everyone_has_his_share(workers: int, users: dict[str, int]) -> None:
    queue = Queue(Limits(workers, workers))
    for _ in range(2 * len(users) + 2):
        for user, wanted in users.items():
            queue.take(user, wanted)

    share = workers // (len(users) + 1)
    assert all(queue.held()[user] >= min(wanted, share) for user, wanted in users.items())
    assert sum(queue.held().values()) <= budget(workers, len(users))


def finish(workers: int, videos: dict[str, tuple[float, int]]) -> dict[str, tuple[float, float]]:
    """(waited, took) in seconds of each video's (arrival, items), where every item takes ``ROUND``."""
    queue, left = Queue(limits(workers)), {video: items for video, (_, items) in videos.items()}
    # When each one asks next, and what it has got for the round until then.
    asks, granted = {video: at for video, (at, _) in videos.items()}, dict.fromkeys(videos, 0)
    begun: dict[str, float] = {}
    ended: dict[str, float] = {}
    while asks:
        video = min(asks, key=lambda each: (asks[each], each))
        queue.now = asks[video]
        left[video] -= granted[video]
        granted[video] = queue.take(video, left[video])
        if granted[video]:
            begun.setdefault(video, queue.now)
        asks[video] += ROUND if granted[video] else 5.0
        if not left[video]:
            ended[video] = asks.pop(video) - 5.0
    return {video: (begun[video] - at, ended[video] - at) for video, (at, _) in videos.items()}


def test_three_hours_do_not_delay_thirty_seconds() -> None:
    times = finish(100, {"ada": (0, 700), "bob": (10, 3)})

    assert times["bob"] == (0, ROUND)
    # And three hours do not take much longer for it.
    assert times["ada"][1] == finish(100, {"ada": (0, 700)})["ada"][1] == 10 * ROUND


def test_nor_on_a_laptop() -> None:
    waited, took = finish(4, {"ada": (0, 700), "bob": (10, 3)})["bob"]

    assert waited == 0
    assert took <= 2 * ROUND


def test_a_crowd_of_long_ones_does_not_either() -> None:
    crowd = {f"{user}-{number}": (0.0, 200) for user in "abcdefgh" for number in range(3)}

    assert finish(100, {**crowd, "zoe": (130, 3)})["zoe"] == (0, ROUND)
    # Not even while all of the crowd has only just begun.
    assert finish(100, {**crowd, "zoe": (30, 3)})["zoe"][0] < ROUND


def test_one_worker_serves_two_in_turn() -> None:
    times = finish(1, {"ada": (0, 20), "bob": (10, 3)})

    assert times["bob"][0] < ROUND
    assert times["bob"][1] < 7 * ROUND
