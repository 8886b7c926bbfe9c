"""The DASH manifest: its timeline adds up to the segments' names, and FFmpeg plays the whole of it."""

import re
import struct
import subprocess
import xml.etree.ElementTree as ET
from itertools import pairwise
from pathlib import Path

import imageio_ffmpeg
import m3u8
import pytest
from hypothesis import given
from hypothesis import strategies as st

from functions.transcode.mpd import manifest
from functions.transcode.playlists import Rendition, bandwidth
from functions.transcode.records import Segment
from tests.transcode.tracks import SECOND, segment, sound, track

DASH = {"": "urn:mpeg:dash:schema:mpd:2011"}
FFMPEG = imageio_ffmpeg.get_ffmpeg_exe()


def sets(text: str) -> list[ET.Element]:
    return ET.fromstring(text).findall("Period/AdaptationSet", DASH)


def timeline(adaptation: ET.Element) -> list[int]:
    """When each segment begins, and the last one ends, as a player reckons."""
    times: list[int] = []
    for each in adaptation.findall("SegmentTemplate/SegmentTimeline/S", DASH):
        at = int(each.get("t", times.pop() if times else 0))
        for _ in range(int(each.get("r", 0)) + 1):
            times.append(at)
            at += int(each.attrib["d"])
        times.append(at)
    return times


def test_rungs_share_one_timeline_and_the_sound_has_its_own() -> None:
    low = track(segment(10, 4), segment(14, 4), segment(18, 2))
    high = track(segment(10, 4, 5000), segment(14, 4), segment(18, 2), name="720p", width=1280, height=720)
    heard = sound(segment(9.98, 6), segment(15.98, 4.1), channels=1)

    text = manifest([high, low], heard, 30000 / 1001)

    pictures, audio = sets(text)
    assert [(each.get("id"), each.get("width")) for each in pictures.findall("Representation", DASH)] == [
        ("360p", "640"),
        ("720p", "1280"),
    ]
    best = pictures.findall("Representation", DASH)[1]
    assert (best.get("frameRate"), best.get("bandwidth")) == ("30000/1001", str(bandwidth(high, None)))
    template = pictures.find("SegmentTemplate", DASH)
    assert template is not None
    assert template.attrib == {
        "timescale": "90000",
        "presentationTimeOffset": "900000",
        "initialization": "$RepresentationID$/init.mp4",
        "media": "$RepresentationID$/$Time$.m4s",
    }
    assert '<S t="900000" d="360000" r="1" />' in text
    channels = audio.find("Representation/AudioChannelConfiguration", DASH)
    assert channels is not None
    assert channels.get("value") == "1"
    assert ET.fromstring(text).get("mediaPresentationDuration") == "PT10.080000S"


def test_a_copy_with_times_of_its_own_is_a_set_of_its_own() -> None:
    rung = track(segment(10, 4), segment(14, 4))
    copy = track(segment(10, 5), segment(15, 3), name="first")

    alone, other = sets(manifest([rung, copy], None, 30))

    assert [len(each.findall("Representation", DASH)) for each in (alone, other)] == [1, 1]
    assert alone.get("group") == other.get("group") == "1"
    assert alone.get("id") != other.get("id")


def test_a_timeline_that_begins_at_zero_is_taken_as_it_is() -> None:
    (pictures,) = sets(manifest([track(segment(0, 4))], None, 25))

    template = pictures.find("SegmentTemplate", DASH)
    assert template is not None
    assert template.get("presentationTimeOffset") == "0"


@pytest.mark.parametrize(
    ("rate", "spelled"),
    [
        (30, "30"),
        (29.97, "30000/1001"),
        (23.976, "24000/1001"),
        (59.94, "60000/1001"),
        (12.5, "25/2"),
        (0, "1/1000"),
    ],
)
def test_frame_rates_are_spelled_exactly(rate: float, spelled: str) -> None:
    assert f'frameRate="{spelled}"' in manifest([track(segment(10, 4))], None, rate)


