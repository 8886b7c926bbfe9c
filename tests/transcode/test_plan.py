"""The plan: what makes a video playable, and in how many jobs the rest is done."""

import pytest

from functions.transcode.facts import Facts, Video
from functions.transcode.plan import Plan, plan

HD = Video(index=0, codec="h264", width=1920, height=1080, seconds=60, frames=1800)


def planned(video: Video, audio: int | None = 1) -> Plan:
    return plan(
        "v", "o", "media/public/o/v", Facts(size=1, opened=True, video=video, audio_index=audio), video
    )


def lasting(seconds: float) -> Video:
    return Video(index=0, codec="h264", width=1920, height=1080, seconds=seconds, frames=int(30 * seconds))


def test_sound_and_the_lowest_rung_come_first() -> None:
    first = planned(HD)["first"]

    assert [job["kind"] for job in first] == ["audio", "video"]
    assert [rung["name"] for rung in first[1]["rungs"]] == ["240p"]


def test_without_sound_there_is_no_sound_job() -> None:
    assert [job["kind"] for job in planned(HD, audio=None)["first"]] == ["video"]


def test_the_rest_of_a_short_video_is_decoded_once() -> None:
    (job,) = planned(HD)["rest"]

    assert [rung["name"] for rung in job["rungs"]] == ["360p", "480p", "720p", "1080p"]
    assert job["percent"] == [30, 99]


def test_the_rungs_of_a_long_video_are_spread_and_the_largest_tells_the_progress() -> None:
    rest = planned(lasting(3600))["rest"]

    assert [len(job["rungs"]) for job in rest] == [1, 1, 1, 1]
    assert [job["percent"] for job in rest] == [None, None, None, [30, 99]]


@pytest.mark.parametrize(
    ("memory", "minutes", "encoders"), [(7076, 22, 1), (7076, 26, 4), (3538, 11, 1), (3538, 13, 4)]
)
def test_what_one_encoder_can_do_follows_from_its_memory(
    settings: pytest.MonkeyPatch, memory: int, minutes: int, encoders: int
) -> None:
    settings.setenv("FOOTLIGHT_ENCODE_MEMORY", str(memory))

    assert len(planned(lasting(minutes * 60))["rest"]) == encoders


def test_a_small_source_has_nothing_left_to_do() -> None:
    assert planned(Video(index=0, codec="h264", width=320, height=180))["rest"] == []


def test_more_than_sixty_frames_a_second_are_capped() -> None:
    source = planned(Video(index=0, codec="h264", width=320, height=180, frame_rate=120))["source"]

    assert (source["capped"], source["frame_rate"]) == (True, 60)
