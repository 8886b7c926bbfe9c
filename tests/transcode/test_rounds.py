"""Rounds: what makes a video playable goes first; retries find their answer; losses cost a track at most."""

from typing import Any

import pytest

from footlight import videos
from functions.transcode import rounds, turns, work
from functions.transcode.records import Record
from tests.fake_cloud import FakeCloud
from tests.transcode.test_planning import planned

PLACE = "work/owner-1/video-1"


@pytest.fixture
def made(cloud: FakeCloud) -> Any:
    """A plan whose first rendition is encoded in a hurry, written down; its video is being processed."""
    plan = planned(copying=None, seconds=60) | {"work": PLACE, "prefix": "media/private/owner-1/video-1"}
    plan["sound"] = "none"
    row = videos.promise("video-1", "owner-1", title="T", visibility="public")
    row.state = "processing"
    row.save()
    work.write(f"{PLACE}/{work.PLAN}", plan)
    return plan


def lead(ended: int = 0, answers: Any = (), attempt: int = 0) -> Any:
    told = {"round": ended, "answers": list(answers), "attempt": attempt}
    return rounds.handler({"video_id": "video-1", "owner_id": "owner-1", **told}, None)


def done(deal: Any, **answer: Any) -> list[Any]:
    """Every item of a round as its encoder would leave it; the answers."""
    for item in deal["items"]:
        work.write(work.record_key(PLACE, item["id"]), record(item))
    return [{"item": item["id"], "refusal": None, "lost": False} | answer for item in deal["items"]]


def record(item: Any) -> Record:
    time = 900_000 + item["number"] * 360_000
    segment = {"time": time, "duration": 360_000, "size": 1000, "frames": 120}
    part: Any = {"name": "first", "codecs": "avc1.64001f", "timescale": 90_000, "init": "x", "decoded": 120}
    parts = [part | {"segments": [segment], "width": 426, "height": 240}] if item["kind"] == "first" else []
    return Record(item=item["id"], parts=parts, refusal=None, done=True, seconds=1.0, memory=1769, requests=1)


def test_the_opening_goes_alone_and_makes_the_video_playable(made: Any, cloud: FakeCloud) -> None:
    opening = lead()
    assert [item["id"] for item in opening["items"]] == ["first-00000"]

    second = lead(1, done(opening))

    row = videos.get("video-1")
    assert (row.state, row.manifest) == ("playable", "manifest.m3u8")
    assert [each["name"] for each in row.renditions] == ["first"]
    assert cloud.told() == [("VideoPlayable", {"video_id": "video-1", "owner_id": "owner-1"})]
    playlist = cloud.text("media/public/owner-1/video-1/first/index.m3u8")
    assert "EXT-X-PLAYLIST-TYPE:EVENT" in playlist
    assert "ENDLIST" not in playlist
    assert second["items"][0]["id"] == "first-00001"
    assert len(second["items"]) > 1


def test_a_retry_is_answered_with_the_same_deal(made: Any, cloud: FakeCloud) -> None:
    answers = done(lead())

    again = lead(1, answers), lead(1, answers, attempt=1)

    assert again[0] == again[1]
    assert [kind for kind, _ in cloud.told()] == ["VideoPlayable"]


def test_all_that_is_done_ends_the_rounds_and_the_playlist(made: Any, cloud: FakeCloud) -> None:
    deal, answers = lead(), []
    while deal["next"] == "work":
        answers = done(deal)
        deal = lead(deal["round"], answers)

    assert (deal["next"], deal["items"], deal["refusal"], deal["sound"]) == ("done", [], None, False)
    assert "EXT-X-ENDLIST" in cloud.text("media/public/owner-1/video-1/first/index.m3u8")


def test_a_refusal_ends_everything(made: Any) -> None:
    deal = lead()

    deal = lead(1, done(deal, refusal="The file is damaged."))

    assert (deal["next"], deal["refusal"]) == ("refuse", "The file is damaged.")


def test_of_a_track_that_lost_a_piece_nothing_more_is_made(made: Any) -> None:
    deal = lead(1, done(lead(), lost=True))

    assert {item["kind"] for item in deal["items"]} == {"rungs"}


def test_a_deleted_video_is_given_up(made: Any) -> None:
    deal = lead()
    videos.remove("video-1")

    assert lead(1, done(deal))["refusal"] == "The video was deleted."


def test_where_all_slots_are_taken_the_run_waits(made: Any, settings: pytest.MonkeyPatch) -> None:
    settings.setattr(turns, "take", lambda *_: 0)

    first, second = lead(), lead()

    assert (first["next"], first["round"], first["items"]) == ("wait", 0, [])
    assert second["pause"] > first["pause"] > 0
