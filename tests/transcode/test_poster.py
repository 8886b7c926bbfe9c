"""Posters to choose from: they show something, each something else, wherever the film begins to."""

import time
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from footlight import videos
from functions.transcode import ffmpeg, original, poster, stills, work
from functions.transcode.plan import Source
from tests.fake_cloud import FakeCloud
from tests.transcode import clips

JOINED = (
    "testsrc2=s=320x180:r=30:d=2[a];mandelbrot=s=320x180:r=30,trim=duration=2[b];"
    "smptehdbars=s=320x180:r=30:d=2[c];[a][b][c]concat=n=3"
)
PLACE = "work/owner-1/video-1"
PREFIX = "media/private/owner-1/video-1"


def chosen(path: Path, source: Source, folder: Path, **options: Any) -> list[Image.Image]:
    folder.mkdir(exist_ok=True)
    return [Image.open(each) for each in poster.choose(source, ffmpeg.read(str(path)), folder, **options)]


def light(picture: Image.Image) -> float:
    return stills.measure(Path(str(picture.filename))).light  # type: ignore[attr-defined]


@pytest.mark.parametrize("gop", ["15", "999"])
def test_three_from_different_places(tmp_path: Path, gop: str) -> None:
    path = clips.film(tmp_path / "film.mp4", JOINED, "-g", gop)
    found = poster.choose(clips.source(6), ffmpeg.read(str(path)), tmp_path)

    measured = [stills.measure(each) for each in found]
    assert len(measured) == 3
    assert all(still.shows_something for still in measured)
    assert not any(stills.alike(a, b) for a in measured for b in measured if a is not b)


def test_black_beginnings_and_ends_are_passed_over(tmp_path: Path) -> None:
    faded = "testsrc2=s=320x180:r=30:d=6,fade=in:0:60,fade=out:120:60"
    # One keyframe, and that is black: the rest has to be decoded.
    path = clips.film(tmp_path / "film.mp4", faded, "-g", "999")

    pictures = chosen(path, clips.source(6), tmp_path)
    assert pictures
    assert min(map(light, pictures)) > stills.DARKEST


def test_a_still_life_has_one(tmp_path: Path) -> None:
    path = clips.film(tmp_path / "film.mp4", "smptehdbars=s=320x180:r=30:d=3", "-g", "30")

    assert len(chosen(path, clips.source(3), tmp_path)) == 1


@pytest.mark.parametrize("seconds", [0.04, None])
def test_one_frame_is_enough(tmp_path: Path, seconds: float | None) -> None:
    path = clips.film(tmp_path / "film.mp4", "testsrc2=s=320x180", "-frames:v", "1")

    assert len(chosen(path, clips.source(seconds), tmp_path)) == 1


def test_a_black_film_has_a_black_one(tmp_path: Path) -> None:
    path = clips.film(tmp_path / "film.mp4", "color=black:s=320x180:r=30:d=2")

    (picture,) = chosen(path, clips.source(2), tmp_path)
    assert light(picture) < 5


def test_it_is_upright_and_of_a_moderate_size(tmp_path: Path) -> None:
    lying = clips.film(tmp_path / "lying.mp4", "testsrc2=s=1920x1080:r=5:d=1")
    clips.ffmpeg("-display_rotation", "90", "-i", lying, "-c", "copy", tmp_path / "film.mp4")

    sizes = {picture.size for picture in chosen(tmp_path / "film.mp4", clips.source(1, 1080, 1920), tmp_path)}
    assert sizes == {(720, 1280)}


@pytest.mark.parametrize("name", ["film.ts", "film.avi", "film.flv", "film.nut", "film.mkv"])
def test_in_containers_with_and_without_an_index(tmp_path: Path, name: str) -> None:
    path = clips.film(tmp_path / name, JOINED, "-g", "15")

    assert chosen(path, clips.source(6), tmp_path)
    # A length that is told wrong, or not at all.
    assert chosen(path, clips.source(60), tmp_path / "wrong")
    assert chosen(path, clips.source(None), tmp_path / "unknown")


@pytest.mark.parametrize("others", [{"interlaced": True}, {"hdr": True}])
def test_it_is_corrected_as_the_film_is(tmp_path: Path, others: dict[str, bool]) -> None:
    colours = "setparams=color_trc=smpte2084:color_primaries=bt2020:colorspace=bt2020nc"
    filters = ("-vf", colours) if "hdr" in others else ("-vf", "tinterlace=interleave_top")
    path = clips.film(tmp_path / "film.mp4", JOINED, "-g", "15", *filters)

    assert chosen(path, clips.source(6, **others), tmp_path)


def test_what_is_no_film_has_none(tmp_path: Path) -> None:
    (tmp_path / "film.mp4").write_text("This is not a video.")

    assert chosen(tmp_path / "film.mp4", clips.source(9), tmp_path) == []


def test_it_gives_up_in_time(tmp_path: Path) -> None:
    path = clips.film(tmp_path / "film.mp4", JOINED, "-g", "15")
    begun = time.monotonic()

    assert chosen(path, clips.source(6), tmp_path, patience=0) == []
    assert time.monotonic() - begun < 2


@pytest.fixture
def run(cloud: FakeCloud, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """A video that is processed, and its plan."""
    path = clips.film(tmp_path / "film.mp4", JOINED, "-g", "15")
    monkeypatch.setattr(original, "address_of", lambda _: str(path))
    work.write(f"{PLACE}/plan.json", clips.plan("video-1", clips.source(6)))
    videos.promise("video-1", "owner-1", title="A film").save()
    videos.change("video-1", lambda _: {"state": "processing"})
    return {"video_id": "video-1", "owner_id": "owner-1"}


def test_the_handler_stores_them_before_it_tells(cloud: FakeCloud, run: dict[str, Any]) -> None:
    names = [f"poster-{number}.jpg" for number in (1, 2, 3)]
    assert poster.handler(run, None) == poster.handler(run, None) == {"posters": names}
    assert cloud.keys("media_bucket", "media/") == [f"{PREFIX}/{name}" for name in names]
    head = cloud.s3.head_object(Bucket="footlight-media", Key=f"{PREFIX}/poster-1.jpg")
    assert head["ContentType"] == "image/jpeg"
    assert work.read(f"{PLACE}/{work.POSTERS}") == names


def test_of_a_video_that_was_cancelled_meanwhile_nothing_is_left(
    cloud: FakeCloud, run: dict[str, Any]
) -> None:
    videos.advance("video-1", "failed")
    poster.handler(run, None)
    assert cloud.keys("media_bucket") == []

    assert poster.handler(run, None) == {"posters": []}
