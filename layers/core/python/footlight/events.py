"""The events features tell each other about, past tense, on Footlight's own bus."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, TypeVar

from footlight.clients import events as client
from footlight.settings import settings

SOURCE = "footlight"


@dataclass(frozen=True)
class Event:
    """Base: the class's name is the event's ``detail-type``."""


@dataclass(frozen=True)
class VideoEvent(Event):
    """Something happened to one video."""

    video_id: str
    owner_id: str


class UploadArrived(VideoEvent):
    """The whole source lies in the uploads bucket. May be told more than once."""


class VideoPlayable(VideoEvent):
    """The first rendition can be watched."""


class VideoReady(VideoEvent):
    """Every rendition can be watched."""


class VideoFailed(VideoEvent):
    """The video will not become watchable; its ``reason`` says why."""


class VideoCancelled(VideoEvent):
    """Its creator wants it no more, though it is not ready; it has ``failed`` already."""


class VideoVisibilityChanged(VideoEvent):
    """Who may watch has changed: by visibility, deletion or restoring."""


class VideoDeleted(VideoEvent):
    """The video is gone for good: every feature removes what it holds of it."""


@dataclass(frozen=True)
class UserDeleted(Event):
    """The account is gone."""

    user_id: str


E = TypeVar("E", bound=Event)


def publish(*batch: Event) -> None:
    """Put events on the bus, in AWS's batches of ten. Raises ``EventsNotPublished`` if any was refused."""
    for start in range(0, len(batch), 10):
        entries = [_entry(event) for event in batch[start : start + 10]]
        answer = client().put_events(Entries=entries)  # type: ignore[arg-type]
        if answer["FailedEntryCount"]:
            raise EventsNotPublished(answer["Entries"])


def parse(kind: type[E], envelope: Mapping[str, Any]) -> E:
    """The event of ``kind`` inside what EventBridge hands to a Lambda."""
    fields = kind.__dataclass_fields__
    return kind(**{name: envelope["detail"][name] for name in fields})


def _entry(event: Event) -> dict[str, str]:
    return {
        "Source": SOURCE,
        "DetailType": type(event).__name__,
        "Detail": json.dumps(asdict(event)),
        "EventBusName": settings()["event_bus"],
    }


class EventsNotPublished(Exception):
    """EventBridge refused entries; the caller's retry sends them again."""
