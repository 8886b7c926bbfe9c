"""What the videos API takes and answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Self

from pydantic import AfterValidator, BaseModel, BeforeValidator, Field, StringConstraints

from footlight import media
from footlight.http import Body, Creator
from footlight.media import Visibility
from footlight.text import many_lines, one_line
from footlight.videos import State

if TYPE_CHECKING:
    from footlight.tables import VideoRow
    from footlight.users import Profile

MOST_TAGS = 20


def normal_tags(value: Any) -> Any:
    """Tags in lower case, trimmed, each once, in the order given; what is no list of text is left to fail."""
    if not isinstance(value, list) or not all(isinstance(tag, str) for tag in value):
        return value
    return list(dict.fromkeys(" ".join(tag.lower().split()) for tag in value))


Title = Annotated[str, StringConstraints(min_length=1, max_length=100), AfterValidator(one_line)]
Description = Annotated[str, StringConstraints(max_length=5000), AfterValidator(many_lines)]
Tag = Annotated[str, StringConstraints(min_length=1, max_length=40), AfterValidator(one_line)]
Tags = Annotated[list[Tag], BeforeValidator(normal_tags), Field(max_length=MOST_TAGS)]


class Edit(Body):
    """What its owner changes of a video: only the fields that are sent."""

    title: Title = ""
    description: Description = ""
    tags: Tags = Field(default_factory=list)
    visibility: Visibility = "private"

    def changes(self) -> dict[str, Any]:
        """The fields that were sent."""
        return self.model_dump(exclude_unset=True)


class Rendition(BaseModel):
    """One quality; ``bandwidth`` in bits per second."""

    name: str
    width: int
    height: int
    bandwidth: int


class Video(BaseModel):
    """A video as one person sees it: ``reason`` and ``filename`` are its owner's; ``percent`` is 0 to 100."""

    video_id: str
    title: str
    description: str
    tags: list[str]
    visibility: Visibility
    state: State
    reason: str | None
    percent: int
    duration_seconds: float | None
    width: int | None
    height: int | None
    renditions: list[Rendition]
    poster_url: str | None
    creator: Creator
    views: int
    size_bytes: int
    filename: str | None
    created_at: str
    published_at: str | None
    deleted_at: str | None
    is_owner: bool

    @classmethod
    def of(cls, row: VideoRow, creator: Profile, viewer_id: str | None) -> Self:
        """``row`` as ``viewer_id`` (None: a visitor) sees it."""
        own = row.owner_id == viewer_id
        return cls(
            **{name: getattr(row, name) for name in PLAIN_FIELDS},
            tags=list(row.tags or []),
            reason=row.reason if own else None,
            filename=row.filename if own else None,
            percent=100 if row.state == "ready" else int(row.percent),
            renditions=[Rendition.model_validate(item) for item in row.renditions or []],
            poster_url=media.poster_url(row, own),
            creator=Creator.of(creator),
            is_owner=own,
        )


PLAIN_FIELDS = (
    *("video_id", "title", "description", "visibility", "state", "duration_seconds", "width", "height"),
    *("views", "size_bytes", "created_at", "published_at", "deleted_at"),
)


class VideoPage(BaseModel):
    """Videos, newest first; ``cursor`` fetches the next page, None where there is none."""

    items: list[Video]
    cursor: str | None
