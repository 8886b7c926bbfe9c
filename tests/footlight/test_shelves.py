"""Shelves: what is copied is whole at each moment, for whoever reads it meanwhile."""

from collections.abc import Callable
from typing import Any

import pytest

from footlight import shelves
from tests.fake_cloud import NAMES, FakeCloud

OLD, NEW = "media/private/ada/film", "media/public/ada/film"
BUCKET = NAMES["media_bucket"]
SEGMENTS = [f"{rung}/{name}" for rung in ("first", "360p", "audio") for name in ("init.mp4", "900000.m4s")]
LISTS = ["first/index.m3u8", "360p/index.m3u8", "audio/index.m3u8", "storyboard.vtt"]
MANIFESTS = ["manifest.m3u8", "manifest.mpd"]
FILES = [*MANIFESTS, *LISTS, *SEGMENTS, "storyboard-001.jpg", "poster-1.jpg"]


@pytest.fixture
def film(cloud: FakeCloud) -> Callable[..., None]:
    """``film(names)`` puts files with these names below OLD."""

    def put(names: list[str] = FILES, body: str = "") -> None:
        for name in names:
            cloud.s3.put_object(
                Bucket=BUCKET, Key=f"{OLD}/{name}", Body=body or name, CacheControl="public, max-age=5"
            )

    return put


@pytest.fixture
def copied(settings: pytest.MonkeyPatch) -> list[str]:
    """The names that were copied, in the order in which they had arrived."""
    arrived: list[str] = []
    copy_one = shelves._copy_one

    def noted(move: tuple[str, str]) -> None:
        copy_one(move)
        arrived.append(move[1].removeprefix(f"{NEW}/"))

    settings.setattr(shelves, "_copy_one", noted)
    return arrived


def names(cloud: FakeCloud, prefix: str) -> set[str]:
    return {key.removeprefix(f"{prefix}/") for key in cloud.keys("media_bucket", prefix)}


def test_what_names_others_comes_after_them(film: Callable[..., None], copied: list[str]) -> None:
    film()
    shelves.copy(OLD, NEW)

    assert set(copied[-2:]) == set(MANIFESTS)
    assert set(copied[-6:-2]) == set(LISTS)
    assert set(copied) == set(FILES)


def test_only_what_differs_is_copied(film: Callable[..., None], copied: list[str]) -> None:
    film()
    shelves.copy(OLD, NEW)
    copied.clear()
    film(["first/index.m3u8", "manifest.m3u8"], body="grown")
    film(["first/1260000.m4s"])
    shelves.copy(OLD, NEW)

    assert copied == ["first/1260000.m4s", "first/index.m3u8", "manifest.m3u8"]


def test_what_is_there_may_be_kept(cloud: FakeCloud, film: Callable[..., None]) -> None:
    film()
    shelves.copy(OLD, NEW)
    film(["manifest.m3u8"], body="older")
    shelves.copy(OLD, NEW, over=False)

    kept = cloud.s3.get_object(Bucket=BUCKET, Key=f"{NEW}/manifest.m3u8")
    assert kept["Body"].read() == b"manifest.m3u8"
    assert kept["CacheControl"] == "public, max-age=5"


def test_a_copy_that_dies_names_nothing_that_is_missing(
    cloud: FakeCloud, film: Callable[..., None], settings: pytest.MonkeyPatch
) -> None:
    film()
    copy_one = shelves._copy_one

    def dies(move: tuple[str, str]) -> None:
        if move[1].endswith("360p/900000.m4s"):
            raise ConnectionError
        copy_one(move)

    with settings.context() as until_then:
        until_then.setattr(shelves, "_copy_one", dies)
        with pytest.raises(ConnectionError):
            shelves.copy(OLD, NEW)
    assert not names(cloud, NEW) & {*LISTS, *MANIFESTS}
    # The next attempt brings the rest.
    shelves.copy(OLD, NEW)
    assert names(cloud, NEW) == set(FILES)


def test_removing_leaves_neighbours_alone(cloud: FakeCloud, film: Callable[..., Any]) -> None:
    film()
    cloud.s3.put_object(Bucket=BUCKET, Key=f"{OLD}-2/manifest.m3u8", Body=b"another film")

    assert shelves.remove(OLD) == len(FILES)
    assert shelves.remove(OLD) == 0
    assert cloud.keys("media_bucket", OLD) == [f"{OLD}-2/manifest.m3u8"]
