"""Packaging: a manifest that says what is true, or a refusal."""

from typing import Any

import m3u8
import pytest

from footlight import clients, shelves, videos
from functions.transcode import package
from functions.transcode.outcomes import EncodeFailed
from functions.transcode.playlists import Rendition
from tests.transcode.conftest import OWNER, Studio

SOURCE = {"width": 640, "height": 360, "frame_rate": 30.0, "seconds": 6.0, "frames": 180}
FLAGS = {"capped": False, "variable": False}
PUBLIC = f"media/public/{OWNER}/video-1"
PRIVATE = f"media/private/{OWNER}/video-1"


@pytest.fixture
def plan(studio: Studio) -> Any:
    studio.upload("ladder.mp4")
    videos.advance("video-1", "processing")
    return {"video_id": "video-1", "owner_id": OWNER, "prefix": PRIVATE, "source": {**SOURCE, **FLAGS}}


def picture(name: str, peak: int, **changes: Any) -> Rendition:
    made: Any = {"name": name, "codecs": "avc1.64001e", "peak": peak, "average": peak - 100, "start": 10.0}
    made |= {"end": 16.0, "frames": 180, "decoded": 180, "width": 640, "height": 360, **changes}
    return made  # type: ignore[no-any-return]


def sound(**changes: Any) -> Rendition:
    made: Any = {"name": "audio", "codecs": "mp4a.40.2", "peak": 130, "average": 128, "start": 9.979}
    return made | {"end": 16.0, "frames": 283, "decoded": 0, **changes}  # type: ignore[no-any-return]


def answer(*made: Rendition) -> list[Any]:
    return [{"made": [each], "refusal": None} for each in made]


def packed(plan: Any, *made: Rendition, complete: bool = True) -> Any:
    return package.handler({"plan": plan, "answers": [answer(*made)], "complete": complete}, None)


def manifest(studio: Studio, prefix: str = PUBLIC) -> Any:
    return studio.cloud.s3.get_object(Bucket="footlight-media", Key=f"{prefix}/manifest.m3u8")


def test_the_manifest_tells_what_players_ask(plan: Any, studio: Studio) -> None:
    packed(plan, picture("360p", 900), picture("240p", 500), sound())

    text = manifest(studio)["Body"].read().decode()
    playlist = m3u8.loads(text)
    low, high = playlist.playlists
    assert (low.uri, high.uri) == ("240p/index.m3u8", "360p/index.m3u8")
    assert low.stream_info.bandwidth == 630
    assert low.stream_info.average_bandwidth == 528
    assert low.stream_info.resolution == (640, 360)
    assert low.stream_info.codecs == "avc1.64001e,mp4a.40.2"
    assert low.media[0].uri == "audio/index.m3u8"
    assert playlist.is_independent_segments
    assert "FRAME-RATE=30.000" in text
    assert "CLOSED-CAPTIONS=NONE" in text


def test_without_sound_there_is_no_audio_group(plan: Any, studio: Studio) -> None:
    packed(plan, picture("240p", 500))

    text = manifest(studio)["Body"].read().decode()
    assert "AUDIO" not in text
    assert 'CODECS="avc1.64001e"' in text


def test_players_ask_again_soon_while_it_grows(plan: Any, studio: Studio) -> None:
    packed(plan, picture("240p", 500), complete=False)
    assert manifest(studio)["CacheControl"] == "public, max-age=5"

    packed(plan, picture("240p", 500))
    assert manifest(studio)["CacheControl"] == "public, max-age=60"


def test_it_answers_what_the_row_is_told(plan: Any) -> None:
    assert packed(plan, picture("240p", 500), sound()) == {
        "prefix": PUBLIC,
        "seconds": 6.0,
        "frame_rate": 30.0,
        "renditions": [{"name": "240p", "width": 640, "height": 360, "bandwidth": 630}],
        "refusal": None,
    }


def test_longer_sound_counts(plan: Any) -> None:
    assert packed(plan, picture("240p", 500), sound(end=20.0))["seconds"] == 10


def test_lost_frames_are_a_refusal(plan: Any, studio: Studio) -> None:
    step = packed(plan, picture("240p", 500, frames=100, decoded=100))

    assert "80 of 180 frames" in step["refusal"]
    assert studio.cloud.keys("media_bucket") == []


def test_a_frame_or_two_are_forgiven(plan: Any) -> None:
    assert packed(plan, picture("240p", 500, frames=178, decoded=178))["refusal"] is None


def test_renditions_that_disagree_are_an_error(plan: Any) -> None:
    with pytest.raises(EncodeFailed, match="179"):
        packed(plan, picture("240p", 500), picture("360p", 900, frames=179))


def test_an_encoder_s_refusal_is_passed_on(plan: Any) -> None:
    refused: list[Any] = [{"made": [], "refusal": "It takes too long."}]
    event = {"plan": plan, "answers": [answer(picture("240p", 500)), refused], "complete": True}

    assert package.handler(event, None) == {"refusal": "It takes too long."}


def test_a_video_that_is_gone_is_abandoned(plan: Any) -> None:
    videos.remove("video-1")

    assert packed(plan, picture("240p", 500))["refusal"] == "The video was deleted."


def test_everybodys_files_are_copied_to_the_public_side(plan: Any, studio: Studio) -> None:
    studio.cloud.s3.put_object(Bucket="footlight-media", Key=f"{PRIVATE}/240p/init.mp4", Body=b"x")

    assert packed(plan, picture("240p", 500))["prefix"] == PUBLIC
    for side in (PUBLIC, PRIVATE):
        assert studio.cloud.keys("media_bucket", side) == [f"{side}/240p/init.mp4", f"{side}/manifest.m3u8"]


@pytest.mark.parametrize("media_prefix", [None, PUBLIC, PRIVATE])
def test_nothing_goes_to_the_public_side_of_what_is_private_by_now(
    plan: Any, studio: Studio, media_prefix: str | None
) -> None:
    studio.cloud.s3.put_object(Bucket="footlight-media", Key=f"{PRIVATE}/240p/init.mp4", Body=b"x")
    videos.change("video-1", lambda _: {"visibility": "private", "media_prefix": media_prefix})

    assert packed(plan, picture("240p", 500))["prefix"] == PRIVATE
    assert studio.cloud.keys("media_bucket") == [f"{PRIVATE}/240p/init.mp4", f"{PRIVATE}/manifest.m3u8"]


def test_a_copy_goes_on_where_an_attempt_that_died_left_off(plan: Any, studio: Studio) -> None:
    s3, copied = studio.cloud.s3, []
    for name in ("00000.m4s", "00001.m4s", "00002.m4s"):
        s3.put_object(Bucket="footlight-media", Key=f"{PRIVATE}/240p/{name}", Body=name.encode())
    s3.put_object(Bucket="footlight-media", Key=f"{PUBLIC}/240p/00000.m4s", Body=b"00000.m4s")
    s3.put_object(Bucket="footlight-media", Key=f"{PUBLIC}/240p/00001.m4s", Body=b"another run's")
    clients.s3(shelves.COPIES_AT_ONCE).meta.events.register(
        "before-call.s3.CopyObject", lambda params, **_: copied.append(params["url_path"].rsplit("/", 1)[1])
    )

    packed(plan, picture("240p", 500))

    assert sorted(copied) == ["00001.m4s", "00002.m4s"]
    assert len(studio.cloud.keys("media_bucket", PUBLIC)) == 4
