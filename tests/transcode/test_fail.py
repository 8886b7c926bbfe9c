"""Failing: a sentence, no files, one event; and never a video that is ready."""

import json

import pytest

from footlight import videos
from functions.transcode import fail, on_execution_ended, reasons
from tests.transcode.conftest import OWNER, Studio

PREFIX = f"media/private/{OWNER}/video-1"
RUN = {"video_id": "video-1", "owner_id": OWNER}
CRASH = {"Error": "Runtime.ExitError", "Cause": '{"errorType": "Runtime.ExitError", "errorMessage": "died"}'}


@pytest.fixture
def video(studio: Studio) -> Studio:
    studio.upload("ladder.mp4")
    videos.advance("video-1", "processing")
    studio.cloud.s3.put_object(Bucket="footlight-media", Key=f"{PREFIX}/240p/init.mp4", Body=b"x")
    return studio


def told(video: Studio) -> list[str]:
    return [kind for kind, _ in video.cloud.told()]


def test_a_refusal_is_the_reason(video: Studio) -> None:
    fail.handler({**RUN, "refusal": "This file is not a video.", "attempt": 0}, None)

    row = videos.get("video-1")
    assert (row.state, row.reason) == ("failed", "This file is not a video.")
    assert video.cloud.keys("media_bucket") == []
    assert video.tags("video-1") == {"outcome": "failed"}
    assert told(video) == ["VideoFailed"]


def test_an_unknown_error_becomes_a_sentence(video: Studio) -> None:
    fail.handler({**RUN, "error": CRASH, "attempt": 0}, None)

    assert videos.get("video-1").reason == reasons.BROKEN


def test_it_happens_once(video: Studio) -> None:
    for _ in range(2):
        fail.handler({**RUN, "error": CRASH, "attempt": 0}, None)

    assert told(video) == ["VideoFailed"]


def test_a_retry_finishes_what_an_attempt_that_died_began(video: Studio) -> None:
    videos.advance("video-1", "failed", reason="Too bad.")

    fail.handler({**RUN, "error": CRASH, "attempt": 1}, None)

    assert videos.get("video-1").reason == "Too bad."
    assert video.cloud.keys("media_bucket") == []
    assert told(video) == ["VideoFailed"]


def test_a_ready_video_keeps_its_files(video: Studio) -> None:
    videos.advance("video-1", "ready")

    fail.handler({**RUN, "error": CRASH, "attempt": 0}, None)

    assert videos.get("video-1").state == "ready"
    assert video.cloud.keys("media_bucket") == [f"{PREFIX}/240p/init.mp4"]
    assert told(video) == []


def test_a_deleted_video_s_files_go_too(video: Studio) -> None:
    videos.remove("video-1")

    fail.fail("video-1", OWNER, "Encoding was stopped.")

    assert video.cloud.keys("media_bucket") == []
    assert told(video) == []


def test_a_source_that_is_gone_does_not_hinder(video: Studio) -> None:
    video.cloud.s3.delete_object(Bucket="footlight-uploads", Key=f"uploads/{OWNER}/video-1/source")

    fail.fail("video-1", OWNER, "Too bad.")

    assert told(video) == ["VideoFailed"]


@pytest.mark.parametrize(
    ("status", "reason"),
    [("TIMED_OUT", reasons.TIMED_OUT), ("ABORTED", reasons.STOPPED), ("FAILED", reasons.BROKEN)],
)
def test_an_execution_that_ended_badly_fails_its_video(video: Studio, status: str, reason: str) -> None:
    detail = {"status": status, "input": json.dumps(RUN), "error": None, "cause": None}

    on_execution_ended.handler({"detail": detail}, None)

    assert videos.get("video-1").reason == reason
    assert told(video) == ["VideoFailed"]


@pytest.mark.parametrize(
    "error",
    [
        {"Error": "States.Timeout", "Cause": ""},
        {"Error": "Sandbox.Timedout", "Cause": "not JSON"},
        {
            "Error": "Lambda.Unknown",
            "Cause": '{"errorMessage": "2026 abc Task timed out after 900.00 seconds"}',
        },
    ],
)
def test_time_that_ran_out_is_called_so(error: dict[str, str]) -> None:
    assert reasons.of_error(error) == reasons.TIMED_OUT
