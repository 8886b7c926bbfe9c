"""Pages of videos: what everyone may find, and what is one's own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, cast

from footlight import paging, videos

if TYPE_CHECKING:
    from pynamodb.pagination import ResultIterator

    from footlight.tables import VideoRow

FEED_KEY = ("video_id", "published_at")
OWN_KEY = ("video_id", "created_at")


def feed(cursor: str | None, limit: int) -> tuple[list[VideoRow], str | None]:
    """``limit`` videos that everyone may find, the latest published first, and the next page's cursor."""
    start = paging.decode(cursor, *FEED_KEY, feed=videos.FEED)
    found = videos.table().by_feed.query(
        videos.FEED, scan_index_forward=False, limit=limit, page_size=limit, last_evaluated_key=start
    )
    return _page(found, *FEED_KEY)


def own(owner_id: str, cursor: str | None, limit: int, deleted: bool) -> tuple[list[VideoRow], str | None]:
    """``limit`` videos of one person in whichever state, or those they deleted, the latest begun first."""
    row = videos.table()
    start = paging.decode(cursor, *OWN_KEY, owner_id=owner_id)
    found = row.by_owner.query(
        owner_id,
        filter_condition=row.deleted_at.exists() if deleted else row.deleted_at.does_not_exist(),
        scan_index_forward=False,
        limit=limit,
        # What the filter drops was read all the same: read enough for one page at once.
        page_size=max(limit, 50),
        last_evaluated_key=start,
    )
    return _page(found, *OWN_KEY)


def _page(found: ResultIterator[VideoRow], *names: str) -> tuple[list[VideoRow], str | None]:
    rows = list(found)
    key = cast("Mapping[str, Mapping[str, Any]] | None", found.last_evaluated_key)
    return rows, paging.encode(key, *names)
