"""Cancelling: while it is processed, once and for all, by its owner alone."""

import pytest

from footlight import videos
from functions.videos import editing
from tests.fake_cloud import FakeCloud
from tests.videos.conftest import Call, Film

PLAYING = {"media_prefix": "media/public/alice/x", "manifest": "manifest.m3u8", "poster": "poster-1.jpg"}


@pytest.mark.parametrize("state", ["uploaded", "processing", "playable"])
def test_it_fails_and_is_told(call: Call, film: Film, cloud: FakeCloud, state: videos.State) -> None:
    row = film(state=state, posters=["poster-1.jpg"], storyboard="storyboard.vtt", **PLAYING)
    answer = call("POST", f"/{row.video_id}/cancel", "alice").json()

    assert (answer["state"], answer["reason"]) == ("failed", "You cancelled the processing.")
    assert (answer["poster_url"], answer["storyboard_url"], answer["posters"]) == (None, None, [])
    assert cloud.told() == [("VideoCancelled", {"video_id": row.video_id, "owner_id": "alice"})]
    kept = videos.get(row.video_id)
    assert [kept.media_prefix, kept.manifest, kept.feed, kept.work] == [None] * 4
    assert not videos.progress(row.video_id, 99)


def test_a_repeated_call_tells_it_again(call: Call, film: Film, cloud: FakeCloud) -> None:
    row = film(state="processing")
    answers = [call("POST", f"/{row.video_id}/cancel", "alice").status_code for _ in range(2)]

    assert answers == [200, 200]
    assert [name for name, _ in cloud.told()] == ["VideoCancelled"] * 2


@pytest.mark.parametrize("state", ["uploading", "ready", "failed"])
def test_what_is_not_processed_cannot_be(
    call: Call, film: Film, cloud: FakeCloud, state: videos.State
) -> None:
    row = film(state=state)
    answer = call("POST", f"/{row.video_id}/cancel", "alice")

    assert (answer.status_code, answer.json()["code"]) == (409, "not_cancellable")
    assert videos.get(row.video_id).state == state
    assert cloud.told() == []


def test_its_owner_s_alone(call: Call, film: Film, cloud: FakeCloud) -> None:
    row = film(state="processing")

    assert call("POST", f"/{row.video_id}/cancel", "bob").status_code == 404
    assert call("POST", f"/{row.video_id}/cancel").status_code == 401
    assert videos.get(row.video_id).state == "processing"
    assert cloud.told() == []


def test_one_that_was_deleted_meanwhile_can_still_be_restored_but_not_finished(film: Film) -> None:
    row = film(state="processing", deleted_at="2099-01-01T00:00:00.000Z")
    editing.cancel(row.video_id, "alice")

    assert editing.restore(row.video_id, "alice").state == "failed"
