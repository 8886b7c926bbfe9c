"""The videos API as several people, and videos in whichever state."""

from collections.abc import Callable
from typing import Any

import pytest
from fastapi.testclient import TestClient

from footlight import users, videos
from footlight.identifiers import new_id
from footlight.tables import VideoRow
from tests.conftest import Bearer
from tests.fake_cloud import FakeCloud

Call = Callable[..., Any]
Film = Callable[..., VideoRow]


@pytest.fixture
def call(cloud: FakeCloud, bearer: Bearer) -> Call:
    """``call("GET", "/mine", "alice")``: the response below /api/videos, of a visitor without a name."""
    from functions.videos.api import app

    http = TestClient(app, raise_server_exceptions=False)

    def request(method: str, path: str = "", who: str | None = None, body: Any = None) -> Any:
        headers = bearer(who) if who else {}
        return http.request(method, f"/api/videos{path}", headers=headers, json=body)

    return request


@pytest.fixture
def film(cloud: FakeCloud) -> Film:
    """``film("alice", state="ready", visibility="public")``: a stored video."""

    def make(owner_id: str = "alice", state: videos.State = "ready", **attributes: Any) -> VideoRow:
        video_id = new_id()
        public = {"title": "A film", "visibility": "public", "filename": "film.mp4", "size_bytes": 5}
        videos.promise(video_id, owner_id, **public).save()
        videos.change(video_id, lambda _: {"state": state, **attributes})
        return videos.get(video_id)

    return make


@pytest.fixture
def alice(cloud: FakeCloud) -> None:
    """Alice has a profile."""
    users.create("alice", "Alice")
