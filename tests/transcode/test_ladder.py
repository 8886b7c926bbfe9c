"""The ladder never rises above the source, keeps its shape, and has even sides."""

import pytest

from functions.transcode.ladder import displayed, ladder


def sizes(width: int, height: int, rate: float = 30) -> list[tuple[str, int, int]]:
    return [(rung["name"], rung["width"], rung["height"]) for rung in ladder(width, height, rate)]


def test_full_hd_gets_every_rung() -> None:
    assert sizes(1920, 1080) == [
        ("240p", 426, 240),
        ("360p", 640, 360),
        ("480p", 854, 480),
        ("720p", 1280, 720),
        ("1080p", 1920, 1080),
    ]


def test_8k_stops_at_2160p() -> None:
    assert sizes(7680, 4320)[-2:] == [("1440p", 2560, 1440), ("2160p", 3840, 2160)]


def test_portrait_is_counted_by_its_short_side() -> None:
    assert sizes(1080, 1920)[-1] == ("1080p", 1080, 1920)


def test_a_size_between_two_steps_gets_a_rung_of_its_own() -> None:
    assert [name for name, _, _ in sizes(1200, 700)] == ["240p", "360p", "480p", "700p"]


def test_a_size_just_above_a_step_does_not() -> None:
    assert [name for name, _, _ in sizes(888, 500)] == ["240p", "360p", "480p"]


@pytest.mark.parametrize(("width", "height"), [(101, 77), (16, 16), (8192, 17), (321, 243), (853, 479)])
def test_odd_and_small_sources_get_even_sides_no_larger_than_theirs(width: int, height: int) -> None:
    for _, wide, high in sizes(width, height):
        assert wide % 2 == high % 2 == 0
        assert 0 < wide <= width
        assert 0 < high <= height


def test_fast_motion_may_use_more_bits() -> None:
    slow, fast = ladder(1920, 1080, 30)[-1], ladder(1920, 1080, 60)[-1]

    assert fast["max_rate"] == 1.5 * slow["max_rate"] == 7_500_000


def test_rotation_swaps_sides_and_pixels_become_square() -> None:
    assert displayed(1920, 1080, 1.0, 90) == (1080, 1920)
    assert displayed(1440, 1080, 4 / 3, 0) == (1920, 1080)
    assert displayed(1440, 1080, 4 / 3, -90) == (1080, 1920)
