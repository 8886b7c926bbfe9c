"""Says who may watch what, and until when; next on the road: the player in the browser."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from fastapi import APIRouter, Response

from footlight import clock, media, videos
from footlight.errors import NotFound
from footlight.http import VideoId, create_app, lambda_handler
from footlight.identity import CurrentCaller, OptionalCaller
from functions.playback import cookies, views
from functions.playback.schemas import Playback, View

if TYPE_CHECKING:
    from footlight.tables import VideoRow

router = APIRouter()


@router.post("/session", status_code=204)
def open_session(caller: CurrentCaller) -> Response:
    """Cookies for all private media of my own; good for two hours."""
    response = Response(status_code=204)
    _set(response, cookies.sign(caller.user_id))
    return response


@router.delete("/session", status_code=204)
def close_session(caller: CurrentCaller) -> Response:
    """Have the browser forget the cookies: who signs out leaves no private media open behind them."""
    response = Response(status_code=204)
    for name in cookies.NAMES:
        response.delete_cookie(
            name, path=cookies.path_of(caller.user_id), secure=True, httponly=True, samesite="lax"
        )
    return response


@router.get("/{video_id}")
def read(video_id: VideoId, response: Response, caller: OptionalCaller) -> Playback:
    """Where the video is played from. Its owner gets the cookies for what is private with it."""
    viewer_id = caller.user_id if caller else None
    row = _visible(video_id, viewer_id)
    own = row.owner_id == viewer_id
    expires_at = None
    if own and media.is_private(row.media_prefix or ""):
        signed = cookies.sign(row.owner_id)
        _set(response, signed)
        expires_at = clock.iso(datetime.fromtimestamp(signed.expires, UTC))
    watchable = row.state in videos.WATCHABLE
    return Playback(
        video_id=row.video_id,
        state=row.state,
        manifest_url=media.file_url(row, row.manifest, own) if watchable else None,
        poster_url=media.poster_url(row, own),
        expires_at=expires_at,
    )


@router.post("/{video_id}/view", status_code=204)
def count_view(video_id: VideoId, body: View, caller: OptionalCaller) -> Response:
    """To be called after 30 seconds watched, or at the end; once or more often."""
    row = _visible(video_id, caller.user_id if caller else None)
    if row.state not in videos.WATCHABLE:
        raise NotFound("This video cannot be watched yet.")
    views.count(video_id, caller.user_id if caller else str(body.session_id))
    return Response(status_code=204)


def _visible(video_id: str, viewer_id: str | None) -> VideoRow:
    row = videos.get(video_id)
    if not videos.may_see(row, viewer_id):
        raise NotFound("This video does not exist.")
    return row


def _set(response: Response, signed: cookies.SignedCookies) -> None:
    for name, value in signed.values.items():
        response.set_cookie(
            name,
            value,
            max_age=cookies.VALID_SECONDS,
            path=signed.path,
            secure=True,
            httponly=True,
            samesite="lax",
        )


app = create_app("playback", router)
handler = lambda_handler(app)
