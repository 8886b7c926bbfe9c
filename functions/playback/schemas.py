"""What the playback API takes and answers."""

from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, Field

from footlight.http import Body
from footlight.videos import State


class Playback(BaseModel):
    """Where a video is played from; ``expires_at``: the end of its cookies, None where it needs none."""

    video_id: str
    state: State
    manifest_url: str | None
    poster_url: str | None
    expires_at: str | None


class View(Body):
    """One viewer's session: the page makes it up and keeps it."""

    session_id: Annotated[UUID, Field(description="Random, one for each viewer and visit")]
