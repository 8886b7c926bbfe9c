"""A plan becomes a MediaConvert job, and whatever becomes of the job is told to the run that waits for it."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import botocore.session
import pytest
from botocore.validate import ParamValidator

from footlight import clients, shelves, videos
from functions.transcode import convert, convert_job, jobs, on_job_changed, work
from functions.transcode.ladder import Rung
from tests.fake_cloud import NAMES, FakeCloud
from tests.mediaconvert import ROLE, TestCloud
from tests.transcode import conversion
from tests.transcode.conversion import (
    BROADCAST,
    OWNER,
    RUN,
    VIDEO,
    States,
    arrived,
    begun,
    converted,
    planned,
)

# Fixtures.
states, elemental = conversion.states, conversion.elemental


def valid(request: Any) -> bool:
    shape = botocore.session.get_session().get_service_model("mediaconvert").operation_model("CreateJob")
    assert shape.input_shape
    report = ParamValidator().validate(request, shape.input_shape)
    assert not report.has_errors(), report.generate_report()
    return True


@pytest.mark.parametrize("trait", ["interlaced", "hdr", "capped"])
def test_what_a_job_asks_for_is_in_the_model(trait: str, settings: pytest.MonkeyPatch) -> None:
    settings.setenv("FOOTLIGHT_CONVERT_ROLE", ROLE)
    request: Any = convert_job.request(planned(**{trait: True}))

    video = request["Settings"]["OutputGroups"][0]["Outputs"][0]["VideoDescription"]
    h264 = video["CodecSettings"]["H264Settings"]
    assert valid(request)
    assert request["UserMetadata"] == OURS
    assert len(request["ClientRequestToken"]) <= 64
    assert ("Deinterlacer" in video["VideoPreprocessors"]) == (trait == "interlaced")
    assert ("ColorCorrector" in video["VideoPreprocessors"]) == (trait == "hdr")
    assert h264.get("FramerateNumerator") == (60 if trait == "capped" else None)


def test_a_video_without_sound_asks_for_none(settings: pytest.MonkeyPatch) -> None:
    settings.setenv("FOOTLIGHT_CONVERT_ROLE", ROLE)
    silent = planned(audio_index=None)
    silent["sound"] = "none"

    assert valid(convert_job.request(silent))
    assert "Audio" not in json.dumps(convert_job.request(silent))


def test_what_is_no_video_is_answered_as_an_error(
    cloud: FakeCloud, elemental: TestCloud, states: States, tmp_path: Path
) -> None:
    path = tmp_path / "source"
    path.write_bytes(b"not a video at all" * 1000)
    begun(cloud, elemental, path)

    answer = converted(elemental, states)

    assert answer["status"] == "ERROR"
    assert answer["error"].startswith("1010: Unable to open input file")


def test_a_retry_finds_its_job_again(
    cloud: FakeCloud, elemental: TestCloud, states: States, tmp_path: Path
) -> None:
    arrived(cloud, elemental, tmp_path, BROADCAST)
    convert.handler({**RUN, "token": "token-1"}, None)
    elemental.events({"COMPLETE"})
    # The attempt died before it could note the job, and the event went by unheard.
    jobs.write(OWNER, VIDEO, "token-1", None)

    convert.handler({**RUN, "token": "token-2"}, None)

    assert states.answers == {"token-2": {"status": "COMPLETE", "error": None}}
    assert len(clients.mediaconvert().list_jobs()["Jobs"]) == 1


def test_a_job_that_can_never_be_is_no_accident(
    cloud: FakeCloud, elemental: TestCloud, states: States, tmp_path: Path
) -> None:
    plan = arrived(cloud, elemental, tmp_path, BROADCAST)
    plan["rungs"] = [Rung(name="16p", width=16, height=16, max_rate=100_000)]
    work.write(f"{plan['work']}/{work.PLAN}", plan)

    convert.handler({**RUN, "token": "token-1"}, None)

    assert states.answers["token-1"]["status"] == "ERROR"
    assert "min value: 32" in states.answers["token-1"]["error"]


OURS = {**RUN, "media_bucket": NAMES["media_bucket"]}


def news(status: str, **detail: Any) -> dict[str, Any]:
    told = {"jobId": "job-1", "userMetadata": OURS, "status": status, **detail}
    return {"source": "aws.mediaconvert", "detail-type": "MediaConvert Job State Change", "detail": told}


def waiting(state: Any = "processing") -> None:
    row = videos.promise(VIDEO, OWNER, title="A video", visibility="public")
    row.state = state
    row.save()
    jobs.write(OWNER, VIDEO, "token-1", "job-1")


def test_progress_is_told_on_the_video(cloud: FakeCloud, states: States) -> None:
    waiting()

    on_job_changed.handler(news("PROGRESSING"), None)
    on_job_changed.handler(news("STATUS_UPDATE", jobProgress={"jobPercentComplete": 50}), None)

    assert videos.get(VIDEO).percent == 52
    assert states.answers == {}


def test_an_event_that_comes_twice_or_late_is_no_error(cloud: FakeCloud, states: States) -> None:
    waiting()

    for status in ("COMPLETE", "COMPLETE", "STATUS_UPDATE"):
        on_job_changed.handler(news(status), None)

    assert states.answers == {"token-1": {"status": "COMPLETE", "error": None}}


def test_other_jobs_of_the_account_are_none_of_ours(cloud: FakeCloud, states: States) -> None:
    waiting()

    for stranger in (
        news("COMPLETE", userMetadata={}),
        news("COMPLETE", userMetadata={**OURS, "media_bucket": "another-deployments"}),
        news("COMPLETE", userMetadata={**OURS, "video_id": "other"}),
        news("COMPLETE", jobId="job-0"),
    ):
        on_job_changed.handler(stranger, None)

    assert states.answers == {}


def test_of_a_purged_video_the_job_is_stopped_by_its_own_event(
    cloud: FakeCloud, states: States, settings: pytest.MonkeyPatch
) -> None:
    cancelled: list[str] = []
    settings.setattr(convert, "cancel_job", cancelled.append)

    on_job_changed.handler(news("PROGRESSING"), None)

    assert cancelled == ["job-1"]


def test_a_job_that_nobody_waits_for_is_cancelled_and_cleared_up(
    cloud: FakeCloud, elemental: TestCloud, states: States, tmp_path: Path
) -> None:
    arrived(cloud, elemental, tmp_path, BROADCAST)
    # A pipe that nobody writes to: the job goes on until it is cancelled.
    (source,) = elemental.sources
    elemental.sources[source] = tmp_path / "pipe"
    os.mkfifo(tmp_path / "pipe")
    convert.handler({**RUN, "token": "token-1"}, None)
    first = elemental.heard.get(timeout=20)
    videos.advance(VIDEO, "failed", reason="Cancelled.")

    on_job_changed.handler(first, None)
    over = elemental.events({"CANCELED"})[-1]
    on_job_changed.handler(over, None)

    assert clients.mediaconvert().list_jobs()["Jobs"][0]["Status"] == "CANCELED"
    assert list(shelves.below(work.prefix(OWNER, VIDEO))) == []
    convert.cancel(OWNER, VIDEO)  # once more, and after its note is gone
