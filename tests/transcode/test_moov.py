"""A header read by byte ranges says what FFmpeg's demuxer says, and a broken one is refused in no time."""

from collections.abc import Callable
from fractions import Fraction
from itertools import compress
from pathlib import Path

import av
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from functions.transcode import remux
from functions.transcode.mp4.moov import load
from functions.transcode.mp4.movie import Movie, Track
from tests.transcode.movies import CUT, MADE, Shelf, ffmpeg, heard, movie


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Shelf:
    """Movies, each made once."""
    return Shelf(tmp_path_factory.mktemp("movies"))


def loaded(path: Path) -> Movie:
    found = movie(path)
    assert found
    return found


def shown(track: Track) -> tuple[list[int], list[int], list[int], list[int]]:
    """Times, sizes, places and whether it is a keyframe, of the samples that are shown."""
    keys = set(track.keys)
    lists = (track.pts, track.sizes, track.offsets, [place in keys for place in range(track.count)])
    every = track.shown or bytes([1]) * track.count
    pts, sizes, places, syncs = (list(compress(values, every)) for values in lists)
    return pts, sizes, places, syncs


@pytest.mark.parametrize("name", [*MADE, *CUT])
def test_times_sizes_places_and_keyframes_are_ffmpegs(shelf: Shelf, name: str) -> None:
    path = shelf[name]
    for track in loaded(path).tracks:
        if track.entry[4:8] == b"sowt":
            continue  # FFmpeg groups PCM's samples
        said = heard(path, track.index)
        assert Fraction(1, track.timescale) == said.time_base
        assert shown(track) == (said.pts, said.sizes, said.places, said.keys)


@pytest.mark.parametrize("name", [*MADE, *CUT])
def test_the_timeline_begins_where_ffmpegs_does(shelf: Shelf, name: str) -> None:
    with av.open(str(shelf[name])) as container:
        start = Fraction(container.start_time or 0, 1_000_000)
    assert abs(loaded(shelf[name]).start - start) <= Fraction(1, 1_000_000)


def test_an_index_of_what_is_shown(shelf: Shelf) -> None:
    found = loaded(shelf["trimmed.mp4"])
    index = found.index(found.tracks[0])

    said = heard(shelf["trimmed.mp4"], 0)
    assert (index.times, index.sizes) == (said.pts, said.sizes)
    assert [place for place, key in enumerate(said.keys) if key] == index.keys
    # It began at 0.7 s, the keyframe before is hidden: the first one shown comes later.
    assert index.keys[0] > 0
    assert index.start == 0
    assert index.seconds == pytest.approx(2.3, abs=0.04)


def test_few_reads_and_no_media(tmp_path: Path) -> None:
    path = tmp_path / "long.mp4"
    ffmpeg("-f", "lavfi", "-i", "testsrc2=s=320x180:r=30:d=20", "-c:v", "mjpeg", "-q:v", "2", path)
    asked: list[tuple[int, int]] = []

    def read(start: int, length: int) -> bytes:
        asked.append((start, length))
        with path.open("rb") as file:
            file.seek(start)
            return file.read(length)

    size = path.stat().st_size
    assert size > 4_000_000
    assert load(read, size)
    assert len(asked) == 2
    assert sum(length for _, length in asked) < 1_100_000


def test_how_many_bytes_are_needed(shelf: Shelf) -> None:
    path = shelf["front.mp4"]
    assert loaded(path).end == path.stat().st_size
    at_end = loaded(shelf["plain.mp4"])
    assert at_end.end == max(
        place + size
        for track in at_end.tracks
        for place, size in zip(track.offsets, track.sizes, strict=True)
    )


def test_a_picture_that_is_turned(shelf: Shelf) -> None:
    for degrees, said in ((0, 0), (-90, 90), (180, 180), (90, 270)):
        turn = ("-display_rotation", str(degrees), "-i", shelf["silent.mp4"], "-c", "copy")
        path = shelf.made(f"turned {degrees}.mp4", lambda to, turn=turn: ffmpeg(*turn, to))  # type: ignore[misc]
        assert loaded(path).tracks[0].rotation == said


def fragmented(shelf: Shelf) -> bytes:
    flags = ("-c", "copy", "-movflags", "+frag_keyframe+empty_moov")
    return shelf.made("f.mp4", lambda to: ffmpeg("-i", shelf["plain.mp4"], *flags, to)).read_bytes()


@pytest.mark.parametrize(
    "make",
    [
        fragmented,
        lambda shelf: b"",
        lambda shelf: b"This is no movie. " * 100,
        lambda shelf: shelf["plain.mp4"].read_bytes()[:60_000],
        lambda shelf: shelf["front.mp4"].read_bytes()[:2_000],
        lambda shelf: shelf["plain.mp4"].read_bytes().replace(b"stsz", b"stzz"),
        lambda shelf: bytes(3_000_000),
        lambda shelf: (8).to_bytes(4, "big") + b"free" + (8).to_bytes(4, "big") + b"moov",
    ],
)
def test_what_is_no_plain_movie(shelf: Shelf, make: Callable[[Shelf], bytes]) -> None:
    data = make(shelf)
    assert load(lambda start, length: data[start : start + length], len(data)) is None


@settings(max_examples=150, deadline=2000, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    changes=st.lists(
        st.tuples(
            st.floats(0, 1, exclude_max=True),
            st.sampled_from([b"\0", b"\xff", b"\x7f\xff\xff\xff", b"\0\0\0\1"]),
        ),
        min_size=1,
        max_size=4,
    )
)
def test_a_broken_header_neither_raises_nor_hangs(shelf: Shelf, changes: list[tuple[float, bytes]]) -> None:
    data = bytearray(shelf["front.mp4"].read_bytes())
    begin, end = data.index(b"moov"), data.index(b"mdat")
    for share, junk in changes:
        at = begin + int((end - begin - 8) * share)
        data[at : at + len(junk)] = junk

    def read(start: int, length: int) -> bytes:
        return bytes(data[start : start + length])

    found = load(read, len(data))
    if found is None or len(found.tracks) < 2:
        return
    picture, sound = found.tracks[:2]
    if remux.picture_obstacle(picture, read) is None:
        remux.spans(picture, None if remux.sound_obstacle(found, picture, sound) else sound)
        assert len(found.index(picture).times) == picture.count
