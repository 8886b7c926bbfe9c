"""A storyboard's numbers and its WebVTT."""

import re
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from functions.transcode import vtt

CUE = re.compile(r"(\d+:\d\d:\d\d\.\d{3}) --> (\d+:\d\d:\d\d\.\d{3})\n(\S+)#xywh=(\d+),(\d+),(\d+),(\d+)")


def told(clock: str) -> float:
    hours, minutes, seconds = clock.split(":")
    return int(hours) * 3600 + int(minutes) * 60 + float(seconds)


def test_as_players_read_it() -> None:
    board = vtt.board(5.5, 1920, 1080)
    assert board
    assert vtt.text(board) == (
        "WEBVTT\n\n"
        "00:00:00.000 --> 00:00:02.000\nstoryboard-001.jpg#xywh=0,0,160,90\n\n"
        "00:00:02.000 --> 00:00:04.000\nstoryboard-001.jpg#xywh=160,0,160,90\n\n"
        "00:00:04.000 --> 00:00:05.500\nstoryboard-001.jpg#xywh=320,0,160,90\n"
    )


@settings(deadline=None, max_examples=40)
@given(st.floats(4, 12 * 3600), st.integers(16, 8192), st.integers(16, 8192))
def test_each_moment_has_one_still_within_its_sheet(seconds: float, width: int, height: int) -> None:
    board = vtt.board(seconds, width, height)
    assert board
    cues = CUE.findall(vtt.text(board))
    assert 2 <= len(cues) == board.count <= 400
    assert told(cues[0][0]) == 0
    assert told(cues[-1][1]) == pytest.approx(seconds, abs=0.001)
    assert all(before[1] == after[0] for before, after in pairwise(cues))
    assert sorted({cue[2] for cue in cues}) == board.sheets
    assert len({cue[2:5] for cue in cues}) == len(cues)
    assert all(int(x) < 10 * board.width and int(y) < 10 * board.height for _, _, _, x, y, _, _ in cues)


@pytest.mark.parametrize(
    ("size", "still"),
    [
        ((426, 240), (160, 90)),
        ((240, 426), (90, 160)),
        ((320, 240), (160, 120)),
        ((240, 240), (160, 160)),
        ((4096, 16), (160, 2)),
    ],
)
def test_stills_keep_the_video_s_shape(size: tuple[int, int], still: tuple[int, int]) -> None:
    board = vtt.board(60, *size)
    assert board
    assert (board.width, board.height) == still


@pytest.mark.parametrize(("seconds", "every"), [(4, 2), (800, 2), (801, 3), (3 * 3600, 27), (12 * 3600, 108)])
def test_long_videos_have_stills_further_apart(seconds: float, every: int) -> None:
    board = vtt.board(seconds, 426, 240)
    assert board
    assert board.every == every


def test_what_is_very_short_has_none() -> None:
    assert vtt.board(3.99, 426, 240) is None
    assert vtt.board(0, 426, 240) is None
