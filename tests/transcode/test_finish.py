"""The end of a run: the whole ladder, or as much as there is of it, and then a tidy house."""

from typing import Any
from xml.etree import ElementTree as ET

import pytest

from footlight import shelves, videos
from footlight.settings import settings as footlight_settings
from functions.transcode import finish, work
from functions.transcode.finish import NOT_ALL
from functions.transcode.outcomes import EncodeFailed
from tests.transcode.conftest import OWNER, Studio

RUN = {"video_id": "video-1", "owner_id": OWNER}
PLACE = f"work/{OWNER}/video-1"
PUBLIC = f"media/public/{OWNER}/video-1"


@pytest.fixture
def eager(studio: Studio, settings: pytest.MonkeyPatch) -> Studio:
    """A studio that makes a first rendition even of short sources."""
    settings.setattr("functions.transcode.planning.NOT_WORTH_A_FIRST", 0.0)
    return studio


def test_one_set_of_segments_serves_hls_and_dash(studio: Studio) -> None:
    row = studio.run(studio.upload("ladder.mp4"))

    keys = studio.cloud.keys("media_bucket", row.media_prefix)
    assert {f"{PUBLIC}/manifest.m3u8", f"{PUBLIC}/manifest.mpd"} <= set(keys)
    names = {
        each.get("id")
        for each in ET.fromstring(studio.cloud.text(f"{PUBLIC}/manifest.mpd")).iter()
        if each.tag.endswith("}Representation")
    }
    assert names == {"240p", "360p", "audio"}
    assert len([key for key in keys if key.endswith(".m4s") and "/240p/" in key]) == 2


def test_the_row_tells_the_price_before_and_after(studio: Studio) -> None:
    row = studio.run(studio.upload("ladder.mp4"))

    assert row.route == "ffmpeg"
    assert 0 < row.cost_estimate < 0.01
    assert 0 < row.cost_actual < 0.02


def test_a_while_later_only_what_is_watched_is_left(eager: Studio) -> None:
    row = eager.run(eager.upload("ladder.mp4"))
    assert any("/first/" in key for key in eager.cloud.keys("media_bucket", "media/"))

    eager.call("tidy", RUN)

    assert eager.cloud.keys("media_bucket", "work/") == []
    left = eager.cloud.keys("media_bucket", "media/")
    assert not any("/first/" in key for key in left)
    assert f"{row.media_prefix}/240p/index.m3u8" in left


def test_where_rungs_failed_the_video_is_ready_with_the_others_and_says_so(eager: Studio) -> None:
    lose(eager, "rungs")

    row = eager.run(eager.upload("ladder.mp4"))

    assert (row.state, row.note) == ("ready", NOT_ALL)
    assert [each["name"] for each in row.renditions] == ["first"]
    eager.call("tidy", RUN)
    assert f"{PUBLIC}/first/index.m3u8" in eager.cloud.keys("media_bucket", "media/")


def test_where_the_copy_lost_a_piece_the_sound_is_encoded_after_all(eager: Studio) -> None:
    lose(eager, "copy")

    row = eager.run(eager.upload("ladder.mp4"))

    assert (row.state, row.note) == ("ready", None)
    assert f"{PUBLIC}/audio/index.m3u8" in eager.cloud.keys("media_bucket", "media/")


def test_where_nothing_is_whole_it_is_an_accident(studio: Studio) -> None:
    lose(studio, "rungs")
    studio.upload("ladder.mp4")

    with pytest.raises(EncodeFailed, match="not one rendition is whole"):
        studio.make(RUN)


def lose(studio: Studio, kind: str) -> None:
    """From now on, items of a kind die whatever is tried."""
    call = studio.call

    def losing(step: str, event: dict[str, Any]) -> Any:
        if step == "encode" and event["item"]["kind"] == kind:
            return {"item": event["item"]["id"], "refusal": None, "lost": True}
        return call(step, event)

    studio.call = losing  # type: ignore[method-assign]


def test_a_video_deleted_meanwhile_is_not_brought_back(studio: Studio) -> None:
    studio.run(studio.upload("plain.mp4"))
    plan = work.read(f"{PLACE}/{work.PLAN}")
    videos.remove("video-1")

    assert finish.handler({**RUN, "attempt": 1}, None) == {"refusal": "The video was deleted."}
    assert plan["video_id"] == "video-1"
    assert videos.find("video-1") is None
    assert studio.cloud.keys("media_bucket") == []


def test_a_budget_that_is_used_up_refuses_with_a_sentence(
    studio: Studio, settings: pytest.MonkeyPatch
) -> None:
    first = studio.run(studio.upload("plain.mp4"))
    settings.setenv("FOOTLIGHT_TRANSCODE_BUDGET_PER_DAY", str(first.cost_estimate * 1.5))
    footlight_settings.cache_clear()

    second = studio.run(studio.upload("plain.mp4", "video-2"))

    assert second.state == "failed"
    assert "used up what may be spent on encoding" in second.reason
    assert list(shelves.below(f"work/{OWNER}/video-2")) == []


def test_what_no_day_s_budget_pays_is_told_apart(studio: Studio, settings: pytest.MonkeyPatch) -> None:
    settings.setenv("FOOTLIGHT_TRANSCODE_BUDGET_PER_DAY", "0.000001")

    row = studio.run(studio.upload("plain.mp4"))

    assert "would cost more to encode than one person may spend" in row.reason


def test_what_is_copied_while_the_video_is_purged_goes_too(
    studio: Studio, settings: pytest.MonkeyPatch
) -> None:
    copy = shelves.copy

    def purged_meanwhile(*where: str) -> None:
        videos.remove("video-1")
        shelves.remove_video(OWNER, "video-1")
        copy(*where)

    studio.upload("plain.mp4")
    studio.plan(RUN)
    studio.fan_out(RUN)
    settings.setattr(shelves, "copy", purged_meanwhile)
    studio.call("sound", RUN)

    studio.call("finish", RUN)

    assert studio.cloud.keys("media_bucket") == []
