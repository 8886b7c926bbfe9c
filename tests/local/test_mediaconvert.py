"""The MediaConvert on the laptop answers as AWS' does, and refuses what AWS' model refuses."""

from __future__ import annotations

import json
import os
import re
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import boto3
import pytest
from botocore.config import Config
from botocore.exceptions import ClientError
from moto.events.models import EventPattern as MotosPattern

from local.mediaconvert_cloud import Cloud
from local.mediaconvert_ffmpeg import order
from local.mediaconvert_job import Job
from tests.fake_cloud import NAMES, FakeCloud
from tests.mediaconvert import REGION, ROLE, TestCloud, make_role, mediaconvert

# What there is no object of ends at once.
MISSING = f"s3://{NAMES['uploads_bucket']}/missing"
H264 = {"RateControlMode": "QVBR", "MaxBitrate": 200_000, "QvbrSettings": {"QvbrQualityLevel": 7}}


@pytest.fixture
def service(cloud: FakeCloud) -> Iterator[TestCloud]:
    with mediaconvert() as stand_in:
        yield stand_in


@pytest.fixture
def client(service: TestCloud) -> Any:
    """boto3's client, which does not check anything itself, so that the service must."""
    unchecked = Config(parameter_validation=False, retries={"total_max_attempts": 1})
    return boto3.client("mediaconvert", region_name=REGION, endpoint_url=service.endpoint, config=unchecked)


def settings(source: str = MISSING, **group: Any) -> dict[str, Any]:
    """A small job of one picture."""
    where = {"Destination": f"s3://{NAMES['media_bucket']}/out/", "SegmentLength": 4, **group}
    video = {"Width": 64, "Height": 48, "CodecSettings": {"Codec": "H_264", "H264Settings": H264}}
    return {
        "Inputs": [{"FileInput": source}],
        "OutputGroups": [
            {
                "OutputGroupSettings": {"Type": "CMAF_GROUP_SETTINGS", "CmafGroupSettings": where},
                "Outputs": [{"VideoDescription": video, "ContainerSettings": {"Container": "CMFC"}}],
            }
        ],
    }


def refusal(call: Any, **parameters: Any) -> tuple[str, str]:
    with pytest.raises(ClientError) as caught:
        call(**parameters)
    return caught.value.response["Error"]["Code"], caught.value.response["Error"]["Message"]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"SegmentLength": 0}, "/settings/outputGroups/0/.*/segmentLength: must be 1 at least"),
        ({"SegmentLength": "4"}, "segmentLength: must be integer"),
        ({"SegmentControl": "SEGMENTS"}, "segmentControl: must be one of SINGLE_FILE, SEGMENTED_FILES"),
        ({"Destination": "https://somewhere"}, "destination: should match the pattern"),
    ],
)
def test_what_the_model_forbids_is_refused(client: Any, change: dict[str, Any], words: str) -> None:
    code, message = refusal(client.create_job, Role=ROLE, Settings=settings(**change))

    assert code == "BadRequestException"
    assert re.search(words, message), message


def test_what_is_required_or_unknown_is_refused_too(client: Any, service: TestCloud) -> None:
    assert refusal(client.create_job, Settings=settings())[0] == "BadRequestException"

    for body in (b'{"role": "r", "settings": {"speed": 3}}', b"[]", b"no JSON"):
        request = urllib.request.Request(f"{service.endpoint}/2017-08-29/jobs", body, method="POST")
        with pytest.raises(urllib.error.HTTPError) as caught:
            urllib.request.urlopen(request)
        assert caught.value.code == 400
        assert caught.value.headers["x-amzn-ErrorType"] == "BadRequestException"


def test_what_it_cannot_make_it_says_at_once(client: Any) -> None:
    hevc = settings()
    hevc["OutputGroups"][0]["Outputs"][0]["VideoDescription"]["CodecSettings"] = {"Codec": "H_265"}

    assert "needs H.264" in refusal(client.create_job, Role=ROLE, Settings=hevc)[1]


def test_a_job_is_shown_with_the_models_own_shapes(client: Any, service: TestCloud) -> None:
    asked = settings()
    made = client.create_job(Role=ROLE, Settings=asked, UserMetadata={"a": "b"})
    service.events({"ERROR"})

    job = client.get_job(Id=made["Job"]["Id"])["Job"]
    assert made["ResponseMetadata"]["HTTPStatusCode"] == 201
    assert (job["Settings"], job["Role"], job["UserMetadata"]) == (asked, ROLE, {"a": "b"})
    assert (job["Status"], job["ErrorCode"]) == ("ERROR", 1404)
    assert job["Queue"].endswith(":queues/Default")
    assert job["CreatedAt"] <= job["Timing"]["FinishTime"]


def test_a_request_token_names_its_job_again(client: Any) -> None:
    first, again, other = (
        client.create_job(Role=ROLE, Settings=settings(), ClientRequestToken=token)["Job"]["Id"]
        for token in ("one", "one", "two")
    )

    assert first == again != other


