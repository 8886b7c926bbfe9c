"""Videos: the states they go through, and the only ways in which their rows change."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING, Any, Literal

from footlight import media
from footlight.clock import now
from footlight.errors import Conflict, NotFound
from footlight.settings import settings

if TYPE_CHECKING:
    from footlight.tables import VideoRow

State = Literal["uploading", "uploaded", "processing", "playable", "ready", "failed"]

# Which states a video may come from. A step that runs twice finds itself already in its target.
COMES_FROM: dict[State, frozenset[State]] = {
    "uploading": frozenset(),
    "uploaded": frozenset({"uploading"}),
    "processing": frozenset({"uploaded", "processing"}),
    "playable": frozenset({"processing", "playable"}),
    "ready": frozenset({"processing", "playable"}),
    "failed": frozenset({"uploading", "uploaded", "processing", "playable"}),
}
WATCHABLE: frozenset[State] = frozenset({"playable", "ready"})
UNFINISHED: frozenset[State] = frozenset({"uploaded", "processing", "playable"})
# What the row of a video says that has no files any more.
NOTHING_LEFT: dict[str, None] = dict.fromkeys(
    ("media_prefix", "manifest", "poster", "posters", "storyboard", "renditions")
)
FEED = "public"
BIN = "deleted"
STRAY = "stray"
WORK = "open"
RESTORABLE_DAYS = 7
ATTEMPTS = 8

Changes = dict[str, Any]
Decide = Callable[["VideoRow"], Changes | None]


@cache
def table() -> type[VideoRow]:
    """The videos table, bound to this deployment's name for it."""
    from footlight.tables import VideoRow

    VideoRow.Meta.table_name = settings()["videos_table"]
    return VideoRow


def find(video_id: str) -> VideoRow | None:
    """The row of ``video_id``, or None."""
    row = table()
    try:
        return row.get(video_id, consistent_read=True)
    except row.DoesNotExist:
        return None


def get(video_id: str) -> VideoRow:
    """The row of ``video_id``. Raises NotFound."""
    row = find(video_id)
    if row is None:
        raise NotFound("This video does not exist.")
    return row


def may_see(row: VideoRow, user_id: str | None) -> bool:
    """Whether ``user_id`` (None: a visitor) may know of it: its owner always, others by visibility."""
    if row.owner_id == user_id:
        return True
    return row.visibility != "private" and row.deleted_at is None


def feed_of(values: Changes) -> str | None:
    """The feed in which a video with these attributes is listed, or None."""
    listed = (
        values["visibility"] == "public" and values["state"] in WATCHABLE and values["deleted_at"] is None
    )
    return FEED if listed else None


def bin_of(values: Changes) -> str | None:
    """The bin from which the purge takes a video with these attributes, or None."""
    return BIN if values["deleted_at"] is not None else None


def work_of(values: Changes) -> str | None:
    """The list from which transcode's sweep takes a video with these attributes, or None."""
    return WORK if values["state"] in UNFINISHED else None


def stray_of(values: Changes) -> str | None:
    """Where the sweep finds a video whose files lie on the wrong side or are being moved, or None."""
    prefix = values["media_prefix"]
    side = media.audience(values["visibility"], values["deleted_at"] is not None)
    misplaced = prefix is not None and media.is_private(prefix) != (side == "private")
    return STRAY if misplaced or values["moving"] is not None else None


def published(values: Changes) -> str | None:
    """When others could first watch a video with these attributes: this moment at the latest, or None."""
    if values["published_at"] is None and values["state"] in WATCHABLE and values["visibility"] != "private":
        return now()
    moment: str | None = values["published_at"]
    return moment


def promise(video_id: str, owner_id: str, **attributes: Any) -> VideoRow:
    """A video whose upload begins now, for its creator to store; ``attributes`` as in the table."""
    moment = now()
    return table()(
        video_id, owner_id=owner_id, created_at=moment, updated_at=moment, state="uploading", **attributes
    )


def change(video_id: str, decide: Decide) -> VideoRow | None:
    """Apply what ``decide`` makes of the current row, in one atomic step; retried when someone was faster.

    ``decide`` returns the attributes to set (None removes one), or None to leave the row alone, which this
    function then returns too. Raises NotFound, and Conflict where the row never stood still.
    """
    from pynamodb.exceptions import UpdateError

    for attempt in range(ATTEMPTS):
        # Encoders of one video report at the same moment: spread them out.
        time.sleep(random.uniform(0, 0.01 * 2**attempt) if attempt else 0)
        row = get(video_id)
        changes = decide(row)
        if changes is None:
            return None
        try:
            row.update(actions=_actions(row, changes), condition=table().revision == row.revision)
        except UpdateError as error:
            if error.cause_response_code != "ConditionalCheckFailedException":
                raise
            continue
        return row
    raise Conflict("This video is being changed by somebody else. Try again.")


def advance(video_id: str, state: State, **changes: Any) -> bool:
    """Bring a video to ``state`` with further ``changes``; False where it is gone or may not go there.

    Repeating a step is harmless: it happens once.
    """

    def decide(row: VideoRow) -> Changes | None:
        if row.state not in COMES_FROM[state]:
            return None
        return {"state": state, **changes}

    try:
        return change(video_id, decide) is not None
    except NotFound:
        return False


def remove(video_id: str, only_in: State | None = None) -> bool:
    """Remove the row, with ``only_in`` only while it is in that state; False where it stays. Repeatable."""
    from pynamodb.exceptions import DeleteError

    row = table()
    condition = None if only_in is None else row.video_id.does_not_exist() | (row.state == only_in)
    try:
        row(video_id).delete(condition=condition)
    except DeleteError as error:
        if error.cause_response_code != "ConditionalCheckFailedException":
            raise
        return False
    return True


def count_view(video_id: str) -> None:
    """Add one view, where the video still exists. Atomic, and no reason for others to retry."""
    from pynamodb.exceptions import UpdateError

    row = table()
    try:
        row(video_id).update(actions=[row.views.add(1)], condition=row.video_id.exists())
    except UpdateError as error:
        if error.cause_response_code != "ConditionalCheckFailedException":
            raise


def progress(video_id: str, percent: int) -> bool:
    """Raise the percentage, never lower it; False where nobody waits for it: gone, failed or ready.

    The revision stays as it was, so that a person's edit need not try again because of it.
    """
    from pynamodb.exceptions import UpdateError

    row = table()
    busy = row.state.is_in("processing", "playable")
    try:
        row(video_id).update(actions=[row.percent.set(percent)], condition=busy & (row.percent < percent))
    except UpdateError as error:
        if error.cause_response_code != "ConditionalCheckFailedException":
            raise
        now_row = find(video_id)
        return now_row is not None and now_row.state in ("processing", "playable")
    return True


def _actions(row: VideoRow, changes: Changes) -> list[Any]:
    decisive = ("visibility", "state", "deleted_at", "published_at", "media_prefix", "moving")
    merged = {name: getattr(row, name) for name in decisive} | changes
    final = {
        **changes,
        "feed": feed_of(merged),
        "bin": bin_of(merged),
        "stray": stray_of(merged),
        "work": work_of(merged),
        "published_at": published(merged),
        "updated_at": now(),
        "revision": row.revision + 1,
    }
    actions = []
    for name, value in final.items():
        attribute = getattr(type(row), name)
        if value is None:
            actions.append(attribute.remove())
        else:
            actions.append(attribute.set(value))
    return actions
