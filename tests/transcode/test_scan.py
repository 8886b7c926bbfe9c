"""An index by reading: where each frame is shown, and None where that cannot be known."""

from fractions import Fraction
from pathlib import Path

import pytest

from functions.transcode.scan import scan
from tests.transcode.chunked import TONE, X264, ffmpeg_run, numbered


def film(path: Path, *arguments: str) -> Path:
    ffmpeg_run(*arguments, path)
    return path


def test_it_knows_every_frame_by_its_packet(tmp_path: Path) -> None:
    path = film(tmp_path / "film.mkv", *numbered("30", 4), *X264, "-g", "30", "-bf", "2")

    index = scan(str(path), 0)

    assert index
    assert index.time_base == Fraction(1, 1000)
    assert sorted(index.times) == [round(frame * 1000 / 30) for frame in range(120)]
    assert index.times != sorted(index.times)  # in decoding order
    assert [index.times[key] for key in index.keys] == [0, 1000, 2000, 3000]
    assert sum(index.sizes) == pytest.approx(path.stat().st_size, rel=0.2)
    assert index.seconds == pytest.approx(4, abs=0.001)


def test_its_zero_is_that_of_the_earliest_track(tmp_path: Path) -> None:
    tone = [each.format(2) for each in TONE]
    picture = numbered("30", 2)
    path = film(tmp_path / "late.mkv", "-itsoffset", "0.5", *picture[:4], *tone, *X264, "-c:a", "pcm_s16le")

    index = scan(str(path), 0)

    assert index
    assert index.start == 0
    assert min(index.times) == 500


def test_a_stream_that_was_broken_off_is_known_as_far_as_it_goes(tmp_path: Path) -> None:
    path = film(tmp_path / "film.mkv", *numbered("30", 4), *X264, "-g", "30")
    path.write_bytes(path.read_bytes()[:-60_000])

    index = scan(str(path), 0)

    assert index
    assert 30 < len(index.times) < 120


def test_packets_without_a_time_cannot_be_cut(tmp_path: Path) -> None:
    path = film(tmp_path / "bare.h264", *numbered("30", 2), *X264)

    assert scan(str(path), 0) is None


def test_what_begins_without_a_keyframe_cannot_be_cut(tmp_path: Path) -> None:
    whole = film(tmp_path / "whole.ts", *numbered("30", 4), *X264, "-g", "60")
    path = tmp_path / "joined-late.ts"
    path.write_bytes(whole.read_bytes()[188 * 40 :])

    assert scan(str(path), 0) is None
