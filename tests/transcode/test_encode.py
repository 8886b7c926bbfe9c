"""One encoder: uploads while it works, may be repeated, and stops when nobody waits or time runs out."""

import os
from pathlib import Path
from typing import Any

import pytest

from footlight import media, videos
from functions.transcode import encode, encoder, probe, shelf, shipping
from functions.transcode.outcomes import BadMedia, EncodeFailed
from tests.transcode.conftest import OWNER, Context, Studio

PREFIX = media.prefix("private", OWNER, "video-1")


@pytest.fixture
def plan(studio: Studio) -> Any:
    """The plan of a source with two rungs."""
    video_id = studio.upload("ladder.mp4")
    return probe.handler({"video_id": video_id, "owner_id": OWNER}, None)["plan"]


class Late(Context):
    def get_remaining_time_in_millis(self) -> int:
        return 0


def run(plan: Any, job: Any, context: Any = None) -> Any:
    return encode.handler({"plan": plan, "job": job}, context or Context())


def test_it_answers_what_the_playlist_needs(plan: Any) -> None:
    (made,) = run(plan, plan["first"][1])["made"]

    assert (made["name"], made["width"], made["height"]) == ("240p", 426, 240)
    assert made["frames"] == made["decoded"] == 180
    assert (made["start"], made["end"]) == (10, 16)
    assert made["codecs"].startswith("avc1.6400")
    assert made["peak"] >= made["average"] > 100_000


def test_files_say_what_they_are_and_may_be_kept(plan: Any, studio: Studio) -> None:
    run(plan, plan["first"][1])

    kinds = {
        key.removeprefix(f"{PREFIX}/240p/"): studio.cloud.s3.head_object(Bucket="footlight-media", Key=key)
        for key in studio.cloud.keys("media_bucket")
    }
    assert {name: head["ContentType"] for name, head in kinds.items()} == {
        "00000.m4s": "video/iso.segment",
        "00001.m4s": "video/iso.segment",
        "index.m3u8": "application/vnd.apple.mpegurl",
        "init.mp4": "video/mp4",
    }
    assert {head["CacheControl"] for head in kinds.values()} == {"public, max-age=31536000, immutable"}


def test_a_second_attempt_writes_the_same_files(plan: Any, studio: Studio) -> None:
    first = run(plan, plan["rest"][0])
    keys = studio.cloud.keys("media_bucket")

    assert run(plan, plan["rest"][0]) == first
    assert studio.cloud.keys("media_bucket") == keys


def test_segments_leave_the_disk_as_soon_as_they_are_uploaded(
    plan: Any, studio: Studio, settings: pytest.MonkeyPatch
) -> None:
    left: list[list[str]] = []
    finish = shipping.Shipment.finish

    def watched(shipment: shipping.Shipment) -> Any:
        segments = finish(shipment)
        left.append(sorted(path.name for path in shipment._folder.iterdir()))
        return segments

    settings.setattr(shipping.Shipment, "finish", watched)
    run(plan, plan["first"][1])

    assert left == [["index.m3u8", "init.mp4"]]


def test_progress_rises_through_the_job_s_stretch(plan: Any, settings: pytest.MonkeyPatch) -> None:
    told: list[int] = []

    def reported(_: str, percent: int) -> bool:
        told.append(percent)
        return True

    settings.setattr(encode, "REPORT_EVERY", 0)
    settings.setattr(videos, "progress", reported)

    run(plan, plan["rest"][0])

    assert told == sorted(told)
    assert told[0] >= 30
    assert told[-1] == 99


def test_progress_never_falls(plan: Any) -> None:
    assert videos.progress("video-1", 40)
    assert videos.progress("video-1", 20)

    assert videos.get("video-1").percent == 40


def test_it_stops_when_the_video_is_gone_and_leaves_nothing(plan: Any, studio: Studio) -> None:
    shelf.put(f"{PREFIX}/poster.jpg", b"left by another step")
    videos.remove("video-1")

    answer = run(plan, plan["rest"][0])

    assert answer == {"made": [], "refusal": "The video was deleted."}
    assert studio.cloud.keys("media_bucket") == []


