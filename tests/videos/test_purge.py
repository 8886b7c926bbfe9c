"""Every hour what was deleted long ago goes for good; with an account everything goes at once."""

from footlight import clock, videos
from functions.videos import on_user_deleted, purge
from tests.fake_cloud import FakeCloud, envelope
from tests.videos.conftest import Film


def test_the_purge_takes_what_was_deleted_seven_days_ago(film: Film, cloud: FakeCloud) -> None:
    old = film(deleted_at=clock.later(days=-7, seconds=-1))
    young, kept = film(deleted_at=clock.later(days=-6)), film()
    restored = film(deleted_at=clock.later(days=-8))
    videos.change(restored.video_id, lambda _: {"deleted_at": None})
    for _ in range(2):
        purge.handler({}, None)
    assert cloud.told() == [("VideoDeleted", {"video_id": old.video_id, "owner_id": "alice"})]
    assert videos.find(old.video_id) is None
    assert all(videos.find(row.video_id) for row in (young, kept, restored))


def test_a_deleted_user_takes_all_videos_along(film: Film, cloud: FakeCloud) -> None:
    mine = [film(), film(state="uploading"), film(deleted_at=clock.now())]
    other = film("bob")
    for _ in range(2):
        on_user_deleted.handler(envelope("UserDeleted", user_id="alice"), None)
    assert sorted(told["video_id"] for _, told in cloud.told()) == sorted(row.video_id for row in mine)
    assert [videos.find(row.video_id) for row in mine] == [None, None, None]
    assert videos.find(other.video_id)