def test_jobs_are_listed_by_pages(client: Any, service: TestCloud) -> None:
    ids = [
        client.create_job(Role=ROLE, Settings=settings(), ClientRequestToken=f"t{number}")["Job"]["Id"]
        for number in range(3)
    ]
    for _ in ids:
        service.events({"ERROR"})

    page = client.list_jobs(MaxResults=2, Status="ERROR")
    rest = client.list_jobs(MaxResults=2, Status="ERROR", NextToken=page["NextToken"])
    assert [job["Id"] for job in (*page["Jobs"], *rest["Jobs"])] == ids[::-1]
    assert "NextToken" not in rest
    assert [job["Id"] for job in client.list_jobs(Order="ASCENDING", Queue="Default")["Jobs"]] == ids
    assert client.list_jobs(Status="COMPLETE")["Jobs"] == []
    assert refusal(client.list_jobs, MaxResults="many")[0] == "BadRequestException"


def test_what_it_does_not_know_it_does_not_find(client: Any) -> None:
    for call in (client.get_job, client.cancel_job):
        assert refusal(call, Id="of-a-former-life")[0] == "NotFoundException"


def test_a_job_can_be_cancelled_while_it_waits_and_while_it_works(
    client: Any, cloud: FakeCloud, service: TestCloud, tmp_path: Path
) -> None:
    # A pipe that nobody writes to keeps FFmpeg at work, without work.
    source = f"s3://{NAMES['uploads_bucket']}/endless"
    cloud.s3.put_object(Bucket=NAMES["uploads_bucket"], Key="endless", Body=b"-")
    service.sources[source] = tmp_path / "pipe"
    os.mkfifo(tmp_path / "pipe")
    works, waits = (
        client.create_job(Role=ROLE, Settings=settings(source), ClientRequestToken=token)["Job"]["Id"]
        for token in ("works", "waits")
    )
    service.events({"PROGRESSING"})

    client.cancel_job(Id=waits)
    client.cancel_job(Id=works)

    over = [service.events({"CANCELED"})[-1]["detail"]["jobId"] for _ in range(2)]
    assert over == [waits, works]
    assert refusal(client.cancel_job, Id=works)[0] == "ConflictException"


def test_a_role_must_exist_and_trust_it(client: Any, service: TestCloud) -> None:
    make_role("stranger", "lambda.amazonaws.com")

    for name, words in (("stranger", "does not trust"), ("nobody", "not found")):
        client.create_job(Role=f"arn:aws:iam::1:role/{name}", Settings=settings(), ClientRequestToken=name)
        assert words in service.events({"ERROR"})[-1]["detail"]["errorMessage"]


def test_the_endpoint_is_the_one_that_was_asked(client: Any, service: TestCloud) -> None:
    assert client.describe_endpoints()["Endpoints"] == [{"Url": service.endpoint}]


def test_events_reach_the_functions_whose_rules_want_them(cloud: FakeCloud) -> None:
    called: list[tuple[str, Any]] = []

    class Bus:
        """Moto's, with the one operation that it does not have."""

        def __init__(self, events: Any) -> None:
            self.get_paginator, self.list_targets_by_rule = events.get_paginator, events.list_targets_by_rule

        def test_event_pattern(self, EventPattern: str, Event: str) -> dict[str, bool]:  # noqa: N803
            return {"Result": MotosPattern.load(EventPattern).matches_event(json.loads(Event))}

    class Functions:
        def invoke(self, FunctionName: str, InvocationType: str, Payload: bytes) -> None:  # noqa: N803
            called.append((FunctionName, json.loads(Payload)))

    def make(name: str) -> Any:
        return Functions() if name == "lambda" else Bus(cloud.events)

    wants = {"source": ["aws.mediaconvert"], "detail": {"status": ["COMPLETE"]}}
    rules = {"ours": wants, "others": {"source": ["aws.s3"]}}
    for name, pattern in rules.items():
        cloud.events.put_rule(Name=name, EventPattern=json.dumps(pattern))
        arn = f"arn:aws:lambda:{REGION}:000000000000:function:{name}"
        cloud.events.put_targets(Rule=name, Targets=[{"Id": "1", "Arn": arn}])

    for status in ("PROGRESSING", "COMPLETE"):
        Cloud(make).tell({"status": status, "jobId": "1"}, "arn:job")

    ((function, event),) = called
    assert function.endswith(":ours")
    assert event["detail-type"] == "MediaConvert Job State Change"
    assert (event["source"], event["detail"]["status"]) == ("aws.mediaconvert", "COMPLETE")


def test_progress_is_told_as_aws_tells_it() -> None:
    request = {"UserMetadata": {"video_id": "v"}, "StatusUpdateInterval": "SECONDS_10"}
    job = Job(request, order(settings()), status="PROGRESSING", share=0.42)

    detail = job.news("STATUS_UPDATE")

    assert (job.interval, detail["userMetadata"]) == (10, {"video_id": "v"})
    assert detail["jobProgress"]["jobPercentComplete"] == 42
    assert detail["jobProgress"]["currentPhase"] == "TRANSCODING"
