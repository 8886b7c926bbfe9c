"""A video's poster: one of its frames, or a picture from its owner; whole wherever the files move."""

import base64
import io
import re
from collections.abc import Callable
from typing import Any

import pytest
from PIL import Image

from footlight import clock, videos
from footlight.tables import VideoRow
from functions.videos import poster
from tests.fake_cloud import FakeCloud
from tests.videos.conftest import Call, Film

CANDIDATES = ["poster-1.jpg", "poster-2.jpg"]
CUSTOM = re.compile(r"poster-custom-[A-Za-z0-9_-]+\.jpg")


@pytest.fixture
def shown(film: Film) -> VideoRow:
    """A public video whose files lie where they belong."""
    row = film(poster="poster-1.jpg", posters=CANDIDATES)
    videos.change(row.video_id, lambda _: {"media_prefix": f"media/public/alice/{row.video_id}"})
    return videos.get(row.video_id)


def picture(size: tuple[int, int] = (320, 180), kind: str = "PNG", mode: str = "RGB", **options: Any) -> str:
    output = io.BytesIO()
    Image.new(mode, size, "teal").save(output, kind, **options)
    return base64.b64encode(output.getvalue()).decode()


def choose(call: Call, row: VideoRow, who: str | None = "alice", **body: Any) -> Any:
    return call("POST", f"/{row.video_id}/poster", who, body)


def stored(cloud: FakeCloud, row: VideoRow) -> list[str]:
    """Custom posters of the video, as ``side/name``."""
    keys = [key for side in ("public", "private") for key in cloud.keys("media_bucket", f"media/{side}/")]
    return [f"{key.split('/')[1]}/{key.split('/')[-1]}" for key in keys if row.video_id in key]


def test_one_of_its_frames(call: Call, shown: VideoRow) -> None:
    answer = choose(call, shown, candidate="poster-2.jpg").json()

    home = f"/media/public/alice/{shown.video_id}"
    assert (answer["poster"], answer["poster_url"]) == ("poster-2.jpg", f"{home}/poster-2.jpg")
    assert answer["posters"] == [{"name": name, "url": f"{home}/{name}"} for name in CANDIDATES]
    visitor = call("GET", f"/{shown.video_id}").json()
    assert (visitor["poster"], visitor["posters"]) == (None, [])
    assert visitor["poster_url"] == f"{home}/poster-2.jpg"


@pytest.mark.parametrize(
    "body", [{}, {"candidate": "a", "image": "b"}, {"candidate": "../x"}, {"image": "!"}]
)
def test_what_is_neither(call: Call, shown: VideoRow, body: dict[str, str]) -> None:
    answer = choose(call, shown, **body)

    assert (answer.status_code, answer.json()["code"]) == (422, "invalid")
    assert videos.get(shown.video_id).poster == "poster-1.jpg"


@pytest.mark.parametrize("body", [{"candidate": "poster-1.jpg"}, {"image": picture()}])
def test_a_video_that_shows_nothing_yet(call: Call, film: Film, body: dict[str, str]) -> None:
    answer = choose(call, film(state="processing"), **body)

    assert (answer.status_code, answer.json()["code"]) == (409, "no_poster_yet")


def test_a_picture_of_ones_own_replaces_the_one_before(call: Call, shown: VideoRow, cloud: FakeCloud) -> None:
    first = choose(call, shown, image=picture((4000, 1000), "JPEG")).json()
    assert CUSTOM.fullmatch(first["poster"])
    assert first["poster_url"] == f"/media/public/alice/{shown.video_id}/{first['poster']}"
    found = cloud.s3.get_object(Bucket="footlight-media", Key=first["poster_url"][1:])
    assert (found["ContentType"], "immutable" in found["CacheControl"]) == ("image/jpeg", True)
    assert Image.open(io.BytesIO(found["Body"].read())).size == (1280, 320)

    second = choose(call, shown, image=picture()).json()
    assert stored(cloud, shown) == [f"public/{second['poster']}"]

    choose(call, shown, candidate="poster-2.jpg")
    assert stored(cloud, shown) == []


def test_it_is_upright_and_tells_nothing_of_its_maker() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010F] = "MakerOfCameras"
    made = poster.poster_of(picture((400, 200), "JPEG", exif=exif))

    assert b"MakerOfCameras" not in made
    with Image.open(io.BytesIO(made)) as image:
        assert (image.format, image.size, dict(image.getexif())) == ("JPEG", (200, 400), {})


