"""How encoders are shared out between users and their videos: plain rules on a plain ledger, no AWS."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypedDict

# Seconds. Encoders live fifteen minutes at most; a round that was killed holds its slots a little longer.
LEASE = 20 * 60
# Who waits asks again soon; who did not for this long has given up.
PATIENCE = 2 * 60
# A ledger is one DynamoDB item of 400 kB: more than this many need not have a place in the queue.
QUEUE = 1000


class Entry(TypedDict):
    """A running video: it holds ``slots``, or waits since ``since`` (0 slots). Times are epoch seconds."""

    user: str
    slots: int
    wanted: int
    round: int
    since: float
    until: float


# By video.
Ledger = Mapping[str, Entry]


@dataclass(frozen=True)
class Limits:
    """How many encoders may run at once: in all, and of one user."""

    workers: int
    per_user: int


@dataclass(frozen=True)
class Wish:
    """A video wants ``slots`` for its round ``round`` at the moment ``now``, in epoch seconds."""

    video: str
    user: str
    slots: int
    round: int
    now: float


def take(ledger: Ledger, limits: Limits, wish: Wish) -> tuple[int, Ledger]:
    """How many slots (0: wait) the wish is granted, in place of what its video holds, and the ledger then.

    A round that asks again is answered the same while it holds them.
    """
    others = alive(ledger, wish.now)
    mine = others.pop(wish.video, None)
    if mine and mine["slots"] and mine["round"] == wish.round:
        return mine["slots"], others | {wish.video: mine}
    if wish.slots < 1:
        return 0, others
    since = mine["since"] if mine and not mine["slots"] else wish.now
    slots = _grant(others, limits, wish, since)
    until = wish.now + (LEASE if slots else PATIENCE)
    if mine and not slots and not mine["slots"] and mine["until"] > wish.now + PATIENCE / 2:
        until = mine["until"]  # nothing to write
    entry = Entry(user=wish.user, slots=slots, wanted=wish.slots, round=wish.round, since=since, until=until)
    waiting = sum(not each["slots"] for each in others.values())
    return slots, others | ({wish.video: entry} if slots or waiting < QUEUE else {})


def alive(ledger: Ledger, now: float) -> dict[str, Entry]:
    """The entries that have not expired."""
    return {video: entry for video, entry in ledger.items() if entry["until"] > now}


def share_out(wishes: Mapping[str, int], budget: int, most: int) -> dict[str, int]:
    """The same for everyone, ``most`` at most; what the modest leave goes to the others.

    What cannot be divided goes to who wants least: he will be done soon.
    """
    shares = {}
    modest_first = sorted(wishes.items(), key=lambda each: (min(each[1], most), each[1], each[0]))
    for place, (who, wanted) in enumerate(modest_first):
        among = len(wishes) - place
        shares[who] = min(wanted, most, -(-budget // among))
        budget -= shares[who]
    return shares


def budget(workers: int, users: int) -> int:
    """How many slots ``users`` may hold together: a share is kept for the user who comes next."""
    return max(1, workers * 3 // 4) if users == 1 else workers - workers // (users + 1)


def _grant(others: Mapping[str, Entry], limits: Limits, wish: Wish, since: float) -> int:
    held = _held(others)
    own = held.get(wish.user, 0)
    ahead = _ahead(others, limits, wish, since)
    free = limits.workers - sum(held.values()) - len(ahead)
    # Of what is kept for the next one, nobody takes more than half: another one may come after him.
    at_once = max(budget(limits.workers, len({wish.user, *held})) - sum(held.values()), (free + 1) // 2)
    allowed = limits.per_user - own - ahead.count(wish.user)
    of_user, of_video = _entitled(others, limits, wish)
    # Whoever finds something free begins, even where others hold more than they would be given now.
    fair = max(1, min(of_video, of_user - own, at_once))
    return max(0, min(wish.slots, fair, free, allowed))


def _ahead(others: Mapping[str, Entry], limits: Limits, wish: Wish, since: float) -> list[str]:
    """The users of the videos that wait and come first: whose user holds less, then who waits longer."""
    held = _held(others)
    return [
        entry["user"]
        for video, entry in others.items()
        if not entry["slots"]
        and held[entry["user"]] < limits.per_user
        and (held[entry["user"]], entry["since"], video) < (held.get(wish.user, 0), since, wish.video)
    ]


def _held(entries: Mapping[str, Entry]) -> dict[str, int]:
    held: dict[str, int] = {}
    for entry in entries.values():
        held[entry["user"]] = held.get(entry["user"], 0) + entry["slots"]
    return held


def _entitled(others: Mapping[str, Entry], limits: Limits, wish: Wish) -> tuple[int, int]:
    """What is due to the wish's user, and of that to its video, when everyone has had a new turn."""
    wishes = {wish.user: {wish.video: wish.slots}}
    for video, entry in others.items():
        wishes.setdefault(entry["user"], {})[video] = entry["wanted"]
    users = {user: sum(videos.values()) for user, videos in wishes.items()}
    of_user = share_out(users, budget(limits.workers, len(users)), limits.per_user)[wish.user]
    return of_user, share_out(wishes[wish.user], of_user, of_user)[wish.video]
