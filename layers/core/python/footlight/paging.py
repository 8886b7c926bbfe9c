"""Cursors: where the next page of a listing begins, opaque to the caller."""

import base64
import binascii
import json
import re
from collections.abc import Mapping
from typing import Any

from footlight.errors import FootlightError

LIMIT = 300
PLAIN = re.compile(r"[0-9A-Za-z.:_-]{1,200}")


def encode(key: Mapping[str, Mapping[str, Any]] | None, *names: str) -> str | None:
    """A cursor from DynamoDB's ``LastEvaluatedKey``, of the string attributes ``names``; None at the end."""
    if not key:
        return None
    values = [key[name]["S"] for name in names]
    return base64.urlsafe_b64encode(json.dumps(values).encode()).decode().rstrip("=")


def decode(cursor: str | None, *names: str, **fixed: str) -> dict[str, dict[str, str]] | None:
    """The ``ExclusiveStartKey`` of a cursor; ``fixed`` attributes (the partition) are the server's.

    Raises FootlightError 400 ``bad_cursor`` where the cursor is not one of ours.
    """
    if cursor is None:
        return None
    try:
        # The limit comes first: a long row of brackets would exhaust the parser's stack.
        clipped = cursor[:LIMIT]
        values = json.loads(base64.urlsafe_b64decode(clipped + "=" * (-len(clipped) % 4)))
    except (binascii.Error, ValueError):
        values = None
    if not isinstance(values, list) or len(values) != len(names) or not all(_usable(v) for v in values):
        raise FootlightError("This cursor does not come from here.", code="bad_cursor")
    return {name: {"S": value} for name, value in {**dict(zip(names, values, strict=True)), **fixed}.items()}


def _usable(value: object) -> bool:
    # Ids and times only: lone surrogates, for one, would not survive the way to DynamoDB.
    return isinstance(value, str) and PLAIN.fullmatch(value) is not None
