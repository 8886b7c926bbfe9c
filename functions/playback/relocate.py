"""Moves a video's files to the side of /media on which who may watch it wants them.

Copy everything, flip ``media_prefix``, delete the old: at each moment the prefix names a complete set. Only
one mover works on a video at a time; it holds a lease on the row, and lets go of it only when the row, in the
same atomic step, wants what is. So who finds another mover at work may leave: that one will see what changed.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from footlight import clients, media, shelves, videos
from footlight.errors import NotFound
from footlight.settings import settings
from functions.playback.lease import Lease

if TYPE_CHECKING:
    from footlight.tables import VideoRow

# Before the pipeline ends, its files still come; VideoReady brings us here again.
SETTLED: frozenset[str] = frozenset({"ready", "failed"})


def relocate(video_id: str, mover: str) -> None:
    """Bring the files where they belong; ``mover`` is the event's id, the same on each retry. Repeatable."""
    row = _take(video_id, mover)
    if row is None:
        return
    owner_id = row.owner_id
    try:
        while row is not None:
            _move(row, mover)
            row = _let_go(video_id, mover)
    except NotFound:
        # Purged meanwhile: what we copied may have come after on_video_deleted looked.
        shelves.remove_video(owner_id, video_id)


def wanted_prefix(row: VideoRow) -> str:
    """Where the files of ``row`` belong."""
    side = media.audience(row.visibility, deleted=row.deleted_at is not None)
    return media.prefix(side, row.owner_id, row.video_id)


def _take(video_id: str, mover: str) -> VideoRow | None:
    def decide(row: VideoRow) -> videos.Changes | None:
        if row.state not in SETTLED or row.media_prefix is None:
            return None
        lease = Lease.taken(row.moving, mover)
        return None if lease is None else {"moving": lease}

    try:
        return videos.change(video_id, decide)
    except NotFound:
        return None


def _move(row: VideoRow, mover: str) -> None:
    old, new = row.media_prefix, wanted_prefix(row)
    if old is not None and old != new:
        shelves.copy(old, new)
        _flip(row.video_id, mover, old, new)
    _clean(videos.get(row.video_id), mover)


def _flip(video_id: str, mover: str, old: str, new: str) -> None:
    def decide(row: VideoRow) -> videos.Changes | None:
        mine = _holds(row, mover)
        if not mine or row.media_prefix != old or wanted_prefix(row) != new:
            return None
        return {"media_prefix": new, "moving": Lease.taken(row.moving, mover, left=old)}

    videos.change(video_id, decide)


def _clean(row: VideoRow, mover: str) -> None:
    """Remove what lies on the side where ``row`` is not, be it left there or copied in vain."""
    if not _holds(row, mover):
        return
    other: media.Audience = "public" if media.is_private(row.media_prefix or "") else "private"
    shelves.remove(media.prefix(other, row.owner_id, row.video_id))
    lease = Lease.parse(row.moving)
    if lease is not None and lease.left and not media.is_private(lease.left):
        _forget_at_the_edge(lease.left, f"{row.video_id}-{row.revision}")


def _let_go(video_id: str, mover: str) -> VideoRow | None:
    """None once it is done; the row where it wants to be moved again."""

    def decide(row: VideoRow) -> videos.Changes | None:
        settled = row.media_prefix is None or row.media_prefix == wanted_prefix(row)
        return {"moving": None} if settled and _holds(row, mover) else None

    if videos.change(video_id, decide) is not None:
        return None
    row = videos.get(video_id)
    return row if _holds(row, mover) else None


def _holds(row: VideoRow, mover: str) -> bool:
    lease = Lease.parse(row.moving)
    return lease is not None and lease.mover == mover


@cache
def _distribution() -> str:
    """The distribution's id. It is made after this function, so it cannot stand in its environment."""
    found = clients.ssm().get_parameter(Name=settings()["distribution_parameter"])
    return found["Parameter"]["Value"]


def _forget_at_the_edge(prefix: str, reference: str) -> None:
    # CloudFront keeps public files for a year; a repeated reference does not invalidate twice.
    clients.cloudfront().create_invalidation(
        DistributionId=_distribution(),
        InvalidationBatch={
            "Paths": {"Quantity": 1, "Items": [f"/{prefix}/*"]},
            "CallerReference": reference,
        },
    )
