"""Lists videos, shows one, and lets its owner edit, cancel, delete and restore it, and choose its poster."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, Query, Response

from footlight import users, videos
from footlight.errors import NotFound
from footlight.http import VideoId, create_app, lambda_handler
from footlight.identity import CurrentCaller, OptionalCaller
from functions.videos import editing, listing, poster
from functions.videos.schemas import ChosenPoster, Edit, Video, VideoPage

if TYPE_CHECKING:
    from footlight.tables import VideoRow

router = APIRouter()

Cursor = Annotated[str | None, Query(max_length=300, description="From the page before")]
Limit = Annotated[int, Query(ge=1, le=50)]


@router.get("")
def list_public(caller: OptionalCaller, cursor: Cursor = None, limit: Limit = 24) -> VideoPage:
    """What everyone may find, newest first."""
    return _page(*listing.feed(cursor, limit), caller.user_id if caller else None)


@router.get("/mine")
def list_mine(
    caller: CurrentCaller, cursor: Cursor = None, limit: Limit = 24, deleted: bool = False
) -> VideoPage:
    """My own videos in every state, or those I deleted."""
    return _page(*listing.own(caller.user_id, cursor, limit, deleted), caller.user_id)


@router.get("/{video_id}")
def read(video_id: VideoId, caller: OptionalCaller) -> Video:
    """One video. Private and deleted ones exist for their owner only."""
    viewer_id = caller.user_id if caller else None
    row = videos.get(video_id)
    if not videos.may_see(row, viewer_id):
        raise NotFound(editing.UNKNOWN)
    return _one(row, viewer_id)


@router.patch("/{video_id}")
def edit(video_id: VideoId, body: Edit, caller: CurrentCaller) -> Video:
    """Change what is sent of a video of mine."""
    return _one(editing.edit(video_id, caller.user_id, body.changes()), caller.user_id)


@router.delete("/{video_id}", status_code=204)
def delete(video_id: VideoId, caller: CurrentCaller) -> Response:
    """Delete a video of mine; for seven days it can be restored."""
    editing.delete(video_id, caller.user_id)
    return Response(status_code=204)


@router.post("/{video_id}/restore")
def restore(video_id: VideoId, caller: CurrentCaller) -> Video:
    """Bring back a video I deleted. 409 ``not_restorable`` after seven days."""
    return _one(editing.restore(video_id, caller.user_id), caller.user_id)


@router.post("/{video_id}/cancel")
def cancel(video_id: VideoId, caller: CurrentCaller) -> Video:
    """Stop the processing of a video of mine. 409 ``not_cancellable`` once it is ready or has failed."""
    return _one(editing.cancel(video_id, caller.user_id), caller.user_id)


@router.post("/{video_id}/poster")
def choose_poster(video_id: VideoId, body: ChosenPoster, caller: CurrentCaller) -> Video:
    """Let one of its frames or a picture of mine be a video's poster. 409 ``no_poster_yet``."""
    return _one(poster.choose(video_id, caller.user_id, body.candidate, body.image), caller.user_id)


def _one(row: VideoRow, viewer_id: str | None) -> Video:
    return _seen([row], viewer_id)[0]


def _page(rows: list[VideoRow], cursor: str | None, viewer_id: str | None) -> VideoPage:
    return VideoPage(items=_seen(rows, viewer_id), cursor=cursor)


def _seen(rows: list[VideoRow], viewer_id: str | None) -> list[Video]:
    # All creators in one read, not one for each card.
    creators = users.profiles(row.owner_id for row in rows)
    return [Video.of(row, creators[row.owner_id], viewer_id) for row in rows]


app = create_app("videos", router)
handler = lambda_handler(app)
