"""The messages of the socket: JSON with an ``action`` and an ``id``; the answer carries the same ``id``.

Topics, tickets and presence come with the realtime issue; what is here is the shape that they keep.
"""

import json
from typing import Any

# Frames of API Gateway are at most 32 KB; nobody's question is longer than this.
LONGEST = 8 * 1024
Answer = dict[str, Any]


def answer(text: str, at: str) -> Answer:
    """What to answer to one frame ``text`` that arrived ``at`` (ISO 8601)."""
    if len(text) > LONGEST:
        return error(None, "too_large", "A message may have at most 8 KiB.")
    try:
        message = json.loads(text)
    except (ValueError, RecursionError):
        return error(None, "not_json", "A message is a JSON object.")
    if not isinstance(message, dict):
        return error(None, "not_json", "A message is a JSON object.")
    given = message.get("id")
    known_by = given if isinstance(given, str) and len(given) <= 64 else None
    if message.get("action") == "ping":
        return {"id": known_by, "action": "pong", "at": at}
    return error(known_by, "unknown_action", "There is no such action.")


def error(known_by: str | None, code: str, detail: str) -> Answer:
    """The one shape of an error on the socket."""
    return {"id": known_by, "error": {"code": code, "detail": detail}}
