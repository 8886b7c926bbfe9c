"""A video is gone for good: nothing of its upload stays."""

from functions.uploads import on_video_deleted, table
from tests.fake_cloud import FakeCloud, envelope
from tests.uploads.conftest import Uploader


def test_source_parts_and_promise_go(alice: Uploader, cloud: FakeCloud) -> None:
    complete, half, other = alice.promise(), alice.promise(), alice.promise()
    alice.complete(complete, alice.send(complete))
    alice.complete(other, alice.send(other))
    alice.send(half, 1)
    for upload in (complete, half, half):
        event = envelope("VideoDeleted", video_id=upload["video_id"], owner_id="alice")
        on_video_deleted.handler(event, None)
        assert table.find(upload["upload_id"]) is None
    assert cloud.keys("uploads_bucket") == [f"uploads/alice/{other['video_id']}/source"]
    assert cloud.s3.list_multipart_uploads(Bucket="footlight-uploads").get("Uploads", []) == []
