"""What is cancelled, or gone for good, is worked at no longer, and leaves nothing behind."""

import json
from collections.abc import Callable
from typing import Any

import boto3
import pytest

from footlight import media, videos
from functions.transcode import (
    convert,
    on_upload_arrived,
    on_video_cancelled,
    on_video_deleted,
    runs,
    turns,
    work,
)
from tests.fake_cloud import FakeCloud, envelope

OWNER = "owner-1"
Reaction = Callable[[dict[str, Any], object], None]
REACTIONS = {"VideoCancelled": on_video_cancelled.handler, "VideoDeleted": on_video_deleted.handler}


@pytest.fixture
def states(cloud: FakeCloud, settings: pytest.MonkeyPatch) -> Any:
    """The pipeline in the fake cloud: its runs wait until they are stopped."""
    client = boto3.client("stepfunctions", region_name="us-east-1")
    wait = {"StartAt": "W", "States": {"W": {"Type": "Wait", "Seconds": 99, "End": True}}}
    role = "arn:aws:iam::123456789012:role/r"
    made = client.create_state_machine(name="pipeline", definition=json.dumps(wait), roleArn=role)
    settings.setenv("FOOTLIGHT_PIPELINE_ARN", made["stateMachineArn"])
    return client


@pytest.fixture
def cancelled_jobs(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str]]:
    """Owner and video of each MediaConvert job that was to be cancelled."""
    found: list[tuple[str, str]] = []
    monkeypatch.setattr(convert, "cancel", lambda *of: found.append(of))
    return found


@pytest.fixture
def run(states: Any, cloud: FakeCloud, cancelled_jobs: list[tuple[str, str]]) -> str:
    """A video that is processed: it holds slots, and has files on both sides and on the workbench."""
    source = media.source_key(OWNER, "v1")
    cloud.s3.put_object(Bucket="footlight-uploads", Key=source, Body=b"x")
    for side in ("public", "private"):
        cloud.s3.put_object(
            Bucket="footlight-media", Key=f"media/{side}/{OWNER}/v1/first/init.mp4", Body=b"x"
        )
    work.write(f"{work.prefix(OWNER, 'v1')}/plan.json", {})
    videos.promise("v1", OWNER, title="A film").save()
    videos.change("v1", lambda _: {"state": "processing"})
    on_upload_arrived.handler(envelope("UploadArrived", video_id="v1", owner_id=OWNER), None)
    assert turns.take("v1", OWNER, 5, 1) == 5
    return runs.arn("v1")


def tell(kind: str, video_id: str = "v1") -> None:
    REACTIONS[kind](envelope(kind, video_id=video_id, owner_id=OWNER), None)


def cancel() -> None:
    """What the API does before it tells."""
    videos.advance("v1", "failed", reason="You cancelled the processing.", media_prefix=None)


def free(owner_id: str) -> int:
    """How many slots somebody else would get of all there are."""
    return turns.take("v2", owner_id, 1000, 1)


def test_a_cancelled_video_leaves_nothing(
    run: str, states: Any, cloud: FakeCloud, cancelled_jobs: list[tuple[str, str]]
) -> None:
    cancel()
    for _ in range(2):
        tell("VideoCancelled")

    assert states.describe_execution(executionArn=run)["status"] == "ABORTED"
    assert set(cancelled_jobs) == {(OWNER, "v1")}
    assert cloud.keys("media_bucket") == []
    row = videos.get("v1")
    assert (row.state, row.reason) == ("failed", "You cancelled the processing.")
    tags = cloud.s3.get_object_tagging(Bucket="footlight-uploads", Key=media.source_key(OWNER, "v1"))
    assert tags["TagSet"] == [{"Key": "outcome", "Value": "failed"}]
    assert {kind for kind, _ in cloud.told()} == {"VideoFailed"}


def test_what_became_ready_before_keeps_its_files(run: str, cloud: FakeCloud) -> None:
    videos.advance("v1", "ready")
    before = cloud.keys("media_bucket", "media/")
    tell("VideoCancelled")

    assert cloud.keys("media_bucket", "media/") == before
    assert videos.get("v1").state == "ready"


def test_a_purged_video_is_worked_at_no_longer(
    run: str, states: Any, cloud: FakeCloud, cancelled_jobs: list[tuple[str, str]]
) -> None:
    videos.remove("v1")
    for _ in range(2):
        tell("VideoDeleted")

    assert states.describe_execution(executionArn=run)["status"] == "ABORTED"
    assert set(cancelled_jobs) == {(OWNER, "v1")}
    assert cloud.keys("media_bucket", "work/") == []
    assert cloud.told() == []


@pytest.mark.parametrize("kind", list(REACTIONS))
def test_its_turn_is_somebody_elses(run: str, settings: pytest.MonkeyPatch, kind: str) -> None:
    cancel()
    before = free("owner-2")
    turns.give_back("v2")
    tell(kind)

    assert free("owner-2") > before


@pytest.mark.parametrize("kind", list(REACTIONS))
def test_what_never_ran_is_no_error(states: Any, cloud: FakeCloud, kind: str) -> None:
    tell(kind, "v0")

    assert cloud.told() == []