def test_a_video_deleted_after_the_last_tick_leaves_nothing_either(
    plan: Any, studio: Studio, settings: pytest.MonkeyPatch
) -> None:
    finish = shipping.Shipment.finish

    def deleted_meanwhile(shipment: shipping.Shipment) -> Any:
        videos.remove("video-1")
        return finish(shipment)

    settings.setattr(shipping.Shipment, "finish", deleted_meanwhile)

    assert run(plan, plan["first"][1])["refusal"] == "The video was deleted."
    assert studio.cloud.keys("media_bucket") == []


def test_a_late_encoder_leaves_a_ready_video_its_files(plan: Any, studio: Studio) -> None:
    shelf.put(f"{PREFIX}/poster.jpg", b"of the ready video")
    videos.advance("video-1", "ready")

    assert run(plan, plan["first"][1])["made"] == []
    assert f"{PREFIX}/poster.jpg" in studio.cloud.keys("media_bucket")


def test_it_stops_before_lambda_stops_it(plan: Any) -> None:
    answer = run(plan, plan["rest"][0], Late())

    assert answer["made"] == []
    assert "takes longer to encode" in answer["refusal"]


def test_an_encoder_that_fails_says_why(plan: Any) -> None:
    plan["source"]["video_index"] = 7

    with pytest.raises(EncodeFailed, match="matches no streams"):
        run(plan, plan["rest"][0])


@pytest.mark.parametrize("stage", ["first", "rest"])
def test_a_file_that_is_damaged_later_on_is_refused_not_retried(studio: Studio, stage: str) -> None:
    video_id = studio.upload("rotten.mp4")
    plan = probe.handler({"video_id": video_id, "owner_id": OWNER}, None)["plan"]

    for job in plan[stage]:
        assert "damaged" in run(plan, job)["refusal"]


@pytest.mark.parametrize(
    ("script", "outcome"),
    [
        ("exit 69", BadMedia),
        ("exit 183", BadMedia),
        ("echo 'HTTP error 503 Service Unavailable' >&2; exit 69", EncodeFailed),
        ("exit 234", EncodeFailed),
        ("kill -9 $$", EncodeFailed),
    ],
)
def test_only_what_tells_of_the_file_is_blamed_on_it(
    tmp_path: Path, settings: pytest.MonkeyPatch, script: str, outcome: type[Exception]
) -> None:
    fake = tmp_path / "ffmpeg"
    fake.write_text(f"#!/bin/sh\n{script}\n")
    fake.chmod(0o755)
    settings.setattr(encoder, "binary", lambda: str(fake))

    with pytest.raises(outcome), encoder.Run([]) as ffmpeg:
        list(ffmpeg)


def test_where_a_child_cannot_be_tied_to_us_it_runs_all_the_same(settings: pytest.MonkeyPatch) -> None:
    settings.setattr(encoder.sys, "platform", "darwin")  # type: ignore[attr-defined]

    with encoder.Run(["-version"]) as ffmpeg:
        assert list(ffmpeg) == []


def test_a_binary_without_its_execute_bit_is_copied(tmp_path: Any, settings: pytest.MonkeyPatch) -> None:
    settings.setattr("os.access", lambda *_: False)
    settings.setattr("tempfile.gettempdir", lambda: str(tmp_path))

    copy = encoder.binary.__wrapped__()

    assert copy.startswith(str(tmp_path))
    assert (tmp_path / copy).stat().st_mode & 0o111


def test_what_a_killed_process_left_is_cleared_away(tmp_path: Any, settings: pytest.MonkeyPatch) -> None:
    settings.setattr("tempfile.gettempdir", lambda: str(tmp_path))
    (tmp_path / "footlight-encode-4194305-abc").mkdir()

    with encoder.workshop():
        assert not (tmp_path / "footlight-encode-4194305-abc").exists()


def test_what_a_living_process_works_on_stays(tmp_path: Any, settings: pytest.MonkeyPatch) -> None:
    settings.setattr("tempfile.gettempdir", lambda: str(tmp_path))
    for process in (1, os.getpid()):
        (tmp_path / f"footlight-encode-{process}-abc").mkdir()

    with encoder.workshop():
        assert len(list(tmp_path.iterdir())) == 3
