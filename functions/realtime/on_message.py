"""Answers what a page says on its socket."""

from typing import Any

from footlight import sockets
from footlight.clock import now
from functions.realtime.protocol import answer


def handler(event: dict[str, Any], context: object) -> dict[str, int]:
    """Parse one frame, answer it on the same connection."""
    reply = answer(event.get("body") or "", now())
    sockets.post(event["requestContext"]["connectionId"], reply)
    return {"statusCode": 200}
