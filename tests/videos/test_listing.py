"""Pages of videos: complete, in order, each video once, whatever else lies between."""

from unittest.mock import Mock

import pytest

from footlight import paging, users, videos
from tests.videos.conftest import Call, Film


def everything(call: Call, path: str, who: str | None = None, limit: int = 2) -> list[str]:
    """The ids on all pages."""
    ids: list[str] = []
    cursor = ""
    while True:
        page = call("GET", f"{path}{'&' if '?' in path else '?'}limit={limit}{cursor}", who).json()
        assert len(page["items"]) <= limit
        ids += [item["video_id"] for item in page["items"]]
        if page["cursor"] is None:
            return ids
        cursor = f"&cursor={page['cursor']}"


def test_the_feed_is_public_and_watchable(call: Call, film: Film) -> None:
    listed = [film(published_at=f"2026-01-0{day}T00:00:00.000Z").video_id for day in (1, 2, 3)]
    listed += [film(state="playable", published_at="2026-01-04T00:00:00.000Z").video_id]
    film(visibility="private")
    film(visibility="unlisted")
    film(deleted_at="2026-01-01T00:00:00.000Z")
    film(state="processing")
    film(state="failed")
    assert everything(call, "") == listed[::-1]
    assert everything(call, "", limit=50) == listed[::-1]


def test_my_own_in_every_state(call: Call, film: Film) -> None:
    mine = [film(state=state, visibility="private") for state in ("uploading", "failed", "ready")]
    gone = [film(deleted_at="2026-01-01T00:00:00.000Z") for _ in range(2)]
    film("bob")
    assert sorted(everything(call, "/mine", "alice")) == sorted(row.video_id for row in mine)
    assert sorted(everything(call, "/mine?deleted=true", "alice")) == sorted(row.video_id for row in gone)
    assert call("GET", "/mine").status_code == 401


def test_publication_is_when_others_could_first_watch(film: Film) -> None:
    row = film(visibility="private")
    assert row.published_at is None
    videos.change(row.video_id, lambda _: {"visibility": "unlisted"})
    first = videos.get(row.video_id).published_at
    assert first is not None
    videos.change(row.video_id, lambda _: {"visibility": "public"})
    assert videos.get(row.video_id).published_at == first


def test_one_read_for_all_creators(call: Call, film: Film, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("alice", "bob", "carol"):
        users.create(name, name.title())
        film(name)
    film("gone")
    profiles = Mock(wraps=users.profiles)
    monkeypatch.setattr(users, "profiles", profiles)
    names = {item["creator"]["display_name"] for item in call("GET").json()["items"]}
    assert names == {"Alice", "Bob", "Carol", "Deleted account"}
    assert profiles.call_count == 1


@pytest.mark.parametrize(
    "cursor",
    [
        "x",
        "%00",
        "e30",
        "W10",
        "WzEsMl0",
        "bnVsbA",
        "WyJcdWQ4MDAiLCJhIl0",
        "W1tb" * 60,
        "%F0%9F%8D%8C",
        "W" * 299,
    ],
)
def test_bad_cursors(call: Call, cursor: str) -> None:
    for path, who in (("", None), ("/mine", "alice")):
        answer = call("GET", f"{path}?cursor={cursor}", who)
        assert (answer.status_code, answer.json()["code"]) == (400, "bad_cursor")


def test_cursors_of_another_listing_show_nothing_foreign(call: Call, film: Film) -> None:
    for _ in range(3):
        film("bob", visibility="private")
    cursor = call("GET", "/mine?limit=1", "bob").json()["cursor"]
    assert call("GET", f"/mine?cursor={cursor}", "alice").json()["items"] == []


@pytest.mark.parametrize(
    "query", ["limit=0", "limit=51", "limit=x", "deleted=perhaps", "cursor=" + "x" * 301]
)
def test_bad_queries(call: Call, query: str) -> None:
    assert call("GET", f"/mine?{query}", "alice").status_code == 422


def test_a_cursor_goes_there_and_back() -> None:
    key = {"video_id": {"S": "abc"}, "created_at": {"S": "2026-01-01T00:00:00.000Z"}, "owner_id": {"S": "o"}}
    cursor = paging.encode(key, "video_id", "created_at")
    assert paging.decode(cursor, "video_id", "created_at", owner_id="o") == key
    assert paging.encode(None, "video_id") is None
