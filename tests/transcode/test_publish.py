"""Publishing: each state once, each event once, whatever is retried."""

from typing import Any

import pytest

from footlight import videos
from functions.transcode import publish
from tests.transcode.conftest import OWNER, Studio

PREFIX = f"media/public/{OWNER}/video-1"
PLAN = {"video_id": "video-1", "owner_id": OWNER, "source": {"width": 640, "height": 360}}
PACKAGE = {"prefix": PREFIX, "seconds": 6.0, "frame_rate": 30.0, "renditions": [{"name": "240p"}]}


@pytest.fixture
def video(studio: Studio) -> Studio:
    studio.upload("ladder.mp4")
    videos.advance("video-1", "processing")
    return studio


def tell(state: str, attempt: int = 0, **changes: Any) -> None:
    event = {"plan": PLAN, "package": PACKAGE, "poster": "poster.jpg", "state": state, "attempt": attempt}
    publish.handler({**event, **changes}, None)


def told(video: Studio) -> list[str]:
    return [kind for kind, _ in video.cloud.told()]


def test_playable_then_ready(video: Studio) -> None:
    tell("playable")
    assert videos.get("video-1").state == "playable"
    tell("ready")

    row = videos.get("video-1")
    assert (row.state, row.percent, row.feed) == ("ready", 100, "public")
    assert (row.media_prefix, row.manifest, row.poster) == (PREFIX, "manifest.m3u8", "poster.jpg")
    assert (row.duration_seconds, row.width, row.height, row.frame_rate) == (6, 640, 360, 30)
    assert row.renditions == [{"name": "240p"}]
    assert told(video) == ["VideoPlayable", "VideoReady"]


def test_a_duplicate_tells_nothing_twice(video: Studio) -> None:
    for state in ("playable", "playable", "ready", "ready", "playable"):
        tell(state)

    assert videos.get("video-1").state == "ready"
    assert told(video) == ["VideoPlayable", "VideoReady"]


@pytest.mark.parametrize("state", ["playable", "ready"])
def test_a_retry_tells_what_an_attempt_that_died_may_have_kept_to_itself(video: Studio, state: Any) -> None:
    videos.advance("video-1", state)

    tell(state, attempt=1)

    assert told(video) == ["VideoPlayable" if state == "playable" else "VideoReady"]


def test_a_prefix_that_playback_has_moved_stays(video: Studio) -> None:
    tell("playable")
    videos.change("video-1", lambda _: {"media_prefix": "media/private/o/video-1"})
    tell("ready")

    assert videos.get("video-1").media_prefix == "media/private/o/video-1"


def test_no_poster_is_no_obstacle(video: Studio) -> None:
    tell("playable", poster="")

    assert videos.get("video-1").poster is None


def test_a_failed_video_stays_failed_and_keeps_no_files(video: Studio) -> None:
    videos.advance("video-1", "failed", reason="Too bad.")
    video.cloud.s3.put_object(Bucket="footlight-media", Key=f"{PREFIX}/manifest.m3u8", Body=b"x")

    tell("ready")

    assert videos.get("video-1").state == "failed"
    assert video.cloud.keys("media_bucket") == []
    assert told(video) == []
