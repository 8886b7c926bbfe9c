"""Every hour: what was never finished fails, what arrived unnoticed is noticed."""

import pytest

from footlight import clock, videos
from functions.uploads import sweep, table
from tests.fake_cloud import FakeCloud
from tests.uploads.conftest import Uploader


def expire(upload_id: str) -> None:
    row = table.table()
    row(upload_id).update(actions=[row.expires_at.set(clock.later(seconds=-1))])


def test_uploads_that_were_never_finished_fail(alice: Uploader, cloud: FakeCloud) -> None:
    old, young = alice.promise(), alice.promise()
    alice.send(old, 1)
    expire(old["upload_id"])
    sweep.handler({}, None)

    video = videos.get(old["video_id"])
    assert (video.state, video.reason) == ("failed", "The upload was not finished within 7 days.")
    assert videos.get(young["video_id"]).state == "uploading"
    assert [item["upload_id"] for item in alice.call("GET").json()["items"]] == [young["upload_id"]]
    assert alice.call("GET", f"/{old['upload_id']}").json()["state"] == "failed"
    assert alice.complete(old, []).json()["code"] == "upload_gone"
    assert len(cloud.s3.list_multipart_uploads(Bucket="footlight-uploads")["Uploads"]) == 1
    assert cloud.told() == []


def test_a_lost_event_is_made_up_for(alice: Uploader, cloud: FakeCloud) -> None:
    upload = alice.promise()
    alice.complete(upload, alice.send(upload))
    sweep.handler({}, None)
    assert videos.get(upload["video_id"]).state == "uploaded"
    assert [name for name, _ in cloud.told()] == ["UploadArrived"]
    sweep.handler({}, None)
    assert cloud.told() == []


def test_one_bad_upload_does_not_stop_the_others(alice: Uploader, monkeypatch: pytest.MonkeyPatch) -> None:
    uploads = [alice.promise() for _ in range(3)]
    for upload in uploads:
        expire(upload["upload_id"])
    settle = sweep.settle

    def stumbling(row: object) -> None:
        if row.upload_id == uploads[1]["upload_id"]:  # type: ignore[attr-defined]
            raise OSError
        settle(row)  # type: ignore[arg-type]

    monkeypatch.setattr(sweep, "settle", stumbling)
    with pytest.raises(sweep.SweepIncomplete):
        sweep.handler({}, None)
    assert [videos.get(upload["video_id"]).state for upload in uploads] == ["failed", "uploading", "failed"]
