"""What was encoded plays to its end, every rendition of it, in the players people have."""

import os
import re
import subprocess
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import imageio_ffmpeg
import pytest
from playwright.sync_api import Browser, Page

from footlight import media
from functions.transcode import chunks, planning
from local import gstreamer
from tests.journeys.players_origin import Origin, serving
from tests.transcode.conftest import Studio, corpus, studio
from tests.transcode.corpus_source import BITS

__all__ = ["corpus", "studio"]
FRAME = 1 / 30
# What GStreamer is told to make of each frame: as many cells as the clapper's picture has columns.
WIDE, HIGH = 16, 8
PATIENCE = 90
# Errors of all, warnings of those who read what we wrote.
COMPLAINTS = "1,hlsdemux*:2,dashdemux*:2,adaptivedemux*:2,qtdemux:2,h264parse:2,aacparse:2,libav:2"


@dataclass(frozen=True)
class Film:
    """A video on disk: twelve seconds in two renditions, each put together from three chunks."""

    folder: Path
    heights: tuple[int, ...] = (240, 360)
    frames: int = 360
    seconds: float = 12


@pytest.fixture
def film(studio: Studio, tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Film:
    """Encoded once by the whole pipeline, in this process."""
    made = request.config.stash.get(MADE, None)
    if made is None:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(chunks, "LONGEST", 4.0)
            patch.setattr(planning, "NOT_WORTH_A_FIRST", 0.0)
            row = studio.run(studio.upload("premiere.mp4"))
        folder = tmp_path_factory.mktemp("film")
        studio.download(row.media_prefix).parent.rename(folder / "film")
        made = request.config.stash[MADE] = Film(folder / "film")
    return made


MADE = pytest.StashKey[Film]()


@pytest.fixture
def origin(film: Film) -> Iterator[Origin]:
    """A server of the film, below /media/."""
    with serving(film.folder) as server:
        yield server


@pytest.fixture
def page(browser: Browser, origin: Origin) -> Iterator[Page]:
    """A page with both players."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(origin.url)
    yield page
    context.close()


@pytest.mark.parametrize("height", Film.heights)
@pytest.mark.parametrize(
    ("player", "manifest"),
    [("hls", media.MANIFEST), ("shaka", media.MANIFEST), ("shaka", media.DASH_MANIFEST)],
)
def test_a_browser_plays_it(
    player: str, manifest: str, height: int, film: Film, origin: Origin, page: Page
) -> None:
    wish = [player, f"{origin.url}/media/{manifest}", height, 4]

    seen: dict[str, Any] = page.evaluate("wish => play(...wish)", wish)

    assert seen["errors"] == []
    assert seen["heights"] == list(film.heights)
    assert seen["seen"] == [height]
    # A player that seeks to the very beginning at first decodes a few frames twice.
    assert all(to < FRAME for to in seen["seeks"])
    assert seen["frames"] == film.frames or (seen["seeks"] and seen["frames"] > film.frames)
    assert pictures_fetched(origin) == {f"{height}p"}
    assert seen["sound"] > 0
    assert seen["duration"] == pytest.approx(film.seconds, abs=FRAME)
    ((begin, end),) = seen["buffered"]
    assert begin < FRAME
    assert end == pytest.approx(film.seconds, abs=FRAME)


@pytest.mark.parametrize("name", ["240p", "360p"])
def test_gstreamer_plays_it_as_hls(name: str, film: Film, origin: Origin, tmp_path: Path) -> None:
    source = [*fetched(f"{origin.url}/media/{name}/index.m3u8"), "!", "hlsdemux"]

    assert numbers(source, tmp_path) == list(range(film.frames))
    assert pictures_fetched(origin) == {name}


@pytest.mark.parametrize("height", Film.heights)
def test_gstreamer_plays_it_as_dash(height: int, film: Film, origin: Origin, tmp_path: Path) -> None:
    alone = film.folder / f"{height}.mpd"
    alone.write_text(without_others((film.folder / media.DASH_MANIFEST).read_text(), height))
    source = [*fetched(f"{origin.url}/media/{alone.name}"), "!", "dashdemux", "name=dash"]
    source += ["dash.audio_00", "!", "fakesink", "async=false", "dash.video_00"]

    assert numbers(source, tmp_path) == list(range(film.frames))
    assert pictures_fetched(origin) == {f"{height}p"}


@pytest.mark.parametrize("address", ["audio/index.m3u8", media.DASH_MANIFEST])
def test_gstreamer_plays_its_sound(address: str, film: Film, origin: Origin, tmp_path: Path) -> None:
    dash = ["dashdemux", "name=dash", "dash.video_00", "!", "fakesink", "async=false", "dash.audio_00"]
    demux = ["hlsdemux"] if address.endswith("m3u8") else dash
    form = ["audioconvert", "!", "audioresample", "!", "audio/x-raw,format=S16LE,channels=1,rate=48000"]
    target = tmp_path / "sound"

    launch(
        [*fetched(f"{origin.url}/media/{address}"), "!", *demux, "!", *decoded("avdec_aac"), "!", *form],
        target,
    )

    # An AAC frame more or less at either end is nobody's loss.
    assert target.stat().st_size / 2 / 48000 == pytest.approx(film.seconds, abs=3 * 1024 / 48000)


@pytest.mark.parametrize("manifest", [media.MANIFEST, media.DASH_MANIFEST])
def test_ffmpeg_plays_it(manifest: str, film: Film) -> None:
    # All at once: FFmpeg complains about tracks that it was told to let lie.
    command = [
        imageio_ffmpeg.get_ffmpeg_exe(),
        "-nostdin",
        "-v",
        "warning",
        "-i",
        str(film.folder / manifest),
    ]
    command += ["-map", "0:v", "-map", "0:a", "-fps_mode", "passthrough", "-f", "framecrc", "-"]

    played = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE, check=True)

    assert played.stderr == ""
    frames = Counter(line.split(",")[0] for line in played.stdout.splitlines() if not line.startswith("#"))
    assert [frames[str(track)] for track in range(len(film.heights))] == [film.frames] * len(film.heights)
    assert frames[str(len(film.heights))] >= film.seconds * 44100 / 1024


def without_others(manifest: str, height: int) -> str:
    """The manifest with one height left to choose from: GStreamer always begins with the lowest."""
    return re.sub(rf'<Representation (?![^>]* height="{height}")[^>]* height="[0-9]+"[^>]*/>', "", manifest)


def pictures_fetched(origin: Origin) -> set[str]:
    """The renditions of which segments were fetched."""
    return {path.split("/")[2] for path in origin.asked if path.endswith(".m4s") and "/audio/" not in path}


def fetched(url: str) -> list[str]:
    """GStreamer's source for an address."""
    return ["souphttpsrc", f"location={url}"]


def decoded(decoder: str) -> list[str]:
    """What turns MP4 into pictures or sound."""
    parser = "h264parse" if decoder == "avdec_h264" else "aacparse"
    return ["queue", "!", "qtdemux", "!", parser, "!", decoder]


def numbers(source: list[str], folder: Path) -> list[int]:
    """The numbers that GStreamer sees on the frames, in its order."""
    shrunk = f"video/x-raw,format=GRAY8,width={WIDE},height={HIGH}"
    small = ["videoconvert", "!", "videoscale", "method=lanczos", "!", "videoconvert", "!", shrunk]
    launch([*source, "!", *decoded("avdec_h264"), "!", *small], folder / "frames")
    data = (folder / "frames").read_bytes()
    return [
        sum((data[at + bit + 2] > 127) << bit for bit in range(BITS))
        for at in range(0, len(data), WIDE * HIGH)
    ]


def launch(pipeline: list[str], target: Path) -> None:
    """Run a pipeline into the file ``target``; a warning is a failure."""
    assert not gstreamer.missing(), "python -m local.gstreamer installs it"
    command = ["gst-launch-1.0", "-q", *pipeline, "!", "filesink", f"location={target}"]
    surroundings = {**os.environ, "GST_DEBUG": COMPLAINTS, "GST_DEBUG_NO_COLOR": "1"}
    done = subprocess.run(
        command, env=surroundings, capture_output=True, text=True, timeout=PATIENCE, check=False
    )
    assert done.returncode == 0, done.stderr
    assert not done.stderr
