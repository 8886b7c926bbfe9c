"""The pipeline as deployed."""

import json
import re

import pytest

from tests.assembly import ROOT, assembly

pytestmark = [pytest.mark.templates, pytest.mark.xdist_group("templates")]
STORY = (ROOT / "functions/transcode/pipeline.asl.json").read_text()


def test_every_function_of_the_story_is_filled_in() -> None:
    (machine,) = assembly("prod").properties("AWS::StepFunctions::StateMachine")
    assert set(re.findall(r"\$\{(\w+)\}", STORY)) == set(machine["DefinitionSubstitutions"])


def test_the_pipeline_is_logged_and_traced() -> None:
    (machine,) = assembly("prod").properties("AWS::StepFunctions::StateMachine")
    assert machine["LoggingConfiguration"]["Level"] == "ALL"
    assert machine["TracingConfiguration"] == {"Enabled": True}


def test_the_pipeline_may_call_its_own_steps_only() -> None:
    calls = [
        statement
        for statement in assembly("prod").statements()
        if statement["Action"] == "lambda:InvokeFunction"
    ]
    (statement,) = calls
    assert all("Transcode" in json.dumps(resource) for resource in statement["Resource"])


def test_the_pipeline_may_start_and_stop_its_own_children_only() -> None:
    policies = assembly("prod").resources("AWS::IAM::Policy")
    (policy,) = [each for name, each in policies.items() if "FanOut" in name]
    start, stop = policy["Properties"]["PolicyDocument"]["Statement"]
    assert start["Action"] == "states:StartExecution"
    assert set(stop["Action"]) == {"states:DescribeExecution", "states:StopExecution"}
    assert json.dumps(stop["Resource"]).endswith('"/*"]]}')


def test_mediaconvert_reads_originals_and_writes_to_the_workbench_only() -> None:
    policies = assembly("prod").resources("AWS::IAM::Policy")
    (policy,) = [each for name, each in policies.items() if "MediaConvertRole" in name]
    for statement in policy["Properties"]["PolicyDocument"]["Statement"]:
        said = statement["Action"], json.dumps(statement["Resource"])
        assert said[0] != "s3:GetObject" or "uploads/*" in said[1]
        assert said[0] != "s3:PutObject" or "work/*" in said[1]


def test_the_workbench_expires() -> None:
    rules = [
        rule
        for bucket in assembly("prod").properties("AWS::S3::Bucket")
        for rule in bucket.get("LifecycleConfiguration", {}).get("Rules", [])
        if rule.get("Prefix") == "work/"
    ]
    assert [rule["ExpirationInDays"] for rule in rules] == [7]


def test_what_is_stuck_is_looked_for_hourly() -> None:
    rules = assembly("prod").resources("AWS::Events::Rule")
    (sweep,) = [rule for name, rule in rules.items() if name.startswith("TranscodeSweep")]
    assert sweep["Properties"]["ScheduleExpression"] == "rate(1 hour)"
    assert sweep["Properties"]["Targets"][0]["DeadLetterConfig"]


@pytest.mark.parametrize(
    ("function", "actions"),
    [
        ("Storyboard", {"dynamodb:GetItem"}),
        ("Tidy", {"dynamodb:GetItem"}),
        ("Encode", {"dynamodb:GetItem", "dynamodb:UpdateItem"}),
        ("Sweep", {"dynamodb:GetItem", "dynamodb:UpdateItem", "dynamodb:Query"}),
    ],
)
def test_each_may_touch_rows_as_far_as_it_does(function: str, actions: set[str]) -> None:
    policies = assembly("prod").resources("AWS::IAM::Policy")
    (policy,) = [each for name, each in policies.items() if name.startswith(f"Transcode{function}Role")]
    allowed = {
        action
        for statement in policy["Properties"]["PolicyDocument"]["Statement"]
        for action in ([statement["Action"]] if isinstance(statement["Action"], str) else statement["Action"])
    }
    assert {action for action in allowed if action.startswith("dynamodb:")} == actions


def test_every_step_ends_a_little_before_its_task_is_given_up() -> None:
    tasks = re.findall(r'"Resource": "\$\{(\w+)FunctionArn\}",\s*"TimeoutSeconds": (\d+)', STORY)
    # All but the one that waits for MediaConvert's token.
    assert len(tasks) == STORY.count('"Type": "Task"') - 1
    timeouts = {
        function["Properties"]["Handler"]: function["Properties"]["Timeout"]
        for function in assembly("prod").resources("AWS::Lambda::Function").values()
    }
    for step, seconds in tasks:
        assert timeouts[f"functions.transcode.{step.lower()}.handler"] == int(seconds) - 10, step


def test_encoding_has_the_processors_and_the_disk_it_needs() -> None:
    (encode,) = [
        each
        for each in assembly("prod").properties("AWS::Lambda::Function")
        if each["Handler"] == "functions.transcode.encode.handler"
    ]
    assert encode["MemorySize"] >= 4 * 1769
    assert encode["EphemeralStorage"] == {"Size": 10_240}
    assert encode["Timeout"] == 900
    told = [
        each["Environment"]["Variables"]["FOOTLIGHT_ENCODE_MEMORY"]
        for each in assembly("prod").properties("AWS::Lambda::Function")
        if each["Handler"] == "functions.transcode.probe.handler"
    ]
    assert told == [str(encode["MemorySize"])]
