"""Limits that hold however many Lambdas run at once: fixed windows, counted in DynamoDB."""

from __future__ import annotations

import math
import time
from functools import cache
from typing import TYPE_CHECKING

from footlight.errors import TooManyRequests
from footlight.settings import settings

if TYPE_CHECKING:
    from footlight.limit_rows import LimitRow


@cache
def table() -> type[LimitRow]:
    """The limits table, bound to this deployment's name for it."""
    from footlight.limit_rows import LimitRow

    LimitRow.Meta.table_name = settings()["limits_table"]
    return LimitRow


def spend(
    key: str, limit: int, window_seconds: int, amount: int = 1, *, detail: str = "", code: str | None = None
) -> None:
    """Take ``amount`` out of what ``key`` may use within the current window of ``window_seconds``.

    One conditional update decides, so that requests at the same moment cannot spend the same allowance.
    Raises TooManyRequests, with the seconds until the next window, and then nothing was spent.
    """
    from pynamodb.exceptions import UpdateError

    row, moment = table(), time.time()
    window = int(moment // window_seconds)
    ends = (window + 1) * window_seconds
    # Each window is an item of its own: nothing needs resetting, and TTL tidies up.
    item = row(f"{key}#{window_seconds}#{window}")
    try:
        if amount > limit:
            raise _refusal(ends - moment, detail, code)
        item.update(
            actions=[row.used.add(amount), row.expires.set(ends)],
            condition=row.used.does_not_exist() | (row.used <= limit - amount),
        )
    except UpdateError as error:
        if error.cause_response_code != "ConditionalCheckFailedException":
            raise
        raise _refusal(ends - moment, detail, code) from None


def give_back(key: str, window_seconds: int, amount: int = 1) -> None:
    """Undo a ``spend`` of this very moment, for what was refused after all.

    At the turn of a window it is the new window that gets it: one more than its limit, or nothing.
    """
    from pynamodb.exceptions import UpdateError

    row = table()
    item = row(f"{key}#{window_seconds}#{int(time.time() // window_seconds)}")
    try:
        item.update(actions=[row.used.add(-amount)], condition=row.used >= amount)
    except UpdateError as error:
        if error.cause_response_code != "ConditionalCheckFailedException":
            raise


def _refusal(seconds: float, detail: str, code: str | None) -> TooManyRequests:
    return TooManyRequests(
        detail or "That was too often. Please wait a while and try again.",
        math.ceil(seconds),
        code=code,
    )
