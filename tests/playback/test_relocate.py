"""Files follow who may watch: whole at each moment, after each crash, in each order."""

from collections.abc import Callable
from typing import Any

import pytest

from footlight import clock, shelves, videos
from footlight.tables import VideoRow
from functions.playback import on_user_deleted, on_video_deleted, on_visibility_changed, relocate, sweep
from tests.fake_cloud import FakeCloud, envelope
from tests.playback.conftest import FILES, Film


def changed(video_id: str, event_id: str = "event-1", kind: str = "VideoVisibilityChanged") -> None:
    on_visibility_changed.handler(envelope(kind, event_id, video_id=video_id, owner_id="alice"), None)


def sides(cloud: FakeCloud, video_id: str) -> dict[str, int]:
    """How many files lie on each side."""
    return {s: len(cloud.keys("media_bucket", f"media/{s}/alice/{video_id}/")) for s in ("public", "private")}


def set_visibility(video_id: str, visibility: str) -> None:
    videos.change(video_id, lambda _: {"visibility": visibility})


def test_there_and_back(cloud: FakeCloud, film: Film) -> None:
    row = film()
    for visibility, side in (("private", "private"), ("unlisted", "public"), ("public", "public")):
        set_visibility(row.video_id, visibility)
        changed(row.video_id)
        now = videos.get(row.video_id)
        assert now.media_prefix == f"media/{side}/alice/{row.video_id}"
        assert now.moving is None
        assert sides(cloud, row.video_id) == {"public": 0, "private": 0, side: 3}
        for name, (kind, cache) in FILES.items():
            head = cloud.s3.head_object(Bucket="footlight-media", Key=f"{now.media_prefix}/{name}")
            assert (head["ContentType"], head["CacheControl"]) == (kind, cache)


def test_deleted_is_private_and_restored_is_not(cloud: FakeCloud, film: Film) -> None:
    row = film()
    videos.change(row.video_id, lambda _: {"deleted_at": clock.now()})
    changed(row.video_id)
    assert sides(cloud, row.video_id) == {"public": 0, "private": 3}
    videos.change(row.video_id, lambda _: {"deleted_at": None})
    changed(row.video_id)
    assert sides(cloud, row.video_id) == {"public": 3, "private": 0}


def growing(cloud: FakeCloud, film: Film, side: str = "public") -> VideoRow:
    """A ``playable`` video as the pipeline leaves it: a whole private side, and what is shown of it."""
    row = film(state="playable", side=side)
    put(cloud, row, "private", *FILES)
    return row


def put(cloud: FakeCloud, row: VideoRow, side: str, *names: str, body: str = "") -> None:
    for name in names:
        key = f"media/{side}/alice/{row.video_id}/{name}"
        cloud.s3.put_object(Bucket="footlight-media", Key=key, Body=body or name)


def manifest(cloud: FakeCloud, row: VideoRow, side: str) -> str:
    key = f"media/{side}/alice/{row.video_id}/manifest.m3u8"
    return cloud.s3.get_object(Bucket="footlight-media", Key=key)["Body"].read().decode()


def test_what_turns_private_while_files_still_come_is_closed_at_once(
    cloud: FakeCloud, film: Film, forgotten: list[dict[str, Any]]
) -> None:
    row = growing(cloud, film)
    set_visibility(row.video_id, "private")
    changed(row.video_id)
    assert sides(cloud, row.video_id) == {"public": 0, "private": 3}
    assert videos.get(row.video_id).media_prefix == f"media/private/alice/{row.video_id}"
    assert len(forgotten) == 1

    # The packager had looked before that, and copies after it: publishing brings us here again.
    put(cloud, row, "private", "1080p/00001.m4s")
    put(cloud, row, "public", "1080p/00001.m4s")
    videos.change(row.video_id, lambda _: {"state": "ready"})
    changed(row.video_id, "event-2", kind="VideoReady")
    assert sides(cloud, row.video_id) == {"public": 0, "private": 4}
    assert len(forgotten) == 2


