"""Whatever order things happen in, the same end is reached."""

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from footlight import videos
from functions.uploads import on_arrived, on_video_deleted, sweep
from tests.conftest import Bearer
from tests.fake_cloud import FakeCloud, envelope
from tests.uploads.conftest import Uploader
from tests.uploads.test_on_arrived import object_created
from tests.uploads.test_sweep import expire

SIZE = 1000
STEPS = ["complete", "arrived", "cancel", "sweep", "expire", "process", "read"]


class Story:
    """One upload with all parts sent, to which steps happen."""

    def __init__(self, alice: Uploader, cloud: FakeCloud) -> None:
        self.alice, self.cloud = alice, cloud
        self.upload = alice.promise(size=SIZE)
        self.id = self.upload["upload_id"]
        self.sent = alice.send(self.upload)
        self.told = 0

    def source_is_whole(self) -> bool:
        return self.cloud.keys("uploads_bucket", f"uploads/alice/{self.id}/") != []

    def complete(self) -> None:
        answer = self.alice.complete(self.upload, self.sent)
        assert answer.status_code == (200 if self.source_is_whole() else answer.status_code)
        assert answer.status_code in (200, 404, 409)

    def arrived(self) -> None:
        # S3 tells only of what is there; how often and when is its own affair.
        if self.source_is_whole():
            on_arrived.handler(object_created(self.id, SIZE), None)

    def cancel(self) -> None:
        whole = self.source_is_whole()
        assert self.alice.call("DELETE", f"/{self.id}").status_code in ((409,) if whole else (204, 404))

    def sweep(self) -> None:
        sweep.handler({}, None)

    def expire(self) -> None:
        if self.alice.call("GET", f"/{self.id}").status_code == 200:
            expire(self.id)

    def process(self) -> None:
        """Transcoding starts, once it was told."""
        self.told += len(self.cloud.told())
        if self.told:
            videos.advance(self.id, "processing")

    def read(self) -> None:
        assert self.alice.call("GET", f"/{self.id}").status_code in (200, 404)

    def check_end(self) -> None:
        """When all is quiet: the events have come, the sweep has been."""
        self.arrived()
        self.sweep()
        self.told += len(self.cloud.told())
        video, upload = videos.find(self.id), self.alice.call("GET", f"/{self.id}").json()
        if self.source_is_whole():
            assert video is not None
            assert video.state in ("uploaded", "processing")
            assert upload["state"] == "uploaded"
            assert self.told >= 1
            return
        assert self.told == 0
        if video is None:
            assert upload["code"] == "not_found"
        else:
            assert video.state == upload["state"]
            assert video.state in ("uploading", "failed")
        deleted = envelope("VideoDeleted", video_id=self.id, owner_id="alice")
        on_video_deleted.handler(deleted, None)


@hypothesis_settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    print_blob=True,
)
@given(steps=st.lists(st.sampled_from(STEPS), max_size=9))
def test_any_order_ends_right(cloud: FakeCloud, alice: Uploader, steps: list[str]) -> None:
    story = Story(alice, cloud)
    for step in steps:
        run: Callable[[], None] = getattr(story, step)
        run()
    story.check_end()


@pytest.fixture(autouse=True)
def many_uploads_a_day(settings: pytest.MonkeyPatch, bearer: Bearer) -> None:
    settings.setenv("FOOTLIGHT_UPLOADS_PER_DAY", "1000000")
