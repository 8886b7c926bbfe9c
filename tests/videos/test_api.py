"""Who sees what of a video, and what its owner may do."""

from typing import Any

import pytest

from footlight import videos
from tests.fake_cloud import FakeCloud
from tests.videos.conftest import Call, Film

OWNER_ONLY = ("reason", "filename")


@pytest.mark.usefixtures("alice")
def test_a_video_as_others_see_it(call: Call, film: Film) -> None:
    row = film(
        media_prefix="media/public/alice/x", poster="poster.jpg", duration_seconds=3.5, reason="r", percent=40
    )
    seen = call("GET", f"/{row.video_id}").json()
    assert seen["creator"] == {"user_id": "alice", "display_name": "Alice", "avatar_url": None}
    assert seen["poster_url"] == "/media/public/alice/x/poster.jpg"
    assert (seen["duration_seconds"], seen["percent"], seen["is_owner"]) == (3.5, 100, False)
    assert [seen[name] for name in OWNER_ONLY] == [None, None]
    own = call("GET", f"/{row.video_id}", "alice").json()
    assert [own[name] for name in OWNER_ONLY] == ["r", "film.mp4"]
    assert own["is_owner"]


@pytest.mark.parametrize(
    ("attributes", "others"),
    [
        ({"visibility": "public"}, 200),
        ({"visibility": "unlisted"}, 200),
        ({"visibility": "private"}, 404),
        ({"visibility": "public", "deleted_at": "2026-01-01T00:00:00.000Z"}, 404),
    ],
)
def test_who_may_see_it(call: Call, film: Film, attributes: dict[str, Any], others: int) -> None:
    row = film(**attributes)
    assert call("GET", f"/{row.video_id}").status_code == others
    assert call("GET", f"/{row.video_id}", "bob").status_code == others
    assert call("GET", f"/{row.video_id}", "alice").status_code == 200


def test_a_poster_still_on_the_private_side_is_not_shown(call: Call, film: Film) -> None:
    row = film(media_prefix="media/private/alice/x", poster="poster.jpg")
    assert call("GET", f"/{row.video_id}").json()["poster_url"] is None
    assert call("GET", f"/{row.video_id}", "alice").json()["poster_url"].startswith("/media/private/")


def test_editing(call: Call, film: Film, cloud: FakeCloud) -> None:
    row = film()
    body = {"title": " Ne\u0301w ", "description": "a\r\nb", "tags": ["  Sea ", "sea", "two  words"]}
    edited = call("PATCH", f"/{row.video_id}", "alice", body).json()
    assert (edited["title"], edited["description"]) == ("N\u00e9w", "a\nb")
    assert edited["tags"] == ["sea", "two words"]
    assert edited["visibility"] == "public"
    assert cloud.told() == []


def test_changing_who_may_watch_is_told(call: Call, film: Film, cloud: FakeCloud) -> None:
    row = film()
    told = [("VideoVisibilityChanged", {"video_id": row.video_id, "owner_id": "alice"})]
    answer = call("PATCH", f"/{row.video_id}", "alice", {"visibility": "private"})
    assert answer.json()["visibility"] == "private"
    assert cloud.told() == told
    assert call("GET").json()["items"] == []
    call("PATCH", f"/{row.video_id}", "alice", {"visibility": "private"})
    assert cloud.told() == told


def test_deleting_and_restoring(call: Call, film: Film, cloud: FakeCloud) -> None:
    row = film()
    assert [call("DELETE", f"/{row.video_id}", "alice").status_code for _ in range(2)] == [204, 204]
    assert call("GET", f"/{row.video_id}", "bob").status_code == 404
    assert [item["video_id"] for item in call("GET", "/mine?deleted=true", "alice").json()["items"]] == [
        row.video_id
    ]
    assert call("GET", "/mine", "alice").json()["items"] == []
    assert call("GET").json()["items"] == []
    cloud.told()

    assert call("POST", f"/{row.video_id}/restore", "alice").json()["deleted_at"] is None
    assert [name for name, _ in cloud.told()] == ["VideoVisibilityChanged"]
    assert len(call("GET").json()["items"]) == 1


def test_restoring_too_late(call: Call, film: Film) -> None:
    row = film(deleted_at="2020-01-01T00:00:00.000Z")
    answer = call("POST", f"/{row.video_id}/restore", "alice")
    assert (answer.status_code, answer.json()["code"]) == (409, "not_restorable")


@pytest.mark.parametrize(("method", "suffix"), [("PATCH", ""), ("DELETE", ""), ("POST", "/restore")])
def test_somebody_elses_video(call: Call, film: Film, cloud: FakeCloud, method: str, suffix: str) -> None:
    row = film()
    body = {"title": "Mine"} if method == "PATCH" else None
    assert call(method, f"/{row.video_id}{suffix}", "bob", body).status_code == 404
    assert call(method, f"/{row.video_id}{suffix}", None, body).status_code == 401
    assert videos.get(row.video_id).title == "A film"
    assert cloud.told() == []


@pytest.mark.parametrize(
    "body",
    [
        {"title": ""},
        {"title": None},
        {"title": "x" * 101},
        {"title": "a\nb"},
        {"description": "x" * 5001},
        {"description": "a\u0000b"},
        {"tags": [""]},
        {"tags": ["x" * 41]},
        {"tags": [str(n) for n in range(21)]},
        {"tags": "sea"},
        {"tags": [1]},
        {"tags": ["a\u0007"]},
        {"visibility": "friends"},
        {"views": 10**6},
        [],
    ],
)
def test_edits_that_do_not_fit(call: Call, film: Film, body: Any) -> None:
    answer = call("PATCH", f"/{film().video_id}", "alice", body)
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid")


def test_what_never_was(call: Call) -> None:
    for path in ("/abcdefabcdef", "/x", "/mine/x", "/%00%00"):
        assert call("GET", path, "alice").status_code in (404, 422)