def test_what_turns_public_while_files_still_come_keeps_its_private_side(
    cloud: FakeCloud, film: Film
) -> None:
    row = growing(cloud, film, side="private")
    set_visibility(row.video_id, "public")
    changed(row.video_id)
    assert sides(cloud, row.video_id) == {"public": 3, "private": 3}

    put(cloud, row, "private", "1080p/00001.m4s")
    put(cloud, row, "private", "manifest.m3u8", body="with 1080p")
    videos.change(row.video_id, lambda _: {"state": "ready"})
    changed(row.video_id, "event-2", kind="VideoReady")
    assert sides(cloud, row.video_id) == {"public": 4, "private": 0}
    assert manifest(cloud, row, "public") == "with 1080p"


def test_an_older_manifest_replaces_none(cloud: FakeCloud, film: Film) -> None:
    row = growing(cloud, film)
    put(cloud, row, "private", "manifest.m3u8", body="with 1080p")
    videos.change(row.video_id, lambda _: {"state": "ready", "visibility": "private"})
    changed(row.video_id)
    assert sides(cloud, row.video_id) == {"public": 0, "private": 3}
    assert manifest(cloud, row, "private") == "with 1080p"


def test_ready_while_files_are_copied(cloud: FakeCloud, film: Film, monkeypatch: pytest.MonkeyPatch) -> None:
    row = growing(cloud, film, side="private")
    set_visibility(row.video_id, "public")

    def finish() -> None:
        put(cloud, row, "private", "1080p/00001.m4s")
        videos.change(row.video_id, lambda _: {"state": "ready"})

    during(monkeypatch, "copy", finish)
    changed(row.video_id)
    assert sides(cloud, row.video_id)["private"] == 4
    changed(row.video_id, "event-2", kind="VideoReady")
    assert sides(cloud, row.video_id) == {"public": 4, "private": 0}


def test_failed_while_files_are_copied(cloud: FakeCloud, film: Film, monkeypatch: pytest.MonkeyPatch) -> None:
    row = growing(cloud, film, side="private")
    set_visibility(row.video_id, "public")
    fallen = {"state": "failed", "media_prefix": None, "manifest": None, "poster": None}
    during(monkeypatch, "copy", lambda: videos.change(row.video_id, lambda _: dict(fallen)))
    changed(row.video_id)
    assert sides(cloud, row.video_id) == {"public": 0, "private": 0}
    assert videos.get(row.video_id).moving is None


def test_nothing_to_do(cloud: FakeCloud, film: Film) -> None:
    row = film()
    changed(row.video_id)
    changed("unknown")
    changed(film(state="failed", media_prefix=None).video_id)
    assert sides(cloud, row.video_id) == {"public": 3, "private": 0}