def test_behind_what_is_transparent_is_black() -> None:
    output = io.BytesIO()
    Image.new("RGBA", (64, 64), (255, 255, 255, 0)).save(output, "PNG")
    made = poster.poster_of(base64.b64encode(output.getvalue()).decode())

    assert Image.open(io.BytesIO(made)).convert("L").getextrema() == (0, 0)


def test_what_is_no_picture(call: Call, shown: VideoRow, cloud: FakeCloud) -> None:
    for image in (b"<svg/>", b"GIF89a", bytes(5000)):
        answer = choose(call, shown, image=base64.b64encode(image).decode())
        assert (answer.status_code, answer.json()["errors"][0]["field"]) == (422, "image")
    # JSON and base64 let a little more through than a picture may have.
    assert choose(call, shown, image=base64.b64encode(bytes(700_001)).decode()).status_code == 413
    assert stored(cloud, shown) == []


def during(monkeypatch: pytest.MonkeyPatch, meanwhile: Callable[[], object]) -> None:
    """Let ``meanwhile`` happen once, between a picture's arrival and the row's change."""
    put, waiting = poster._put, [meanwhile]

    def interrupted(key: str, content: bytes) -> None:
        put(key, content)
        if waiting:
            waiting.pop()()

    monkeypatch.setattr(poster, "_put", interrupted)
    monkeypatch.setattr(poster, "MOVING_SECONDS", 0)


def test_files_that_move_meanwhile(
    call: Call, shown: VideoRow, cloud: FakeCloud, monkeypatch: pytest.MonkeyPatch
) -> None:
    private = f"media/private/alice/{shown.video_id}"
    during(monkeypatch, lambda: videos.change(shown.video_id, lambda _: {"media_prefix": private}))

    answer = choose(call, shown, image=picture()).json()
    assert answer["poster_url"] == f"/{private}/{answer['poster']}"
    assert stored(cloud, shown) == [f"private/{answer['poster']}"]


def test_files_that_are_being_moved(
    call: Call, shown: VideoRow, cloud: FakeCloud, monkeypatch: pytest.MonkeyPatch
) -> None:
    lease = f"mover|{clock.later(minutes=5)}|"
    during(monkeypatch, lambda: videos.change(shown.video_id, lambda _: {"moving": lease}))

    answer = choose(call, shown, image=picture())
    assert (answer.status_code, answer.json()["code"]) == (409, "files_moving")
    assert videos.get(shown.video_id).poster == "poster-1.jpg"
    assert stored(cloud, shown) == []


def test_a_video_that_is_purged_meanwhile_leaves_no_picture(
    call: Call, shown: VideoRow, cloud: FakeCloud, monkeypatch: pytest.MonkeyPatch
) -> None:
    during(monkeypatch, lambda: videos.remove(shown.video_id))

    assert choose(call, shown, image=picture()).status_code == 404
    assert stored(cloud, shown) == []


def test_its_owner_s_alone(call: Call, shown: VideoRow, cloud: FakeCloud) -> None:
    assert choose(call, shown, "bob", candidate="poster-2.jpg").status_code == 404
    assert choose(call, shown, "bob", image=picture()).status_code == 404
    assert choose(call, shown, None, candidate="poster-2.jpg").status_code == 401
    assert videos.get(shown.video_id).poster == "poster-1.jpg"
    assert stored(cloud, shown) == []


def test_too_often(call: Call, shown: VideoRow, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(poster, "PER_HOUR", 2)
    answers = [choose(call, shown, candidate="poster-2.jpg").status_code for _ in range(3)]

    assert answers == [200, 200, 429]


def test_what_a_storyboard_and_a_run_cost(call: Call, shown: VideoRow) -> None:
    told = {"storyboard": "storyboard.vtt", "route": "ffmpeg", "cost_estimate": 0.25, "note": "Not all."}
    videos.change(shown.video_id, lambda _: told)

    own = call("GET", f"/{shown.video_id}", "alice").json()
    assert own["storyboard_url"] == f"/media/public/alice/{shown.video_id}/storyboard.vtt"
    assert [own[name] for name in ("route", "cost_estimate", "cost_actual", "note")] == [
        *("ffmpeg", 0.25, None, "Not all.")
    ]
    visitor = call("GET", f"/{shown.video_id}").json()
    assert visitor["storyboard_url"] == own["storyboard_url"]
    assert [visitor[name] for name in ("route", "cost_estimate", "note")] == [None] * 3
