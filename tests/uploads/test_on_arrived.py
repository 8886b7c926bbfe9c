"""S3 tells that a source is there: once, twice, late, early, or of things nobody knows."""

from typing import Any

import pytest

from footlight import events, videos
from functions.uploads import arrival, on_arrived, table
from tests.fake_cloud import FakeCloud
from tests.uploads.conftest import MIB, Uploader


def object_created(video_id: str, size: int = 9 * MIB, owner_id: str = "alice") -> dict[str, Any]:
    return {
        "source": "aws.s3",
        "detail-type": "Object Created",
        "detail": {"object": {"key": f"uploads/{owner_id}/{video_id}/source", "size": size}},
    }


def test_a_source_arrives(alice: Uploader, cloud: FakeCloud) -> None:
    upload = alice.promise()
    alice.complete(upload, alice.send(upload))
    on_arrived.handler(object_created(upload["video_id"]), None)
    assert videos.get(upload["video_id"]).state == "uploaded"
    assert cloud.told() == [("UploadArrived", {"video_id": upload["video_id"], "owner_id": "alice"})]
    row = table.find(upload["upload_id"])
    assert row is not None
    assert (row.state, row.arrived_size) == ("uploaded", 9 * MIB)
    assert row.expires is not None


def test_it_comes_before_the_complete_call_returns(alice: Uploader) -> None:
    upload = alice.promise()
    sent = alice.send(upload)
    on_arrived.handler(object_created(upload["video_id"]), None)
    assert alice.complete(upload, sent).json()["state"] == "uploaded"


def test_it_comes_twice(alice: Uploader, cloud: FakeCloud) -> None:
    upload = alice.promise()
    for _ in range(2):
        on_arrived.handler(object_created(upload["video_id"]), None)
    # Told again, which starting a pipeline of the same name ignores: what was lost in between would heal.
    assert [name for name, _ in cloud.told()] == ["UploadArrived", "UploadArrived"]
    assert videos.get(upload["video_id"]).state == "uploaded"


def test_it_comes_late(alice: Uploader, cloud: FakeCloud) -> None:
    upload = alice.promise()
    on_arrived.handler(object_created(upload["video_id"]), None)
    videos.advance(upload["video_id"], "processing")
    cloud.told()
    on_arrived.handler(object_created(upload["video_id"]), None)
    assert cloud.told() == []
    assert videos.get(upload["video_id"]).state == "processing"


def test_a_crash_before_it_was_told(
    alice: Uploader, cloud: FakeCloud, monkeypatch: pytest.MonkeyPatch
) -> None:
    upload = alice.promise()
    with monkeypatch.context() as crash:
        crash.setattr(arrival, "publish", lambda _: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            on_arrived.handler(object_created(upload["video_id"]), None)
    assert cloud.told() == []
    on_arrived.handler(object_created(upload["video_id"]), None)
    assert [name for name, _ in cloud.told()] == ["UploadArrived"]


@pytest.mark.parametrize(
    "key", ["uploads/alice/unknown/source", "uploads/alice/source", "other", "a/b/c/source"]
)
def test_unknown_keys(cloud: FakeCloud, key: str) -> None:
    on_arrived.handler({"detail": {"object": {"key": key, "size": 1}}}, None)
    assert cloud.told() == []


def test_a_key_below_another_owner(alice: Uploader, cloud: FakeCloud) -> None:
    upload = alice.promise()
    on_arrived.handler(object_created(upload["video_id"], owner_id="bob"), None)
    assert cloud.told() == []
    assert videos.get(upload["video_id"]).state == "uploading"


def test_another_size_than_promised_is_recorded(alice: Uploader) -> None:
    upload = alice.promise()
    on_arrived.handler(object_created(upload["video_id"], size=7), None)
    row = table.find(upload["upload_id"])
    assert row is not None
    assert (row.size, row.arrived_size) == (9 * MIB, 7)
    assert videos.get(upload["video_id"]).size_bytes == 7


def test_events_read_as_the_bus_hands_them() -> None:
    envelope = {"detail": {"video_id": "v", "owner_id": "o"}}
    assert events.parse(events.UploadArrived, envelope) == events.UploadArrived("v", "o")
