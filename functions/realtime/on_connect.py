"""Lets a page open the one socket it shares among everything live on it."""

from typing import Any


def handler(event: dict[str, Any], context: object) -> dict[str, int]:
    """Accept the connection: what it may hear is decided when it asks for a topic."""
    return {"statusCode": 200}
