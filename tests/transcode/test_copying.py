"""A plain movie becomes CMAF packet by packet: nothing lost or changed, each ten seconds later."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from footlight import media
from functions.transcode import copying, remux
from functions.transcode.copying import Copying, copy
from functions.transcode.mp4 import entries, fmp4
from functions.transcode.mp4.movie import Movie
from functions.transcode.records import Part
from tests.fake_cloud import NAMES, FakeCloud
from tests.transcode.movies import AAC, B_FRAMES, Shelf, ffmpeg, movie, picture

# 20 s with a keyframe each second: five segments.
LONG = (*picture("160x90", seconds=20), "-f", "lavfi", "-i", "sine=d=20:r=44100", *B_FRAMES, *AAC, "-ac", "2")


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Shelf:
    """Movies, each made once."""
    return Shelf(tmp_path_factory.mktemp("movies"))


@pytest.fixture
def long(shelf: Shelf) -> Path:
    """A movie that is worth several segments."""
    return shelf.made("long.mp4", lambda to: ffmpeg(*LONG, to))


class Copy:
    """A whole movie copied, span after span, into ``folder``."""

    def __init__(self, path: Path, folder: Path, *, with_sound: bool = True) -> None:
        self.path, self.folder, self.files = path, folder, dict[str, bytes]()
        self.movie: Movie = movie(path)  # type: ignore[assignment]
        self.picture, *sounds = self.movie.tracks
        self.sound = sounds[0] if sounds and with_sound else None
        self.spans = remux.spans(self.picture, self.sound)
        what = Copying(self.movie, self.picture, self.sound)
        self.parts: list[Part] = [
            part for span in self.spans for part in copy(what, span, self._read, self._put)
        ]

    def _read(self, start: int, length: int) -> bytes:
        with self.path.open("rb") as file:
            file.seek(start)
            return file.read(length)

    def _put(self, name: str, body: bytes) -> None:
        assert name not in self.files
        self.files[name] = body

    def segments(self, name: str) -> list[Any]:
        return [segment for part in self.parts if part["name"] == name for segment in part["segments"]]

    def track(self, name: str) -> Path:
        """One track as a single file: its init segment and all its media segments."""
        names = [f"{name}/init.mp4", *(f"{name}/{each['time']}.m4s" for each in self.segments(name))]
        path = self.folder / f"{name}.mp4"
        path.write_bytes(b"".join(self.files[each] for each in names))
        return path

    def playlist(self) -> Path:
        """Both tracks in HLS."""
        for name, body in self.files.items():
            (self.folder / name).parent.mkdir(exist_ok=True)
            (self.folder / name).write_bytes(body)
        for part in self.parts:
            lines = ["#EXTM3U", "#EXT-X-VERSION:7", "#EXT-X-TARGETDURATION:10", '#EXT-X-MAP:URI="init.mp4"']
            for each in self.segments(part["name"]):
                lines += [f"#EXTINF:{each['duration'] / part['timescale']:.6f},", f"{each['time']}.m4s"]
            (self.folder / part["name"] / "index.m3u8").write_text("\n".join([*lines, "#EXT-X-ENDLIST", ""]))
        master = self.folder / "manifest.m3u8"
        master.write_text(
            '#EXTM3U\n#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="a",NAME="a",DEFAULT=YES,URI="audio/index.m3u8"\n'
            '#EXT-X-STREAM-INF:BANDWIDTH=1000000,AUDIO="a"\nfirst/index.m3u8\n'
        )
        return master


def packets(path: Path, stream: str) -> list[tuple[int, str]]:
    """(presentation time, MD5) of each packet."""
    command = ("-i", path, "-map", stream, "-c", "copy", "-copyts", "-f", "framemd5", "-")
    lines = [line.split(",") for line in ffmpeg(*command).decode().splitlines() if line[0] != "#"]
    return [(int(line[2]), line[5].strip()) for line in lines]


def later(source: list[tuple[int, str]], ticks: int, made: Copy, name: str) -> list[tuple[int, str]]:
    """The source's packets as FFmpeg is to read them from the copy.

    In fragments with negative offsets it adds the largest of them to every time, in its own files too.
    """
    first = made.segments(name)[0]["time"]
    assert first == min(time for time, _ in source) + ticks
    early = min(time for time, _ in packets(made.track(name), "0:0")) - first
    assert early in (0, 512, 1001, 1024, 2002)
    return [(time + ticks + early, digest) for time, digest in source]


@pytest.mark.parametrize(
    "name",
    ["plain.mp4", "front.mp4", "pyramid.mov", "ntsc.mp4", "negative.mp4", "clock.mov", "two tongues.mp4",
     "at a keyframe.mp4"],
)  # fmt: skip
def test_every_packet_is_there_ten_seconds_later(shelf: Shelf, tmp_path: Path, name: str) -> None:
    made = Copy(shelf[name], tmp_path)
    assert (
        remux.picture_obstacle(made.picture)
        is remux.sound_obstacle(made.movie, made.picture, made.sound or made.picture)
        is None
    )
    for track, stream in (("first", "0:v:0"), ("audio", "0:a:0")):
        ticks = 10 * next(part["timescale"] for part in made.parts if part["name"] == track)
        assert packets(made.track(track), "0:0") == later(packets(shelf[name], stream), ticks, made, track)


def test_pictures_whose_sound_must_be_encoded(shelf: Shelf, tmp_path: Path) -> None:
    for name in ("late picture.mp4", "both late.mp4", "no edits.mp4", "pcm.mov"):
        made = Copy(shelf[name], tmp_path, with_sound=False)
        assert remux.picture_obstacle(made.picture) is None
        start = round((10 - made.movie.start) * made.picture.timescale)
        wanted = later(packets(shelf[name], "0:v:0"), start, made, "first")
        assert packets(made.track("first"), "0:0") == wanted


def test_segments_are_gapless_and_begin_with_keyframes(long: Path, tmp_path: Path) -> None:
    made = Copy(long, tmp_path)
    assert [len(made.segments(name)) for name in ("first", "audio")] == [5, 5]
    for part in made.parts:
        segments = made.segments(part["name"])
        for each, following in pairwise(segments):
            assert each["time"] + each["duration"] == following["time"]
        for each in segments:
            read = fmp4.read_segment(made.files[f"{part['name']}/{each['time']}.m4s"])
            assert read.starts_with_sync
            assert read.time == read.decodes_at == each["time"]
            assert (read.end, read.frames) == (each["time"] + each["duration"], each["frames"])


def test_the_sound_is_cut_where_the_picture_is(long: Path, tmp_path: Path) -> None:
    made = Copy(long, tmp_path)
    shown = [each["time"] / made.picture.timescale for each in made.segments("first")]
    heard = [each["time"] / 44100 for each in made.segments("audio")]
    assert shown[0] == 10
    assert heard[0] == 10 - 1024 / 44100  # what the encoder needs to get going
    assert heard[1:] == pytest.approx(shown[1:], abs=1024 / 44100)


def test_parts_say_what_playlists_need(long: Path, tmp_path: Path) -> None:
    made = Copy(long, tmp_path)
    shown = next(part for part in made.parts if part["name"] == "first")
    heard = next(part for part in made.parts if part["name"] == "audio")
    assert (shown["width"], shown["height"], shown["timescale"]) == (160, 90, 15360)
    assert (heard["channels"], heard["codecs"], heard["timescale"]) == (2, "mp4a.40.2", 44100)
    assert sum(part["decoded"] for part in made.parts if part["name"] == "first") == 600
    for part in (shown, heard):
        read = fmp4.read_track(made.files[f"{part['name']}/init.mp4"])
        assert (read.timescale, read.codecs) == (part["timescale"], part["codecs"])


def test_ffmpeg_plays_all_of_it_from_a_playlist(long: Path, tmp_path: Path) -> None:
    playlist = Copy(long, tmp_path).playlist()
    for stream in ("v", "a"):
        command = ("-map", f"0:{stream}:0", "-f", "framemd5", "-")
        played, source = (
            [
                line.split(",")[5]
                for line in ffmpeg("-i", path, *command).decode().splitlines()
                if line[0] != "#"
            ]
            for path in (playlist, long)
        )
        # The frame that gets the AAC decoder going is hidden by the source's edit, and lies before ours.
        # And the source's edit cuts the last sound frame short.
        lead = len(played) - len(source)
        assert lead == (stream == "a")
        assert played[lead:-1] == source[:-1]


def test_many_spans_make_the_same_segments_as_one(
    long: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = Copy(long, tmp_path).files
    monkeypatch.setattr(remux, "OPENING_BYTES", 1)
    monkeypatch.setattr(remux, "SPAN_SECONDS", 8)
    made = Copy(long, tmp_path)

    assert [span["picture"] for span in made.spans] == [(0, 120), (120, 360), (360, 600)]
    assert made.sound
    ranges = [span["sound"] or (0, 0) for span in made.spans]
    assert (ranges[0][0], ranges[-1][1]) == (0, made.sound.count)
    assert all(earlier[1] == later[0] for earlier, later in pairwise(ranges))
    assert made.files == whole


def test_a_keyframe_that_is_no_idr_begins_no_segment(long: Path, tmp_path: Path) -> None:
    source = movie(long)
    assert source
    data = bytearray(long.read_bytes())
    place = source.tracks[0].offsets[240]
    assert data[place + 4] & 31 == 5  # the IDR's slice; only the first frame has parameter sets before it
    data[place + 4] = data[place + 4] & ~31 | 1
    (tmp_path / "odd.mp4").write_bytes(data)

    frames = [each["frames"] for each in Copy(tmp_path / "odd.mp4", tmp_path).segments("first")]
    assert frames == [120, 240, 120, 120]


def test_cameras_leave_nothing_in_the_init_segment(shelf: Shelf, tmp_path: Path) -> None:
    entry = bytearray(movie(shelf["plain.mp4"]).tracks[0].entry)  # type: ignore[union-attr]
    entry[50:60] = b"\x09My Camera"
    assert b"My Camera" not in entries.picture(bytes(entry)).entry()


def plan(spans: list[Any]) -> Any:
    source = {
        "bucket": "uploads_bucket",
        "key": media.source_key("owner-1", "video-1"),
        "video_index": 0,
        "audio_index": 1,
    }
    return {"source": source, "spans": spans, "prefix": "media/private/owner-1/video-1"}


def test_a_span_is_copied_from_bucket_to_bucket(cloud: FakeCloud, long: Path, tmp_path: Path) -> None:
    wanted = Copy(long, tmp_path)
    story = plan(wanted.spans)
    cloud.s3.put_object(Bucket=NAMES["uploads_bucket"], Key=story["source"]["key"], Body=long.read_bytes())

    parts = [part for number in range(len(wanted.spans)) for part in copying.copy_span(story, number)]
    assert parts == wanted.parts
    keys = cloud.keys("media_bucket")
    assert keys == sorted(f"{story['prefix']}/{name}" for name in wanted.files)
    assert copying.copy_span(story, 0) == wanted.parts[:2]  # a retry
    assert cloud.keys("media_bucket") == keys
