"""A picture is cut into stretches of equal work, each frame in just one, at keyframes where any are near."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from functions.transcode.chunks import LONGEST, SHORTEST, WORK_OF_A_CHUNK, chunks
from functions.transcode.index import Index

TICKS = 15_360  # of a second: 512 a frame at 30 frames a second


def index(seconds: float, gop: float, start: float = 0.0, frame: int = 512) -> Index:
    """A steady picture with a keyframe every ``gop`` seconds."""
    begin = round(start * TICKS)
    count = round(seconds * TICKS / frame)
    times = [begin + number * frame for number in range(count)]
    every = max(1, round(gop * TICKS / frame))
    return Index(
        time_base=Fraction(1, TICKS),
        times=times,
        keys=list(range(0, count, every)),
        sizes=[1000] * count,
        start=Fraction(begin, TICKS),
        end=times[-1] + frame,
    )


def test_a_ten_minute_film_is_cut_at_its_keyframes_into_even_pieces() -> None:
    made = chunks(index(600, gop=2), work_per_second=2.0)

    assert len(made) == 40
    assert {chunk["begin"] == chunk["seek"] for chunk in made} == {True}
    assert max(chunk["seconds"] for chunk in made) <= 16
    assert min(chunk["seconds"] for chunk in made) >= 14
    assert [made[0]["seek"], made[0]["begin"], made[-1]["end"]] == [None, None, None]


def test_what_is_soon_done_is_one_chunk() -> None:
    (only,) = chunks(index(8, gop=2), work_per_second=2.0)

    assert only == {"seek": None, "begin": None, "end": None, "offset": 0, "seconds": 8, "frames": 240}


def test_where_no_keyframe_is_near_it_is_cut_between_them_and_decoded_from_the_one_before() -> None:
    made = chunks(index(120, gop=60), work_per_second=2.0)

    assert len(made) == 8
    assert [chunk["seek"] for chunk in made[1:]] == [0, 0, 0, 60 * TICKS, *[60 * TICKS] * 3]
    assert max(chunk["seconds"] for chunk in made) < 16


def test_a_timeline_that_begins_late_keeps_its_own_timestamps() -> None:
    made = chunks(index(60, gop=2, start=1.4), work_per_second=2.0)

    begin = made[1]["begin"] or 0
    assert begin / TICKS == pytest.approx(1.4 + 15, abs=1.1)
    assert made[1]["offset"] == pytest.approx(begin / TICKS - 1.4, abs=1e-4)


@given(
    seconds=st.floats(1, 400),
    gop=st.floats(0.04, 90),
    work=st.floats(0.01, 40),
    start=st.floats(-2, 20),
    frame=st.sampled_from([256, 512, 641]),
)
def test_every_frame_is_in_exactly_one_chunk(
    seconds: float, gop: float, work: float, start: float, frame: int
) -> None:
    source = index(seconds, gop, start, frame)

    made = chunks(source, work)

    assert sum(chunk["frames"] or 0 for chunk in made) == len(source.times)
    borders = [chunk["begin"] for chunk in made[1:]]
    assert borders == [chunk["end"] for chunk in made[:-1]]
    assert borders == sorted(set(borders), key=lambda each: each or 0)
    assert set(borders) <= set(source.times)
    keys = {source.times[key] for key in source.keys}
    for chunk in made[1:]:
        assert chunk["seek"] in keys
        assert (chunk["seek"] or 0) <= (chunk["begin"] or 0)
    wanted = min(LONGEST, max(SHORTEST, WORK_OF_A_CHUNK / work))
    assert all(chunk["seconds"] <= 2.5 * wanted + 1 for chunk in made)
