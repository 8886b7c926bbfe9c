"""Moves a video's files to the side of /media on which who may watch it wants them.

Copy everything, flip ``media_prefix``, delete the old: at each moment the prefix names a complete set. Only
one mover works on a video at a time; it holds a lease on the row, and lets go of it only when the row, in the
same atomic step, wants what is. Who finds another mover at work comes again: that one may be dead.

Until a video is ready its files still come, below the private prefix (functions/transcode/showing.py). So the
private side is never older than the public one, and is emptied only of a video that is ready.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from footlight import media, shelves, videos
from footlight.errors import NotFound
from functions.playback import edge
from functions.playback.lease import Lease

if TYPE_CHECKING:
    from footlight.tables import VideoRow


def relocate(video_id: str, owner_id: str, mover: str) -> None:
    """Bring the files where they belong. Repeatable; ``mover`` is the event's id, the same on each retry.

    Raises Busy.
    """
    try:
        row = _take(video_id, mover)
        while row is not None:
            _move(row, mover)
            row = _let_go(video_id, mover)
    except NotFound:
        # Purged meanwhile: what we copied may have come after on_video_deleted looked.
        shelves.remove_video(owner_id, video_id)


def _take(video_id: str, mover: str) -> VideoRow | None:
    def decide(row: VideoRow) -> videos.Changes | None:
        if row.media_prefix is None and row.moving is None:
            return None
        lease = Lease.taken(row.moving, mover)
        if lease is None:
            raise Busy(video_id)
        return {"moving": lease}

    return videos.change(video_id, decide)


def _move(row: VideoRow, mover: str) -> None:
    old, new = row.media_prefix, media.home(row)
    if old is not None and old != new:
        shelves.copy(old, new, over=media.is_private(old))
        _flip(row.video_id, mover, old, new)
    _clean(videos.get(row.video_id), mover, complete=row.state == "ready")


def _flip(video_id: str, mover: str, old: str, new: str) -> None:
    def decide(row: VideoRow) -> videos.Changes | None:
        mine = _holds(row, mover)
        if not mine or row.media_prefix != old or media.home(row) != new:
            return None
        return {"media_prefix": new, "moving": Lease.taken(row.moving, mover, left=old)}

    videos.change(video_id, decide)


def _clean(row: VideoRow, mover: str, complete: bool) -> None:
    """Remove what lies on the side where ``row`` is not, be it left there or copied in vain.

    ``complete``: it was ready before anything was copied, so that whatever lies there is known.
    """
    if not _holds(row, mover):
        return
    public, private = (media.prefix(side, row.owner_id, row.video_id) for side in ("public", "private"))
    if row.media_prefix == public == media.home(row):
        shelves.copy(private, public)
        if complete:
            shelves.remove(private)
    elif row.media_prefix == private:
        _close(row, public)
    elif row.media_prefix is None:
        # It failed meanwhile, and what we copied may have come after its files were removed.
        shelves.remove(private)
        _close(row, public)


def _close(row: VideoRow, public: str) -> None:
    removed, lease = shelves.remove(public), Lease.parse(row.moving)
    if removed or (lease is not None and lease.left == public):
        edge.forget(f"/{public}/*", f"{row.video_id}-{row.revision}")


def _let_go(video_id: str, mover: str) -> VideoRow | None:
    """None once it is done; the row where it wants to be moved again."""

    def decide(row: VideoRow) -> videos.Changes | None:
        settled = row.media_prefix is None or row.media_prefix == media.home(row)
        return {"moving": None} if settled and _holds(row, mover) else None

    if videos.change(video_id, decide) is not None:
        return None
    row = videos.get(video_id)
    return row if _holds(row, mover) else None


def _holds(row: VideoRow, mover: str) -> bool:
    lease = Lease.parse(row.moving)
    return lease is not None and lease.mover == mover


class Busy(Exception):
    """Another mover holds the lease. It sees what has changed, if it lives; a retry sees whether."""
