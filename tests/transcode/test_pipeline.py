"""The state machine: every step limited, retried and caught; started once, stopped when the video is gone."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import boto3
import pytest

from functions.transcode import on_upload_arrived, on_video_deleted
from tests.fake_cloud import FakeCloud, envelope

FILE = Path(__file__).parents[2] / "functions/transcode/pipeline.asl.json"
LAMBDAS = {
    *("Probe", "Rewrap", "Convert", "Adopt", "Sound", "Poster", "Rounds", "Encode"),
    *("Storyboard", "Finish", "Tidy", "Fail"),
}


def states(machine: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every state at any depth."""
    for name, state in machine["States"].items():
        yield name, state
        for inner in [
            *state.get("Branches", []),
            *([state["ItemProcessor"]] if "ItemProcessor" in state else []),
        ]:
            yield from states(inner)


@pytest.fixture(scope="module")
def machine() -> Any:
    return json.loads(FILE.read_text())


@pytest.fixture
def pipeline(cloud: FakeCloud, settings: pytest.MonkeyPatch) -> Any:
    """A state machine that waits, in the fake cloud."""
    client = boto3.client("stepfunctions", region_name="us-east-1")
    wait = {"StartAt": "W", "States": {"W": {"Type": "Wait", "Seconds": 99, "End": True}}}
    role = "arn:aws:iam::123456789012:role/r"
    made = client.create_state_machine(name="pipeline", definition=json.dumps(wait), roleArn=role)
    settings.setenv("FOOTLIGHT_PIPELINE_ARN", made["stateMachineArn"])
    return client


def executions(pipeline: Any) -> list[tuple[str, str]]:
    (machine,) = pipeline.list_state_machines()["stateMachines"]
    found = pipeline.list_executions(stateMachineArn=machine["stateMachineArn"])["executions"]
    return [(each["name"], each["status"]) for each in found]


def test_it_names_its_lambdas_by_substitution() -> None:
    assert set(re.findall(r"\$\{(\w+)FunctionArn\}", FILE.read_text())) == LAMBDAS
    assert "arn:aws" not in FILE.read_text()


def test_every_task_is_limited_and_retried_with_backoff(machine: Any) -> None:
    tasks = [(name, state) for name, state in states(machine) if state["Type"] == "Task"]

    assert len(tasks) == 14
    for name, state in tasks:
        assert state["TimeoutSeconds"] < 900 + 20, name
        *_, retry = state["Retry"]
        assert retry["BackoffRate"] > 1, name
        assert retry["JitterStrategy"] == "FULL", name
    assert machine["TimeoutSeconds"]


def test_every_error_ends_in_a_failed_video(machine: Any) -> None:
    (catch,) = machine["States"]["Transcode"]["Catch"]

    assert catch["ErrorEquals"] == ["States.ALL"]
    assert machine["States"]["GiveUp"]["Resource"] == "${FailFunctionArn}"


def test_each_choice_refuses_unless_told_otherwise(machine: Any) -> None:
    (body,) = machine["States"]["Transcode"]["Branches"]
    choices = {name: state for name, state in body["States"].items() if state["Type"] == "Choice"}

    assert {name for name, state in choices.items() if state["Default"] == "Refuse"} == {
        "ByWhichRoute",
        "IsItHeard",
        "WasItRewrapped",
        "IsItReady",
    }
    refused = {choice["Next"] for choice in choices["IsItWhole"]["Choices"][:2]}
    assert {body["States"][name]["Next"] for name in refused} == {"Refuse"}


def test_the_fan_out_is_distributed_and_a_lost_piece_does_not_end_it(machine: Any) -> None:
    work = dict(states(machine))["Work"]

    assert work["ItemProcessor"]["ProcessorConfig"] == {"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"}
    encode = work["ItemProcessor"]["States"]["Encode"]
    assert encode["Catch"][0]["Next"] == "Lost"
    assert work["ItemProcessor"]["States"]["Lost"]["Parameters"]["lost"] is True


def test_mediaconvert_that_fails_hands_over_to_ffmpeg(machine: Any) -> None:
    found = dict(states(machine))

    assert found["DidItConvert"]["Default"] == "Make"
    for name in ("Convert", "Adopt"):
        assert found[name]["Catch"][0]["Next"] == "Make"


def test_an_upload_that_arrives_twice_starts_one_execution(pipeline: Any) -> None:
    for _ in range(2):
        on_upload_arrived.handler(envelope("UploadArrived", video_id="v1", owner_id="o1"), None)

    assert executions(pipeline) == [("v1", "RUNNING")]


def test_an_upload_told_of_after_its_run_starts_nothing(pipeline: Any) -> None:
    arrived = envelope("UploadArrived", video_id="v1", owner_id="o1")
    on_upload_arrived.handler(arrived, None)
    on_video_deleted.handler(envelope("VideoDeleted", video_id="v1", owner_id="o1"), None)
    on_upload_arrived.handler(arrived, None)

    assert executions(pipeline) == [("v1", "ABORTED")]


def test_a_deleted_video_without_a_run_is_no_matter(pipeline: Any) -> None:
    on_video_deleted.handler(envelope("VideoDeleted", video_id="other", owner_id="o1"), None)

    assert executions(pipeline) == []
