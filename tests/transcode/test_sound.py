"""The sound: written down while it grows, whole in the end, and never shorter than it was."""

from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from footlight import videos
from functions.transcode import encode, sound, work
from functions.transcode.records import Record
from functions.transcode.shipping import Shipment
from tests.fake_cloud import FakeCloud
from tests.transcode.workplace import IDS, PLACE, VIDEO, Context, Workplace, ten_seconds


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return ten_seconds(tmp_path_factory.mktemp("source"))


@pytest.fixture
def workplace(cloud: FakeCloud, settings: pytest.MonkeyPatch, source: Path) -> Workplace:
    return Workplace(cloud, settings, source)


def run(context: Any = None) -> Any:
    return sound.handler(IDS, context or Context())


def test_it_is_one_part_without_a_gap(workplace: Workplace) -> None:
    assert run() == {"refusal": None}

    record = workplace.record("sound")
    (part,) = record["parts"]
    assert record["done"]
    assert (part["name"], part["codecs"], part["timescale"], part["channels"]) == (
        *("audio", "mp4a.40.2", 48_000),
        2,
    )
    segments = part["segments"]
    # The encoder's own run-up of one frame lies before the timeline's beginning.
    assert segments[0]["time"] == 480_000 - 1024
    assert all(after["time"] == before["time"] + before["duration"] for before, after in pairwise(segments))
    assert segments[-1]["time"] + segments[-1]["duration"] >= 20 * 48_000
    assert workplace.served() == sorted(
        [f"audio/{each['time']}.m4s" for each in segments] + ["audio/init.mp4"]
    )


def test_it_is_written_down_while_it_grows(workplace: Workplace, settings: pytest.MonkeyPatch) -> None:
    written: list[tuple[int, bool]] = []
    record = encode.record

    def noted(plan: Any, item: str, parts: Any, *rest: Any, done: bool) -> None:
        written.append((sum(len(part["segments"]) for part in parts), done))
        record(plan, item, parts, *rest, done=done)

    settings.setattr(encode, "record", noted)
    settings.setattr(sound, "WRITE_EVERY", 0)
    settings.setattr(Shipment, "settled", Shipment.finish)
    run()

    assert written[-1] == (3, True)
    assert written == sorted(written)


def test_what_is_done_is_not_done_again(workplace: Workplace, settings: pytest.MonkeyPatch) -> None:
    run()
    settings.setattr(sound, "encode_sound", lambda *_: pytest.fail("It is encoded a second time"))

    assert run() == {"refusal": None}


def test_a_retry_never_makes_it_shorter_on_the_way(
    workplace: Workplace, settings: pytest.MonkeyPatch
) -> None:
    run()
    grown = workplace.record("sound")
    work.write(work.record_key(PLACE, "sound"), Record(**{**grown, "done": False}))
    written: list[bool] = []
    record = encode.record

    def noted(*things: Any, done: bool) -> None:
        written.append(done)
        record(*things, done=done)

    settings.setattr(encode, "record", noted)
    settings.setattr(sound, "WRITE_EVERY", 0)
    run()

    assert written == [True]
    assert workplace.record("sound")["parts"] == grown["parts"]


def test_a_track_without_a_sample_is_no_part(workplace: Workplace, settings: pytest.MonkeyPatch) -> None:
    settings.setattr(Shipment, "finish", lambda _: [])
    settings.setattr(Shipment, "settled", lambda _: [])

    assert run() == {"refusal": None}
    assert workplace.record("sound")["parts"] == []


def test_of_a_deleted_video_nothing_is_left(workplace: Workplace) -> None:
    videos.remove(VIDEO)

    assert run() == {"refusal": "The video was deleted."}
    assert workplace.cloud.keys("media_bucket") == []


def test_it_stops_before_lambda_stops_it_and_says_so(workplace: Workplace) -> None:
    refusal = run(Context(seconds=0))["refusal"]

    assert "takes longer to encode" in refusal
    assert workplace.record("sound")["refusal"] == refusal
    assert run()["refusal"] == refusal
