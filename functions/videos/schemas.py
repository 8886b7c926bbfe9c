"""What the videos API takes and answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    Field,
    StringConstraints,
    model_validator,
)

from footlight import media
from footlight.http import Body, Creator
from footlight.media import Visibility
from footlight.pictures import MOST_TEXT
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


class ChosenPoster(Body):
    """One of the video's own frames by its name, or a picture: JPEG, PNG or WebP of 700 kB in base64."""

    candidate: Annotated[str, StringConstraints(min_length=1, max_length=60)] | None = None
    image: Annotated[str, StringConstraints(min_length=1, max_length=MOST_TEXT)] | None = None

    @model_validator(mode="after")
    def _one_of_them(self) -> Self:
        if (self.candidate is None) == (self.image is None):
            raise ValueError("Send either candidate or image.")
        return self


class Candidate(BaseModel):
    """A frame that may become the poster."""

    name: str
    url: str


class Rendition(BaseModel):
    """One quality; ``bandwidth`` in bits per second."""

    name: str
    width: int
    height: int
    bandwidth: int


class Video(BaseModel):
    """A video as one person sees it; ``percent`` is 0 to 100, costs are in US dollars.

    Its owner's alone: ``reason``, ``filename``, ``posters``, ``poster`` (the chosen one's name), ``route``,
    the costs and ``note``, which tells of a video that is ready what is not as it should be.
    """

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
    storyboard_url: str | None
    poster: str | None
    posters: list[Candidate]
    route: str | None
    cost_estimate: float | None
    cost_actual: float | None
    note: str | None
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
            **{name: getattr(row, name) if own else None for name in OWNER_FIELDS},
            posters=_candidates(row) if own else [],
            percent=100 if row.state == "ready" else int(row.percent),
            renditions=[Rendition.model_validate(item) for item in row.renditions or []],
            poster_url=media.poster_url(row, own),
            storyboard_url=media.file_url(row, row.storyboard, own),
            creator=Creator.of(creator),
            is_owner=own,
        )


PLAIN_FIELDS = (
    *("video_id", "title", "description", "visibility", "state", "duration_seconds", "width", "height"),
    *("views", "size_bytes", "created_at", "published_at", "deleted_at"),
)


OWNER_FIELDS = ("reason", "filename", "poster", "route", "cost_estimate", "cost_actual", "note")


def _candidates(row: VideoRow) -> list[Candidate]:
    urls = {name: media.file_url(row, name, own=True) for name in row.posters or []}
    return [Candidate(name=name, url=url) for name, url in urls.items() if url]


class VideoPage(BaseModel):
    """Videos, newest first; ``cursor`` fetches the next page, None where there is none."""

    items: list[Video]
    cursor: str | None
