"""One item: its segments and its record, whatever happens on the way, and when it is asked for again."""

from pathlib import Path
from typing import Any

import pytest

from footlight import videos
from functions.transcode import encode, ffmpeg, original, picture, shelf, shipping, watch
from functions.transcode.outcomes import EncodeFailed
from tests.fake_cloud import FakeCloud
from tests.transcode.workplace import (
    FIRST_ITEM,
    IDS,
    PREFIX,
    VIDEO,
    Context,
    Workplace,
    rungs_item,
    ten_seconds,
)


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return ten_seconds(tmp_path_factory.mktemp("source"))


@pytest.fixture
def workplace(cloud: FakeCloud, settings: pytest.MonkeyPatch, source: Path) -> Workplace:
    return Workplace(cloud, settings, source)


def run(item: Any, context: Any = None) -> Any:
    return encode.handler({**IDS, "item": item}, context or Context())


def test_a_chunk_becomes_segments_named_by_their_times(workplace: Workplace) -> None:
    assert run(rungs_item(1)) == {"item": "rungs-00001-0", "refusal": None}

    # It begins at 6 s of a timeline that begins at 10 s.
    assert workplace.served() == [
        "180p/1440000.m4s",
        "180p/init.mp4",
        "90p/1440000.m4s",
        "90p/init.mp4",
    ]


def test_its_record_says_what_playlists_need(workplace: Workplace) -> None:
    run(rungs_item(0))

    record = workplace.record("rungs-00000-0")
    low, high = record["parts"]
    assert (low["name"], low["width"], low["height"]) == ("90p", 160, 90)
    assert low["codecs"].startswith("avc1.64")
    assert [each["time"] for each in high["segments"]] == [900_000, 1_170_000]
    assert [each["duration"] for each in high["segments"]] == [270_000, 270_000]
    assert sum(each["frames"] for each in high["segments"]) == high["decoded"] == 180
    assert (record["done"], record["refusal"]) == (True, None)
    # Two renditions of two segments and an init each, and the record itself.
    assert record["requests"] == 7
    assert record["seconds"] > 0
    assert record["memory"] == 1769


def test_init_segments_of_all_chunks_are_one(workplace: Workplace) -> None:
    run(rungs_item(0))
    run(rungs_item(1))

    for part, other in zip(
        *(workplace.record(f"rungs-0000{number}-0")["parts"] for number in (0, 1)), strict=True
    ):
        assert part["init"] == other["init"]


def test_the_first_rendition_is_the_lowest_rung_in_a_hurry(workplace: Workplace) -> None:
    run(FIRST_ITEM)

    (part,) = workplace.record("first-00000")["parts"]
    assert (part["name"], part["width"], part["height"]) == ("first", 160, 90)
    assert [each["time"] for each in part["segments"]] == [900_000, 1_170_000]
    assert workplace.served() == ["first/1170000.m4s", "first/900000.m4s", "first/init.mp4"]


def test_files_say_what_they_are_and_may_be_kept(workplace: Workplace) -> None:
    run(FIRST_ITEM)

    heads = [
        workplace.cloud.s3.head_object(Bucket="footlight-media", Key=f"{PREFIX}/first/{name}")
        for name in ("900000.m4s", "init.mp4")
    ]
    assert [head["ContentType"] for head in heads] == ["video/iso.segment", "video/mp4"]
    assert {head["CacheControl"] for head in heads} == {"public, max-age=31536000, immutable"}


def test_what_is_written_down_is_not_done_again(workplace: Workplace, settings: pytest.MonkeyPatch) -> None:
    run(FIRST_ITEM)
    before = workplace.record("first-00000")
    settings.setattr(picture, "encode", lambda *_: pytest.fail("It is encoded a second time"))

    assert run(FIRST_ITEM) == {"item": "first-00000", "refusal": None}
    assert workplace.record("first-00000") == before


def test_an_attempt_after_a_crash_writes_the_same_files(
    workplace: Workplace, settings: pytest.MonkeyPatch
) -> None:
    finish = shipping.Shipment.finish

    def crashes(shipment: shipping.Shipment) -> Any:
        finish(shipment)
        raise EncodeFailed("as if the Lambda had been killed")

    with settings.context() as crash:
        crash.setattr(shipping.Shipment, "finish", crashes)
        with pytest.raises(EncodeFailed):
            run(FIRST_ITEM)
    left = workplace.served()

    assert workplace.record("first-00000") is None
    run(FIRST_ITEM)
    assert workplace.served() == left
    assert workplace.record("first-00000")["done"]


def test_segments_leave_the_disk_as_soon_as_they_are_uploaded(
    workplace: Workplace, settings: pytest.MonkeyPatch
) -> None:
    left: list[list[str]] = []
    finish = shipping.Shipment.finish

    def watched(shipment: shipping.Shipment) -> Any:
        segments = finish(shipment)
        left.append(sorted(path.name for path in shipment._folder.iterdir()))
        return segments

    settings.setattr(shipping.Shipment, "finish", watched)
    run(FIRST_ITEM)

    assert left == [["index.m3u8", "init.mp4"]]