@pytest.mark.parametrize("dying", ["copy", "remove", "_flip", "_clean", "_let_go"])
def test_a_crash_anywhere_heals_with_the_retry(
    cloud: FakeCloud, film: Film, monkeypatch: pytest.MonkeyPatch, dying: str
) -> None:
    row = film(visibility="private")
    place: Any = shelves if hasattr(shelves, dying) else relocate
    with monkeypatch.context() as crash:
        crash.setattr(place, dying, lambda *_, **__: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            changed(row.video_id)
    current = videos.get(row.video_id)
    assert sides(cloud, row.video_id)[str(current.media_prefix).split("/")[1]] == 3

    changed(row.video_id)
    assert sides(cloud, row.video_id) == {"public": 0, "private": 3}
    assert videos.get(row.video_id).moving is None


def during(monkeypatch: pytest.MonkeyPatch, name: str, meanwhile: Callable[[], object]) -> None:
    """Let ``meanwhile`` happen once, right after the next call of ``shelves.<name>``."""
    original, waiting = getattr(shelves, name), [meanwhile]

    def interrupted(*args: Any, **options: Any) -> None:
        original(*args, **options)
        if waiting:
            waiting.pop()()

    monkeypatch.setattr(shelves, name, interrupted)


@pytest.mark.parametrize("moment", ["copy", "remove"])
def test_a_change_of_mind_while_files_move(
    cloud: FakeCloud, film: Film, monkeypatch: pytest.MonkeyPatch, moment: str
) -> None:
    row = film(visibility="private")

    def change_of_mind() -> None:
        set_visibility(row.video_id, "public")
        with pytest.raises(relocate.Busy):
            changed(row.video_id, "event-2")  # the first one is at work

    during(monkeypatch, moment, change_of_mind)
    changed(row.video_id, "event-1")
    assert sides(cloud, row.video_id) == {"public": 3, "private": 0}
    now = videos.get(row.video_id)
    assert now.media_prefix == f"media/public/alice/{row.video_id}"
    assert now.moving is None


def test_a_dead_movers_lease_runs_out(cloud: FakeCloud, film: Film) -> None:
    row = film(visibility="private", moving=f"dead|{clock.later(minutes=5)}|")
    with pytest.raises(relocate.Busy):
        changed(row.video_id)
    assert sides(cloud, row.video_id) == {"public": 3, "private": 0}
    videos.change(row.video_id, lambda _: {"moving": f"dead|{clock.later(minutes=-1)}|"})
    changed(row.video_id)
    assert sides(cloud, row.video_id) == {"public": 0, "private": 3}


def test_what_all_movers_left_is_told_of_again(cloud: FakeCloud, film: Film) -> None:
    lost = film(visibility="private")
    film(visibility="public")
    sweep.handler({}, None)
    assert cloud.told() == []  # its mover may still come
    videos.get(lost.video_id).update(actions=[VideoRow.updated_at.set(clock.later(minutes=-21))])
    sweep.handler({}, None)
    assert cloud.told() == [("VideoVisibilityChanged", {"video_id": lost.video_id, "owner_id": "alice"})]
    changed(lost.video_id)
    sweep.handler({}, None)
    assert cloud.told() == []


def test_purged_while_files_move(cloud: FakeCloud, film: Film, monkeypatch: pytest.MonkeyPatch) -> None:
    row = film(visibility="private")
    during(monkeypatch, "copy", lambda: videos.remove(row.video_id))
    changed(row.video_id)
    assert sides(cloud, row.video_id) == {"public": 0, "private": 0}


def test_the_edge_forgets_what_turned_private(film: Film, forgotten: list[dict[str, Any]]) -> None:
    row = film(visibility="private")
    changed(row.video_id)
    set_visibility(row.video_id, "public")
    changed(row.video_id)
    assert [call["DistributionId"] for call in forgotten] == ["E1"]
    paths = forgotten[0]["InvalidationBatch"]["Paths"]
    assert paths == {"Quantity": 1, "Items": [f"/media/public/alice/{row.video_id}/*"]}


def test_a_video_gone_for_good_leaves_nothing(
    cloud: FakeCloud, film: Film, forgotten: list[dict[str, Any]]
) -> None:
    gone, kept = film(), film()
    for _ in range(2):
        on_video_deleted.handler(envelope("VideoDeleted", video_id=gone.video_id, owner_id="alice"), None)
    assert sides(cloud, gone.video_id) == {"public": 0, "private": 0}
    assert sides(cloud, kept.video_id)["public"] == 3
    # The same reference twice: CloudFront invalidates once.
    first, second = forgotten
    assert first == second
    assert first["InvalidationBatch"]["Paths"]["Items"] == [f"/media/public/alice/{gone.video_id}/*"]


def test_the_edge_forgets_who_has_left(cloud: FakeCloud, forgotten: list[dict[str, Any]]) -> None:
    on_user_deleted.handler(envelope("UserDeleted", user_id="alice"), None)
    (call,) = forgotten
    assert call["InvalidationBatch"]["Paths"]["Items"] == ["/media/public/alice/*"]


def test_more_files_than_one_call_takes(cloud: FakeCloud) -> None:
    for number in range(1005):
        cloud.s3.put_object(Bucket="footlight-media", Key=f"media/public/alice/long/{number}", Body=b"x")
    shelves.copy("media/public/alice/long", "media/private/alice/long")
    shelves.remove("media/public/alice/long")
    assert len(list(shelves.below("media/private/alice/long"))) == 1005
    assert list(shelves.below("media/public/alice/long")) == []
