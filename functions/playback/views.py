"""Counts each viewer's view of a video once a day."""

from __future__ import annotations

import time

from footlight import videos
from functions.playback.table import table

REMEMBERED_SECONDS = 24 * 3600


def count(video_id: str, viewer_id: str) -> bool:
    """Count ``viewer_id``'s view unless it was within the last day; True where it was counted."""
    from pynamodb.exceptions import PutError

    row, moment = table(), int(time.time())
    # TTL removes items late, at its own pace: what has expired counts as gone.
    forgotten = row.video_id.does_not_exist() | (row.expires <= moment)
    try:
        row(video_id, viewer_id, expires=moment + REMEMBERED_SECONDS).save(condition=forgotten)
    except PutError as error:
        if error.cause_response_code != "ConditionalCheckFailedException":
            raise
        return False
    videos.count_view(video_id)
    return True
