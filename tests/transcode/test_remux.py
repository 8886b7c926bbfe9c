"""What may be copied instead of encoded, and into which stretches a long movie is cut."""

from array import array
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from functions.transcode import remux
from functions.transcode.mp4.movie import Edit, Movie, Track
from functions.transcode.mp4.tables import PICTURE, SOUND, Tables
from tests.transcode.movies import AAC, BEEP, SMALL, X264, Shelf, ffmpeg, movie, picture

SIX = "pan=5.1|FL=c0|FR=c0|FC=c0|LFE=c0|BL=c0|BR=c0"
# FFmpeg's arguments, and a word of why the picture is not copied.
ENCODED_PICTURES: dict[str, tuple[tuple[str, ...], str]] = {
    "ten bits.mp4": ((*SMALL, "-c:v", "libx264", "-pix_fmt", "yuv420p10le"), "profile"),
    "all colours.mp4": ((*SMALL, "-c:v", "libx264", "-pix_fmt", "yuv444p"), "profile"),
    "flat.mp4": ((*SMALL, "-vf", "setsar=4/3", *X264), "square"),
    "far.mp4": ((*picture("160x90", "10", 24), *X264[:-1], "240"), "too far apart"),
    "moving.mp4": ((*SMALL, "-c:v", "mpeg4"), "H.264"),
}
ENCODED_SOUNDS: dict[str, tuple[tuple[str, ...], str]] = {
    "old.mp4": ((*SMALL, *BEEP, *X264, "-c:a", "libmp3lame"), "AAC"),
    "surround.mp4": ((*SMALL, *BEEP, *X264, *AAC, "-af", SIX), "stereo"),
    "slow.mp4": ((*SMALL, *BEEP, *X264, *AAC, "-ar", "22050"), "rate"),
    "early end.mp4": ((*SMALL, "-f", "lavfi", "-i", "sine=d=1.2:r=48000", *X264, *AAC), "before the picture"),
}  # fmt: skip


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Shelf:
    """Movies, each made once."""
    return Shelf(tmp_path_factory.mktemp("movies"))


def tracks(path: Path) -> tuple[Movie, Track, Track | None]:
    found = movie(path)
    assert found
    return found, found.tracks[0], found.tracks[1] if len(found.tracks) > 1 else None


def make(arguments: tuple[str, ...]) -> Callable[[Path], object]:
    return lambda to: ffmpeg(*arguments, to)


@pytest.mark.parametrize("name", ENCODED_PICTURES)
def test_pictures_that_must_be_encoded(shelf: Shelf, name: str) -> None:
    arguments, why = ENCODED_PICTURES[name]
    _, shown, _ = tracks(shelf.made(name, make(arguments)))
    assert why in (remux.picture_obstacle(shown) or "")


@pytest.mark.parametrize(
    ("name", "why"),
    [("open.mp4", "open"), ("trimmed.mp4", "keyframe"), ("uneven.mp4", "delays"), ("hevc.mp4", "H.264")],
)
def test_pictures_that_cannot_be_cut_or_begun(shelf: Shelf, name: str, why: str) -> None:
    _, shown, _ = tracks(shelf[name])
    assert why in (remux.picture_obstacle(shown) or "")


@pytest.mark.parametrize("name", ENCODED_SOUNDS)
def test_sounds_that_must_be_encoded(shelf: Shelf, name: str) -> None:
    arguments, why = ENCODED_SOUNDS[name]
    found, shown, heard = tracks(shelf.made(name, make(arguments)))
    assert heard
    assert remux.picture_obstacle(shown) is None
    assert why in (remux.sound_obstacle(found, shown, heard) or "")


def test_sound_that_begins_with_the_picture_may_stay(shelf: Shelf) -> None:
    for name, why in (("plain.mp4", None), ("late sound.mp4", "it does not begin with the picture")):
        found, shown, heard = tracks(shelf[name])
        assert heard
        assert remux.sound_obstacle(found, shown, heard) == why


def test_odd_sizes_are_encoded(shelf: Shelf) -> None:
    _, shown, _ = tracks(shelf["silent.mp4"])
    entry = shown.entry[:32] + (161).to_bytes(2, "big") + shown.entry[34:]
    assert remux.picture_obstacle(replace(shown, entry=entry)) == "its size is odd"


def test_turned_pictures_are_encoded(shelf: Shelf) -> None:
    _, shown, _ = tracks(shelf["silent.mp4"])
    assert remux.picture_obstacle(replace(shown, rotation=90)) is not None
    assert remux.picture_obstacle(replace(shown, rotation=None)) is not None


def test_a_later_keyframe_is_looked_at(shelf: Shelf) -> None:
    path = shelf["silent.mp4"]
    _, shown, _ = tracks(path)
    data = bytearray(path.read_bytes())

    def read(start: int, length: int) -> bytes:
        return bytes(data[start : start + length])

    assert remux.picture_obstacle(shown, read) is None
    place = shown.offsets[shown.keys[1]] + 4
    data[place] = data[place] & ~31 | 1  # a slice of an ordinary picture
    assert remux.picture_obstacle(shown, read) == "its keyframes are no IDR pictures"


def track(handler: bytes, seconds: int, size: int, **more: Any) -> Track:
    """A made-up track: 30 frames a second with two seconds between keyframes, or 48 kHz AAC."""
    timescale, pace = (30000, 1000) if handler == PICTURE else (48000, 1024)
    count = seconds * timescale // pace
    tables = Tables(
        count=count,
        sizes=array("I", [size]) * count,
        paces=(array("I", [count]), array("I", [pace])),
        delays=None,
        chunk_counts=array("I", [count]),
        chunk_offsets=array("I", [48]),
        keys=array("I", range(0, count, 60)) if handler == PICTURE else None,
    )
    return Track(0, handler, timescale, b"", tables, **more)


def test_a_long_movie_begins_with_a_small_span() -> None:
    shown, heard = track(PICTURE, 3600, 20_000), track(SOUND, 3600, 340, edit=Edit(0, 1024, 3600 * 48000))
    spans = remux.spans(shown, heard)

    assert spans[0]["picture"] == (0, 360)  # 12 s, 7 MB
    sizes = [(span["picture"][1] - span["picture"][0]) * 20_000 for span in spans[1:]]
    assert max(sizes) <= 96_000_000
    assert min(sizes[:-1]) > 90_000_000
    for kind, count in (("picture", shown.count), ("sound", heard.count)):
        ranges: list[Any] = [span[kind] for span in spans]  # type: ignore[literal-required]
        assert (ranges[0][0], ranges[-1][1]) == (0, count)
        assert all(earlier[1] == later[0] for earlier, later in pairwise(ranges))
    for span in spans[1:]:
        assert span["sound"]
        begin = heard.pts[span["sound"][0]] / 48000 - span["picture"][0] / 30
        assert 0 <= begin < 1024 / 48000


def test_a_rich_movie_begins_with_fewer_seconds_and_a_poor_one_has_few_spans() -> None:
    assert remux.spans(track(PICTURE, 60, 200_000), None)[0]["picture"] == (0, 120)
    poor = remux.spans(track(PICTURE, 3600, 500), None)
    assert [span["picture"][1] // 30 for span in poor] == [12, 612, 1212, 1812, 2412, 3012, 3600]


def test_segments_are_the_same_wherever_a_span_begins() -> None:
    shown = track(PICTURE, 60, 1000)
    whole = remux.segments(shown, 0, shown.count)
    assert [end - begin for begin, end in whole] == [120] * 15
    assert remux.segments(shown, 0, 600) + remux.segments(shown, 600, shown.count) == whole