def test_progress_counts_what_is_written_down(workplace: Workplace) -> None:
    run(FIRST_ITEM)
    assert videos.get(VIDEO).percent == 5
    run(rungs_item(1))
    assert videos.get(VIDEO).percent == 10 + 89 // 2
    run(rungs_item(0))
    assert videos.get(VIDEO).percent == 99


def test_it_stops_when_the_video_is_gone_and_leaves_nothing(workplace: Workplace) -> None:
    shelf.put(f"{PREFIX}/poster-1.jpg", b"left by another step")
    videos.remove(VIDEO)

    assert run(rungs_item(0))["refusal"] == "The video was deleted."
    assert workplace.cloud.keys("media_bucket") == []


def test_without_a_plan_there_is_nothing_to_do(workplace: Workplace) -> None:
    workplace.cloud.s3.delete_object(Bucket="footlight-media", Key=f"work/owner-1/{VIDEO}/plan.json")

    assert run(FIRST_ITEM) == {"item": "first-00000", "refusal": "The video was deleted."}


def test_a_video_deleted_after_the_last_question_leaves_nothing_either(
    workplace: Workplace, settings: pytest.MonkeyPatch
) -> None:
    finish = shipping.Shipment.finish

    def deleted_meanwhile(shipment: shipping.Shipment) -> Any:
        videos.remove(VIDEO)
        return finish(shipment)

    settings.setattr(shipping.Shipment, "finish", deleted_meanwhile)

    assert run(FIRST_ITEM)["refusal"] == "The video was deleted."
    assert workplace.cloud.keys("media_bucket") == []


def test_a_late_encoder_leaves_a_ready_video_its_files(workplace: Workplace) -> None:
    shelf.put(f"{PREFIX}/poster-1.jpg", b"of the ready video")
    videos.advance(VIDEO, "ready")

    assert run(FIRST_ITEM)["refusal"]
    assert "poster-1.jpg" in workplace.served()


def test_it_asks_while_it_works_whether_anybody_waits(
    workplace: Workplace, settings: pytest.MonkeyPatch
) -> None:
    questions: list[watch.Watch] = []

    def waited_for(asking: watch.Watch) -> bool:
        questions.append(asking)
        return len(questions) < 2

    settings.setattr(watch, "ASK_EVERY", 0)
    settings.setattr(watch.Watch, "_waited_for", waited_for)

    assert run(rungs_item(0))["refusal"] == "The video was deleted."
    assert workplace.record("rungs-00000-0") is None


def test_it_stops_before_lambda_stops_it_and_says_so(workplace: Workplace) -> None:
    refusal = run(FIRST_ITEM, Context(seconds=0))["refusal"]

    assert "takes longer to encode" in refusal
    assert workplace.record("first-00000")["refusal"] == refusal
    assert run(FIRST_ITEM)["refusal"] == refusal


def test_an_encoder_that_fails_says_why_and_is_tried_again(workplace: Workplace) -> None:
    source: Any = {**workplace.plan["source"], "video_index": 7}
    workplace.lay_down(source, workplace.plan["chunks"])

    with pytest.raises(EncodeFailed, match="matches no streams"):
        run(FIRST_ITEM)
    assert workplace.record("first-00000") is None


def test_a_chunk_of_which_nothing_can_be_decoded_is_a_part_without_segments(
    workplace: Workplace, settings: pytest.MonkeyPatch, source: Path, tmp_path: Path
) -> None:
    data = bytearray(source.read_bytes())
    begin = data.index(b"mdat") + 4 + (data.index(b"moov") - data.index(b"mdat")) // 2
    data[begin : data.index(b"moov") - 4] = b"\xff" * (data.index(b"moov") - 4 - begin)
    (tmp_path / "scratched.mp4").write_bytes(data)
    settings.setattr(original, "address_of", lambda _: str(tmp_path / "scratched.mp4"))

    assert run(rungs_item(1))["refusal"] is None

    low, high = workplace.record("rungs-00001-0")["parts"]
    assert low["segments"] == high["segments"] == []
    # Nor do they take the place of what other chunks wrote.
    assert workplace.served() == []


def test_a_segment_that_begins_without_a_keyframe_is_never_published(
    workplace: Workplace, settings: pytest.MonkeyPatch
) -> None:
    settings.setattr(ffmpeg, "_cadence", lambda _: ["-g", "1000", "-hls_flags", "split_by_time"])
    segments = ffmpeg._segments

    def blindly(folder: Path, seconds: float) -> list[str]:
        flags = "independent_segments+temp_file"
        return [f"{each}+split_by_time" if each == flags else each for each in segments(folder, seconds)]

    settings.setattr(ffmpeg, "_segments", blindly)

    with pytest.raises(EncodeFailed, match="cannot be played by itself"):
        run(FIRST_ITEM)
