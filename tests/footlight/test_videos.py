"""A video's row changes in whole steps, whoever else is at it."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from footlight import videos
from footlight.errors import Conflict, NotFound
from footlight.identifiers import new_id
from tests.atomic import one_at_a_time
from tests.fake_cloud import FakeCloud

STATES: list[videos.State] = ["uploaded", "processing", "playable", "ready", "failed"]


def make(visibility: str = "public") -> str:
    video_id = new_id()
    videos.promise(video_id, "alice", title="A film", visibility=visibility).save()
    return video_id


def test_the_usual_way(cloud: FakeCloud) -> None:
    video_id = make()
    for state in ("uploaded", "processing", "playable", "ready"):
        assert videos.advance(video_id, state)
    assert not videos.advance(video_id, "failed", reason="too late")
    row = videos.get(video_id)
    assert (row.state, row.feed) == ("ready", "public")
    assert row.reason is None
    assert row.bin is None


def test_transcoding_finds_what_it_has_not_finished(cloud: FakeCloud) -> None:
    video_id = make()
    listed = []
    for state in ("uploading", "uploaded", "processing", "playable", "ready"):
        videos.advance(video_id, state)
        rows = list(videos.table().by_work.query(videos.WORK))
        listed.append((state, [row.state for row in rows]))
    assert listed == [
        ("uploading", []),
        ("uploaded", ["uploaded"]),
        ("processing", ["processing"]),
        ("playable", ["playable"]),
        ("ready", []),
    ]


def test_nobodys_change_is_lost(cloud: FakeCloud, monkeypatch: pytest.MonkeyPatch) -> None:
    one_at_a_time(monkeypatch)
    video_id = make()

    def add_tag(number: int) -> None:
        videos.change(video_id, lambda row: {"tags": [*row.tags, str(number)]})

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(add_tag, range(8)))
    row = videos.get(video_id)
    assert sorted(row.tags) == [str(number) for number in range(8)]
    assert row.revision == 8


def test_a_row_that_never_stands_still(cloud: FakeCloud, monkeypatch: pytest.MonkeyPatch) -> None:
    video_id = make()
    monkeypatch.setattr(videos.time, "sleep", lambda _: None)  # type: ignore[attr-defined]

    def decide_too_late(_: object) -> videos.Changes:
        videos.change(video_id, lambda _: {"title": "Faster"})
        return {"title": "Slower"}

    with pytest.raises(Conflict):
        videos.change(video_id, decide_too_late)
    assert videos.get(video_id).title == "Faster"


def test_what_is_gone(cloud: FakeCloud) -> None:
    video_id = make()
    assert not videos.remove(video_id, only_in="failed")
    assert videos.remove(video_id, only_in="uploading")
    assert videos.remove(video_id, only_in="uploading")
    videos.count_view(video_id)
    assert not videos.advance(video_id, "uploaded")
    assert videos.find(video_id) is None
    with pytest.raises(NotFound):
        videos.change(video_id, lambda _: {"title": "x"})


@hypothesis_settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.lists(st.sampled_from([*STATES, "public", "unlisted", "private", "delete", "restore"]), max_size=10)
)
def test_the_indexes_follow_the_row(cloud: FakeCloud, steps: list[str]) -> None:
    video_id = make("private")
    for step in steps:
        if step in STATES:
            videos.advance(video_id, step)
        elif step in ("delete", "restore"):
            moment = "2026-01-01T00:00:00.000Z" if step == "delete" else None
            videos.change(video_id, lambda _, moment=moment: {"deleted_at": moment})  # type: ignore[misc]
        else:
            videos.change(video_id, lambda _, step=step: {"visibility": step})  # type: ignore[misc]
    row = videos.get(video_id)
    listed = row.visibility == "public" and row.state in videos.WATCHABLE and row.deleted_at is None
    assert (row.feed is not None) == listed
    assert (row.bin is not None) == (row.deleted_at is not None)
    assert (row.work is not None) == (row.state in videos.UNFINISHED)
    assert row.published_at is not None or not listed


def test_what_lies_on_the_wrong_side_or_is_moving_is_listed_for_the_sweep(cloud: FakeCloud) -> None:
    video_id = make("private")

    def stray_after(**changes: Any) -> bool:
        videos.change(video_id, lambda _: changes)
        return videos.get(video_id).stray is not None

    assert not stray_after(visibility="public")
    assert not stray_after(media_prefix=f"media/public/alice/{video_id}")
    assert stray_after(moving="event-1|2026-01-01T00:00:00.000Z|")
    assert not stray_after(moving=None)
    assert stray_after(visibility="private")
    assert not stray_after(visibility="unlisted")
    assert stray_after(deleted_at="2026-01-01T00:00:00.000Z")
    assert not stray_after(media_prefix=f"media/private/alice/{video_id}")
