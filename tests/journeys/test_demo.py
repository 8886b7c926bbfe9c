"""`make demo` ends with a video that every player can decode, frame for frame."""

import json
import subprocess
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import httpx
import imageio_ffmpeg
import m3u8
import pytest

from tests.journeys.conftest import command

RATE = Fraction(30)
SECONDS = 7


@pytest.fixture(scope="module")
def phone_clip(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What phones make: portrait by a rotation flag, varying frame rate, moov at the end, sound."""
    folder = tmp_path_factory.mktemp("phone")
    upright, path = folder / "sensor.mp4", folder / "IMG_0001.mov"
    # Every seventh frame is dropped and the timestamps of the others are kept.
    video = f"testsrc2=size=854x480:rate={RATE}:duration={SECONDS},select='mod(n\\,7)'"
    sources = ["-f", "lavfi", "-i", video, "-f", "lavfi", "-i", f"sine=frequency=500:duration={SECONDS}"]
    codecs = ["-fps_mode", "passthrough", "-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p"]
    ffmpeg([*sources, *codecs, "-c:a", "aac", str(upright)])
    ffmpeg(["-display_rotation", "90", "-i", str(upright), "-c", "copy", str(path)])
    return path


@pytest.fixture(scope="module")
def report(site: str, phone_clip: Path) -> dict[str, Any]:
    """The last line of `make demo`."""
    said: dict[str, Any] = json.loads(command(["local.demo"], FILE=str(phone_clip)).splitlines()[-1])
    return said


def test_the_last_line_says_what_came_of_it(report: dict[str, Any], site: str) -> None:
    assert report["state"] == "ready"
    assert report["error"] is None
    assert report["watch_url"] == f"{site}/watch?v={report['video_id']}"
    assert 0 < report["seconds_upload"] <= report["seconds_to_playable"] <= report["seconds_to_ready"]


def test_the_multivariant_playlist_tells_the_truth(report: dict[str, Any]) -> None:
    manifest = load(report["manifest_url"])

    assert manifest.is_independent_segments
    assert len(manifest.playlists) >= 2
    for variant in manifest.playlists:
        info = variant.stream_info
        # The phone lay on its side: width and height change places.
        assert info.resolution[0] < info.resolution[1] <= 854
        assert info.codecs.startswith("avc1.")
        assert "mp4a.40.2" in info.codecs
        assert info.average_bandwidth <= info.bandwidth
        assert peak(variant.absolute_uri) <= info.bandwidth * 1.05


def test_every_rendition_has_every_frame_of_the_source(report: dict[str, Any], phone_clip: Path) -> None:
    wanted = frames(str(phone_clip))
    duration = float(wanted[-1] - wanted[0])

    for variant in load(report["manifest_url"]).playlists:
        got = frames(variant.absolute_uri)

        assert len(got) == len(wanted)
        assert abs(float(got[-1] - got[0]) - duration) <= 1 / RATE


def test_ffmpeg_decodes_the_whole_manifest_without_a_word(report: dict[str, Any]) -> None:
    said = ffmpeg(["-i", report["manifest_url"], "-map", "0", "-f", "null", "-"])

    assert said == ""


def test_keyframes_are_aligned_across_renditions(report: dict[str, Any]) -> None:
    starts = [
        [round(segment.duration, 3) for segment in load(variant.absolute_uri).segments]
        for variant in load(report["manifest_url"]).playlists
    ]

    assert all(other == starts[0] for other in starts)


def test_a_file_that_is_no_video_fails_with_its_cause(site: str, tmp_path: Path) -> None:
    letter = tmp_path / "letter.mp4"
    letter.write_text("Dear viewer, " * 1000)

    with pytest.raises(AssertionError) as failure:
        command(["local.demo"], FILE=str(letter))

    said = str(failure.value)
    assert '"state": "failed"' in said
    assert "not a video" in said


def load(url: str) -> Any:
    answer = httpx.get(url).raise_for_status()
    assert answer.headers["content-type"].startswith("application/vnd.apple.mpegurl")
    return m3u8.loads(answer.text, uri=url)


def peak(url: str) -> float:
    """Bits per second of the heaviest segment."""
    segments = load(url).segments
    return float(
        max(len(httpx.get(segment.absolute_uri).content) * 8 / segment.duration for segment in segments)
    )


def frames(url: str) -> list[Fraction]:
    """Presentation times of all decoded frames, in seconds, in order."""
    with av.open(url) as container:
        times = [Fraction(frame.pts or 0) * (frame.time_base or 0) for frame in container.decode(video=0)]
    assert times == sorted(set(times))
    return times


def ffmpeg(arguments: list[str]) -> str:
    """Run FFmpeg; what it complained about."""
    command = [imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error", "-nostdin", "-y", *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True).stderr
