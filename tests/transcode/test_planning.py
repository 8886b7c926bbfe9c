"""The plan: the ladder, in how many pieces, what comes first, by which route and at what price."""

from dataclasses import replace
from typing import Any

import pytest

from functions.transcode import price
from functions.transcode.facts import Facts, Video
from functions.transcode.planning import Copying, Where, fits_one_lambda, plan
from tests.transcode.test_chunks import index

HD = Video(index=0, codec="h264", width=1920, height=1080, frame_rate=30.0, seconds=600.0)
FILM = Facts(size=700_000_000, opened=True, video=HD, audio_index=1, audio_codec="aac", container="mov,mp4")
WHERE = Where("video-1", "owner-1", "uploads_bucket", "uploads/owner-1/video-1/source", "media/p", "work/w")
COPY = Copying(spans=[{"picture": (0, 450), "sound": (0, 700)}], sound=True)


def planned(
    video: Video = HD,
    facts: Facts = FILM,
    seconds: float = 600,
    copying: Copying | None = COPY,
    policy: Any = "ffmpeg",
) -> Any:
    return plan(WHERE, facts, video, index(seconds, gop=2), copying, policy=policy)


def test_a_ten_minute_film_becomes_chunks_of_seconds_of_work_with_all_rungs_from_one_decode() -> None:
    made = planned()

    assert [rung["name"] for rung in made["rungs"]] == ["240p", "360p", "480p", "720p", "1080p"]
    assert made["groups"] == [["240p", "360p", "480p", "720p", "1080p"]]
    assert 35 <= len(made["chunks"]) <= 50
    assert made["source"]["frames"] == 18_000
    assert made["source"]["time_base"] == (1, 15_360)


def test_what_can_be_copied_is_copied_first_and_its_sound_stays() -> None:
    made = planned()

    assert (made["first"], made["sound"], len(made["spans"])) == ("copy", "copy", 1)


def test_otherwise_the_lowest_rung_is_encoded_in_a_hurry() -> None:
    made = planned(copying=None)

    assert (made["first"], made["sound"], made["spans"]) == ("encode", "encode", [])


def test_a_clip_of_seconds_needs_no_first_rendition() -> None:
    made = planned(seconds=3)

    assert (made["first"], made["sound"], len(made["chunks"])) == ("none", "encode", 1)


def test_a_silent_film_has_no_sound_to_make() -> None:
    assert planned(facts=replace(FILM, audio_index=None))["sound"] == "none"


def test_of_an_8k_source_the_largest_rung_has_lambdas_of_its_own() -> None:
    made = planned(replace(HD, width=7680, height=4320, frame_rate=60.0), seconds=20)

    assert made["groups"][1] == ["2160p"]
    assert max(rung["height"] for rung in made["rungs"]) == 2160


def test_a_source_without_an_index_is_read_whole_only_while_one_lambda_has_the_time() -> None:
    assert fits_one_lambda(FILM, replace(HD, seconds=30.0))
    assert not fits_one_lambda(FILM, HD)
    assert not fits_one_lambda(FILM, replace(HD, seconds=None))
    assert fits_one_lambda(replace(FILM, size=3_000_000), replace(HD, seconds=None))


@pytest.mark.parametrize(
    ("video", "facts", "route"),
    [
        (HD, FILM, "ffmpeg"),
        (replace(HD, codec="prores"), FILM, "mediaconvert"),
        (replace(HD, interlaced=True), replace(FILM, container="mpegts"), "mediaconvert"),
        (replace(HD, interlaced=True), FILM, "ffmpeg"),
        (HD, replace(FILM, audio_codec="truehd"), "mediaconvert"),
    ],
)
def test_mezzanines_and_broadcast_go_to_mediaconvert(video: Video, facts: Facts, route: str) -> None:
    made = planned(video, facts, policy="auto")

    assert made["route"] == route
    assert planned(video, facts, policy="ffmpeg")["route"] == "ffmpeg"
    assert planned(video, facts, policy="mediaconvert")["route"] == "mediaconvert"


def test_the_price_stands_on_the_plan_before_anything_is_encoded() -> None:
    ours, theirs = planned(), planned(policy="mediaconvert")

    # Ten minutes: a good thousand CPU seconds; MediaConvert bills 10 minutes of three SD and two HD outputs.
    assert 0.02 < ours["estimate"] < 0.06
    assert theirs["estimate"] == pytest.approx(10 * (3 * 0.0075 + 2 * 0.015))


def test_the_actual_price_adds_up_what_was_billed() -> None:
    made = planned()
    record: Any = {"item": "rungs-00000-0", "seconds": 8.0, "memory": 7076, "requests": 20}

    one, two = price.actual(made, [record]), price.actual(made, [record, record])

    assert two - one == pytest.approx(
        8 * 7076 / 1024 * price.GB_SECOND + price.REQUEST + 40 * price.PUT + 3 * price.TRANSITION
    )