@given(lengths=st.lists(st.integers(1, 5).map(lambda each: each * 45_000), min_size=1, max_size=30))
def test_the_timeline_adds_up(lengths: list[int]) -> None:
    times = [900_000 + sum(lengths[:number]) for number in range(len(lengths) + 1)]
    whole = track(
        *(
            Segment(time=time, duration=length, size=1, frames=1)
            for time, length in zip(times, lengths, strict=False)
        )
    )

    (pictures,) = sets(manifest([whole], None, 30))

    assert timeline(pictures) == times


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Seven seconds in two rungs, and sound, in our layout with a manifest."""
    home = tmp_path_factory.mktemp("dash")
    made = [
        _encode(home, "360p", "-f", "lavfi", "-i", "testsrc2=s=640x360:r=30:d=7"),
        _encode(home, "180p", "-f", "lavfi", "-i", "testsrc2=s=320x180:r=30:d=7"),
        _encode(home, "audio", "-f", "lavfi", "-i", "sine=d=7:r=48000"),
    ]
    (home / "manifest.mpd").write_text(manifest(made[:2], made[2], 30))
    return home / "manifest.mpd"


def _encode(home: Path, name: str, *source: str) -> Rendition:
    folder = home / name
    folder.mkdir()
    subprocess.run(
        [
            *(FFMPEG, "-nostdin", "-v", "error", *source),
            *("-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p", "-g", "60", "-bf", "2"),
            *(
                "-fps_mode:v",
                "passthrough",
                "-enc_time_base:v",
                "1:90000",
                "-c:a",
                "aac",
                "-f",
                "hls",
                "-hls_time",
                "2",
            ),
            *("-hls_playlist_type", "vod", "-hls_segment_type", "fmp4"),
            *("-hls_segment_options", "use_editlist=0:movflags=+frag_discont+negative_cts_offsets"),
            *("-output_ts_offset", "10", "-hls_segment_filename", folder / "%d.m4s", folder / "index.m3u8"),
        ],
        check=True,
    )
    timescale = 48_000 if name == "audio" else SECOND
    segments = []
    for each in m3u8.load(str(folder / "index.m3u8")).segments:
        data = (folder / each.uri).read_bytes()
        (time,) = struct.unpack_from(">Q", data, data.index(b"tfdt") + 8)
        (folder / each.uri).rename(folder / f"{time}.m4s")
        segments.append(
            Segment(time=time, duration=round(each.duration * timescale), size=len(data), frames=0)
        )
    if name == "audio":
        return track(*segments, name=name, codecs="mp4a.40.2", timescale=timescale, channels=1)
    height = int(name[:-1])
    return track(*segments, name=name, width=height * 16 // 9, height=height)


@pytest.mark.parametrize(("stream", "count"), [("0:v:0", 210), ("0:v:1", 210), ("0:a:0", 7 * 48_000)])
def test_ffmpeg_plays_each_rendition_from_end_to_end(package: Path, stream: str, count: int) -> None:
    command = [FFMPEG, "-nostdin", "-v", "warning", "-i", package, "-map", stream, "-f", "framecrc", "-"]
    done = subprocess.run(command, check=True, capture_output=True, text=True, timeout=30)

    assert not done.stderr, done.stderr
    rows = [row.split(",") for row in done.stdout.splitlines() if not row.startswith("#")]
    shown = [int(row[2]) for row in rows]
    if stream == "0:a:0":
        # AAC comes in frames of 1024 samples, one of them before the beginning.
        assert 0 <= sum(int(row[3]) for row in rows) - count <= 2048
    else:
        assert len(rows) == count
    assert all(after > before for before, after in pairwise(shown))


def test_ffmpeg_reads_what_the_manifest_says(package: Path) -> None:
    told = subprocess.run(
        [FFMPEG, "-hide_banner", "-i", package], capture_output=True, text=True, check=False
    )

    assert re.search(r"Duration: 00:00:07\.0", told.stderr)
    assert re.findall(r"(\d+x\d+)[ ,].*30 fps", told.stderr) == ["320x180", "640x360"]
