"""Hard sources become videos with every frame of theirs, as long as they are, in step with their sound."""

import re
import subprocess
from pathlib import Path
from statistics import median
from typing import Any

import imageio_ffmpeg
import pytest

from tests.transcode import corpus_recorder
from tests.transcode.conftest import Studio
from tests.transcode.corpus import SOURCES, WHEN_THERE_IS_TIME
from tests.transcode.corpus_playlists import check_playlists
from tests.transcode.corpus_reading import Picture, Sound, hear, see
from tests.transcode.corpus_segments import check_rendition, presented
from tests.transcode.corpus_source import Failed, Ready


def named(outcome: type) -> list[Any]:
    """The sources with that outcome; those that take minutes are marked."""
    return [
        pytest.param(
            name, marks=[pytest.mark.slow_corpus] if source.slow or name in WHEN_THERE_IS_TIME else []
        )
        for name, source in SOURCES.items()
        if isinstance(source.outcome, outcome)
    ]


@pytest.mark.parametrize("name", named(Ready))
def test_it_becomes_ready_whole_and_in_step(name: str, studio: Studio) -> None:
    examine(name, studio)


def examine(name: str, studio: Studio) -> None:
    """Run the whole pipeline over a source, and look at everything that came out."""
    source = SOURCES[name]
    if source.chromium and not corpus_recorder.available():
        pytest.skip("there is no browser to record with")
    wanted = source.outcome
    assert isinstance(wanted, Ready)

    row = studio.run(studio.upload(name))

    assert (row.state, row.reason, row.note, row.percent) == ("ready", None, None, 100)
    assert tuple(f"{each['width']}x{each['height']}" for each in row.renditions) == wanted.sizes
    assert row.duration_seconds == pytest.approx(
        wanted.seconds, abs=max(wanted.slack, 1 / row.frame_rate + 0.001)
    )
    manifest = studio.download(row.media_prefix)
    names = [str(each["name"]) for each in row.renditions]
    original = see(studio.corpus[name])
    pictures = [read_back(manifest.parent / each, wanted) for each in names]
    check_frames(original, pictures, wanted)
    check_playlists(manifest)
    if (manifest.parent / "audio").exists():
        check_rendition(manifest.parent / "audio")
        sound = hear(manifest.parent / "audio/index.m3u8")
        assert sound.jumps == []
        if wanted.claps:
            late = lateness(original, hear(studio.corpus[name])) if source.chromium else 0
            check_sync(pictures[0], sound, late, 1 / row.frame_rate)
    assert (manifest.parent / "poster-1.jpg").read_bytes()[:2] == b"\xff\xd8"


def read_back(folder: Path, wanted: Ready) -> Picture:
    """A rendition's frames: FFmpeg plays them all without a word, and says which they are."""
    check_rendition(folder)
    picture = see(folder / "index.m3u8", wanted.turned)
    assert frames_played(folder / "index.m3u8") == len(picture.numbers)
    picture.times = presented(folder / "index.m3u8")
    assert len(picture.times) == len(picture.numbers)
    assert all(before < after for before, after in zip(picture.times, picture.times[1:], strict=False))
    return picture


def frames_played(playlist: Path) -> int:
    """How many frames FFmpeg plays, each at its own time, without a word of complaint."""
    command = [
        imageio_ffmpeg.get_ffmpeg_exe(),
        "-nostdin",
        "-v",
        "warning",
        "-i",
        str(playlist),
        "-map",
        "0:v",
    ]
    command += ["-fps_mode", "passthrough", "-enc_time_base", "demux", "-f", "framecrc", "-"]
    played = subprocess.run(command, capture_output=True, text=True, timeout=600, check=True)
    assert played.stderr == ""
    return sum(not line.startswith("#") for line in played.stdout.splitlines())


def check_frames(original: Picture, pictures: list[Picture], wanted: Ready) -> None:
    """All renditions have the same frames, at the same times: the source's, in its order."""
    first = pictures[0]
    assert len(first.numbers) == (wanted.frames or len(original.numbers) // wanted.every)
    for each in pictures:
        assert each.times == pytest.approx(first.times, abs=1e-4)
        if not wanted.numbered:
            assert len(each.numbers) == len(first.numbers)
        elif wanted.every == 1:
            assert each.numbers == original.numbers
        else:
            steps = {after - before for before, after in zip(each.numbers, each.numbers[1:], strict=False)}
            assert steps == {wanted.every}
    if not wanted.numbered:
        return
    # Every frame at its own time: they are as far apart as in the source.
    begin, kept = original.times[0], original.times[:: wanted.every]
    if max(original.times) - begin and original.times == sorted(original.times) and wanted.slack == 0:
        apart = [time - begin for time in kept]
        assert [time - first.times[0] for time in first.times] == pytest.approx(apart, abs=0.0021)


def check_sync(picture: Picture, sound: Sound, late: float, frame: float) -> None:
    """While there is sound, it beeps when the picture flashes, less than a frame and 5 ms off."""
    first, last = sound.beeps[0] - 0.2, sound.beeps[-1] + 0.2
    heard = [time for time in picture.flashes if first < time < last]
    assert heard
    for flash in heard:
        nearest = min(sound.beeps, key=lambda beep: abs(beep - late - flash))
        assert abs(nearest - late - flash) < frame + 0.005, f"flash at {flash}, beeps at {sound.beeps}"


def lateness(picture: Picture, sound: Sound) -> float:
    """By how much the recording itself is out of step: browsers are not good at it."""
    return median(min((beep - flash for beep in sound.beeps), key=abs) for flash in picture.flashes)


@pytest.mark.parametrize("name", named(Failed))
def test_it_is_refused_for_the_right_reason(name: str, studio: Studio) -> None:
    wanted = SOURCES[name].outcome
    assert isinstance(wanted, Failed)
    video_id = studio.upload(name)

    row = studio.run(video_id)

    assert row.state == "failed"
    assert re.search(wanted.reason, row.reason), row.reason
    assert row.reason.endswith(".")
    assert row.media_prefix is None
    assert studio.cloud.keys("media_bucket") == []
    assert studio.tags(video_id) == {"outcome": "failed"}
    assert [kind for kind, _ in studio.cloud.told()] == ["VideoFailed"]


def test_nothing_of_the_source_s_metadata_is_left(studio: Studio) -> None:
    row = studio.run(studio.upload("located.mp4"))
    folder = studio.download(row.media_prefix).parent

    assert b"52.5200 N" in studio.corpus["located.mp4"].read_bytes()
    assert all(b"52.5200 N" not in path.read_bytes() for path in folder.rglob("*") if path.is_file())


def test_a_source_without_an_honest_index_is_caught_when_it_is_encoded(studio: Studio) -> None:
    row = studio.run(studio.upload("truncated.flv"))

    assert row.reason == (
        "The file is damaged or incomplete: 2 of 6 seconds of the picture could not be read. "
        "Please upload it again."
    )


def test_there_are_enough_of_them() -> None:
    assert len(SOURCES) >= 60
    assert all(name in SOURCES for name in WHEN_THERE_IS_TIME)
