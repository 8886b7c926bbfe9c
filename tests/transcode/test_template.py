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


def test_every_step_ends_before_its_task_is_given_up() -> None:
    tasks = re.findall(r'"Resource": "\$\{(\w+)FunctionArn\}",\s*"TimeoutSeconds": (\d+)', STORY)
    assert len(tasks) == STORY.count('"Type": "Task"')
    timeouts = {
        function["Properties"]["Handler"]: function["Properties"]["Timeout"]
        for function in assembly("prod").resources("AWS::Lambda::Function").values()
    }
    for step, seconds in tasks:
        assert timeouts[f"functions.transcode.{step.lower()}.handler"] < int(seconds)


def test_encoding_has_the_processors_and_the_disk_it_needs() -> None:
    (encode,) = [
        each
        for each in assembly("prod").properties("AWS::Lambda::Function")
        if each["Handler"] == "functions.transcode.encode.handler"
    ]
    assert encode["MemorySize"] >= 4 * 1769
    assert encode["EphemeralStorage"] == {"Size": 10_240}
    assert encode["Timeout"] == 900
