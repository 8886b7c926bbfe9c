"""Every hour: a video whose event or whose run's end was lost does not wait for ever."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import boto3
import pytest

from footlight import clock, videos
from functions.transcode import on_upload_arrived, reasons, runs, sweep
from tests.fake_cloud import FakeCloud, envelope

OWNER = "owner-1"


@pytest.fixture
def states(cloud: FakeCloud, settings: pytest.MonkeyPatch) -> Any:
    """The pipeline in the fake cloud: its runs wait until they are stopped."""
    client = boto3.client("stepfunctions", region_name="us-east-1")
    wait = {"StartAt": "W", "States": {"W": {"Type": "Wait", "Seconds": 99, "End": True}}}
    role = "arn:aws:iam::123456789012:role/r"
    made = client.create_state_machine(name="pipeline", definition=json.dumps(wait), roleArn=role)
    settings.setenv("FOOTLIGHT_PIPELINE_ARN", made["stateMachineArn"])
    return client


def stuck(video_id: str, state: videos.State, minutes: float = 16) -> str:
    """A video that came to ``state`` and stayed there for so many ``minutes``."""
    videos.promise(video_id, OWNER, title="A film").save()
    for step in ("uploaded", "processing", "playable"):
        videos.advance(video_id, step)
        if step == state:
            break
    row = videos.table()
    row(video_id).update(actions=[row.updated_at.set(clock.later(minutes=-minutes))])
    return video_id


def start(video_id: str) -> None:
    on_upload_arrived.handler(envelope("UploadArrived", video_id=video_id, owner_id=OWNER), None)


def test_an_arrival_that_nobody_heard_is_told_again(states: Any, cloud: FakeCloud) -> None:
    stuck("v1", "uploaded")

    sweep.handler({}, None)

    assert cloud.told() == [("UploadArrived", {"video_id": "v1", "owner_id": OWNER})]
    assert videos.get("v1").state == "uploaded"


@pytest.mark.parametrize("state", ["uploaded", "processing", "playable"])
def test_a_run_that_ended_unheard_fails_its_video(states: Any, cloud: FakeCloud, state: Any) -> None:
    stuck("v1", state)
    start("v1")
    states.stop_execution(executionArn=runs.arn("v1"))

    sweep.handler({}, None)

    row = videos.get("v1")
    assert (row.state, row.reason) == ("failed", reasons.STOPPED)
    assert [kind for kind, _ in cloud.told()] == ["VideoFailed"]


def test_a_run_that_nobody_remembers_fails_its_video(states: Any) -> None:
    stuck("v1", "processing")

    sweep.handler({}, None)

    assert videos.get("v1").reason == reasons.BROKEN


def test_what_runs_is_left_to_run(states: Any, cloud: FakeCloud) -> None:
    for video_id, state in (("v1", "uploaded"), ("v2", "processing"), ("v3", "playable")):
        start(stuck(video_id, state))  # type: ignore[arg-type]

    sweep.handler({}, None)

    assert cloud.told() == []
    assert [videos.get(name).state for name in ("v1", "v2", "v3")] == ["uploaded", "processing", "playable"]


def test_what_has_just_changed_is_left_alone(states: Any, cloud: FakeCloud) -> None:
    stuck("v1", "uploaded", minutes=14)
    stuck("v2", "processing", minutes=14)

    sweep.handler({}, None)

    assert cloud.told() == []
    assert videos.get("v2").state == "processing"


def test_a_run_longer_than_the_pipeline_allows_is_over() -> None:
    def told(hours: float) -> str | None:
        begun = datetime.now(UTC) - timedelta(hours=hours)
        return runs.why_over({"status": "RUNNING", "startDate": begun})  # type: ignore[typeddict-item]

    assert told(2.9) is None
    assert told(12.5) == reasons.TIMED_OUT


def test_one_that_cannot_be_settled_does_not_hinder_the_others(
    states: Any, cloud: FakeCloud, settings: pytest.MonkeyPatch
) -> None:
    stuck("v1", "uploaded", minutes=20)
    stuck("v2", "uploaded")
    find = runs.find

    def broken(video_id: str) -> Any:
        if video_id == "v1":
            raise ConnectionError
        return find(video_id)

    settings.setattr(runs, "find", broken)
    with pytest.raises(sweep.SweepIncomplete, match="1 videos"):
        sweep.handler({}, None)

    assert cloud.told() == [("UploadArrived", {"video_id": "v2", "owner_id": OWNER})]
