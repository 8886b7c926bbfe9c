"""Whose turn it is to encode: one ledger in DynamoDB for all running videos; shares.py says what is fair."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from footlight import clients
from footlight.observe import logger
from footlight.settings import settings
from functions.transcode import shares
from functions.transcode.shares import Ledger, Limits, Wish

if TYPE_CHECKING:
    from functions.transcode.turn_rows import TurnRow

KEY = "encoders"
WORKERS = 100
ACCOUNT_ASKED_EVERY = 600
ATTEMPTS = 30
# Seconds; many rounds may end at the same moment.
LONGEST_PAUSE = 0.5


class Crowded(Exception):
    """Others changed the ledger at each of our attempts: the caller's retry tries again."""


@cache
def table() -> type[TurnRow]:
    """The turns table, bound to this deployment's name for it."""
    from functions.transcode.turn_rows import TurnRow

    TurnRow.Meta.table_name = settings()["turns_table"]
    return TurnRow


def take(video_id: str, owner_id: str, wanted: int, round_number: int) -> int:
    """How many items (0 to ``wanted``; 0: wait, and ask again within a minute) a video may have encoded now.

    They replace what it held, and are its until it takes again or gives back, twenty minutes at most. The
    same round is answered the same. Raises Crowded.
    """
    limits = _limits()

    def ask(ledger: Ledger) -> tuple[int, Ledger]:
        return shares.take(ledger, limits, Wish(video_id, owner_id, wanted, round_number, time.time()))

    return _change(ask)


def give_back(video_id: str) -> None:
    """The video neither encodes nor waits any more. Repeatable. Raises Crowded."""

    def without(ledger: Ledger) -> tuple[int, Ledger]:
        entries = {video: entry for video, entry in ledger.items() if video != video_id}
        return 0, entries

    _change(without)


def workers() -> int:
    """How many encoders may run at once: the setting, but at most half of what the account has."""
    wanted = settings().integer("encode_workers", WORKERS)
    most = _account(int(time.time() // ACCOUNT_ASKED_EVERY))
    return max(1, wanted if most is None else min(wanted, most // 2))


def _limits() -> Limits:
    everyone = workers()
    per_user = settings().integer("workers_per_user", everyone * 3 // 4)
    return Limits(everyone, max(1, per_user))


@lru_cache(maxsize=1)
def _account(_: int) -> int | None:
    """How many Lambdas the account may run at once, or None where it does not tell."""
    from botocore.exceptions import BotoCoreError, ClientError

    try:
        return clients.functions().get_account_settings()["AccountLimit"]["ConcurrentExecutions"]
    except (BotoCoreError, ClientError, KeyError) as error:
        logger().warning("The account's limit of Lambdas is unknown", extra={"error": str(error)})
        return None


def _change(decide: Callable[[Ledger], tuple[int, Ledger]]) -> int:
    """Let ``decide`` change the ledger, again and again until nobody else did meanwhile; its answer."""
    for attempt in range(ATTEMPTS):
        version, before = _read()
        answer, after = decide(before)
        if after == before or _written(version, after):
            return answer
        time.sleep(random.uniform(0, min(LONGEST_PAUSE, 0.01 * 2**attempt)))
    raise Crowded


def _read() -> tuple[int, Ledger]:
    try:
        row = table().get(KEY, consistent_read=True)
    except table().DoesNotExist:
        return 0, {}
    return int(row.version), row.entries


def _written(version: int, ledger: Ledger) -> bool:
    """Whether the ledger could be put in place of its ``version``."""
    from pynamodb.exceptions import UpdateError

    row = table()
    try:
        row(KEY).update(
            actions=[row.version.set(version + 1), row.entries.set(dict(ledger))],
            condition=row.version == version if version else row.version.does_not_exist(),
        )
    except UpdateError as error:
        if error.cause_response_code != "ConditionalCheckFailedException":
            raise
        return False
    return True
