"""Stills by what they show: which may stand for a video."""

import random
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFilter

from functions.transcode import stills


def scene(seed: int, size: tuple[int, int] = (640, 360), dim: float = 1) -> Image.Image:
    """A picture with edges and hues."""
    chance = random.Random(seed)
    image = Image.new("RGB", size, tuple(chance.choices(range(60, 200), k=3)))
    draw = ImageDraw.Draw(image)
    for _ in range(40):
        x, y = chance.randrange(size[0]), chance.randrange(size[1])
        colour = tuple(round(value * dim) for value in chance.choices(range(256), k=3))
        draw.rectangle((x, y, x + 90, y + 60), colour)
    return image


def saved(image: Image.Image, path: Path) -> stills.Still:
    image.save(path, quality=90)
    return stills.measure(path)


def test_black_and_blank_ones_show_nothing(tmp_path: Path) -> None:
    night = scene(1).point(lambda value: value // 20)

    assert saved(scene(1), tmp_path / "a.jpg").shows_something
    assert not saved(night, tmp_path / "b.jpg").shows_something
    for colour in ("black", "white", "teal"):
        assert not saved(Image.new("RGB", (320, 180), colour), tmp_path / "c.jpg").shows_something


def test_the_blurred_one_of_several_is_not_taken(tmp_path: Path) -> None:
    sharp = saved(scene(1), tmp_path / "sharp.jpg")
    blurred = saved(scene(2).filter(ImageFilter.GaussianBlur(5)), tmp_path / "blurred.jpg")

    assert stills.best([blurred, sharp], 3) == [sharp]
    # A soft film has a poster all the same.
    assert stills.best([blurred], 3) == [blurred]


@pytest.mark.parametrize("size", [(160, 90), (1920, 1080)])
def test_sharpness_counts_the_same_at_each_size(tmp_path: Path, size: tuple[int, int]) -> None:
    here = saved(scene(1).resize(size), tmp_path / "a.jpg").sharpness
    there = saved(scene(1), tmp_path / "b.jpg").sharpness

    assert 0.3 < here / there < 4


def test_twice_the_same_is_taken_once(tmp_path: Path) -> None:
    first = saved(scene(1), tmp_path / "a.jpg")
    moved = saved(
        scene(1).transform((640, 360), Image.Transform.AFFINE, (1, 0, 2, 0, 1, 1)), tmp_path / "b.jpg"
    )
    other = saved(scene(3), tmp_path / "c.jpg")

    assert stills.alike(first, moved)
    assert len(stills.best([first, moved, other], 3)) == 2


def test_the_more_colourful_ones_come_first_and_no_more_than_wanted(tmp_path: Path) -> None:
    grey = saved(scene(1).convert("L").convert("RGB"), tmp_path / "a.jpg")
    rich = [saved(scene(seed), tmp_path / f"{seed}.jpg") for seed in (2, 3, 4)]

    chosen = stills.best([grey, *rich], 3)
    assert sorted(still.path.name for still in chosen) == ["2.jpg", "3.jpg", "4.jpg"]
    assert stills.best([grey, rich[0]], 3) == [rich[0], grey]
    assert stills.best([], 3) == []


@pytest.mark.parametrize("size", [(2, 2), (1280, 2), (2, 1280)])
def test_the_smallest_can_be_measured(tmp_path: Path, size: tuple[int, int]) -> None:
    assert saved(scene(1).resize(size), tmp_path / "a.jpg").light > 0
