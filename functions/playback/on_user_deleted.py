"""An account is gone: the edge forgets its avatar. Each of its videos is told of by itself."""

from collections.abc import Mapping
from typing import Any

from footlight import events
from functions.playback import edge


def handler(event: Mapping[str, Any], context: object) -> None:
    """EventBridge's UserDeleted, told once the avatars are removed. Repeatable."""
    gone = events.parse(events.UserDeleted, event)
    edge.forget(f"/media/public/{gone.user_id}/*", f"{gone.user_id}-gone")
