"""Awkward sources become videos with every frame of theirs, as long as they are, in step with their sound."""

from typing import Any

import pytest

from functions.transcode.fmp4 import read_segment, read_track
from tests.transcode.conftest import Studio, decoded_frames

# name: (renditions, seconds, frames; None where it is what FFmpeg decodes of the source)
GOOD: dict[str, tuple[list[str], float, int | None]] = {
    "plain.mp4": (["320x180"], 2, None),
    "ladder.mp4": (["426x240", "640x360"], 6, None),
    "silent.mp4": (["320x180"], 2, None),
    "portrait.mp4": (["180x320"], 2, None),
    "rotated.mp4": (["180x320"], 2, None),
    "odd.mp4": (["318x240"], 2, None),
    "anamorphic.mp4": (["426x240"], 2, None),
    "vfr.mp4": (["320x180"], 5, None),
    "recorder.webm": (["320x240"], 3.93, None),
    "mono.mp4": (["320x180"], 2, None),
    "surround.mp4": (["320x180"], 2, None),
    "stream.ts": (["320x180"], 2, None),
    "tenbit.mkv": (["320x180"], 2, None),
    "hdr.mp4": (["320x180"], 2, None),
    "interlaced.mp4": (["320x240"], 2, 50),
    "fast.mp4": (["320x180"], 1, 60),  # 120 a second: every second one is kept
    "ntsc.mp4": (["320x180"], 2.002, None),
    "oneframe.mp4": (["320x180"], 0.033, 1),
    "longsound.mp4": (["320x180"], 3, None),
    "latesound.mp4": (["320x180"], 2.7, None),
    "trimmed.mp4": (["320x180"], 1.3, None),
    "fragmented.mp4": (["320x180"], 2, None),
    "old.avi": (["320x180"], 2, None),
    "flash.flv": (["320x180"], 2, None),
    "moving.gif": (["160x120"], 2, None),
}


@pytest.mark.parametrize("name", GOOD)
def test_it_becomes_ready_with_every_frame(name: str, studio: Studio) -> None:
    sizes, seconds, frames = GOOD[name]

    row = studio.run(studio.upload(name))

    assert (row.state, row.reason, row.percent) == ("ready", None, 100)
    assert [f"{each['width']}x{each['height']}" for each in row.renditions] == sizes
    assert row.duration_seconds == pytest.approx(seconds, abs=1 / row.frame_rate + 0.001)
    folder = studio.download(row.media_prefix).parent
    wanted = frames or decoded_frames(studio.corpus[name])
    assert [decoded_frames(folder / each["name"] / "index.m3u8") for each in row.renditions] == [
        wanted
    ] * len(sizes)
    assert (folder / "poster.jpg").read_bytes()[:2] == b"\xff\xd8"


def test_picture_and_sound_begin_together_and_rungs_share_their_keyframes(studio: Studio) -> None:
    row = studio.run(studio.upload("ladder.mp4"))
    folder = studio.download(row.media_prefix).parent

    tracks = {each: segments(folder / each) for each in ("240p", "360p", "audio")}

    assert [(each.start, each.end) for each in tracks["240p"]] == [(10, 14), (14, 16)]
    assert tracks["240p"] == [
        type(each)(each.name, low.size, each.frames, each.start, each.end, each.starts_with_sync)
        for each, low in zip(tracks["360p"], tracks["240p"], strict=True)
    ]
    assert all(each.starts_with_sync for track in tracks.values() for each in track)
    # One AAC frame of priming, which players cut away.
    assert tracks["audio"][0].start == pytest.approx(10 - 1024 / 48000, abs=1e-6)


def segments(folder: Any) -> list[Any]:
    track = read_track((folder / "init.mp4").read_bytes())
    return [
        read_segment(path.name, path.read_bytes(), track.timescale) for path in sorted(folder.glob("*.m4s"))
    ]


def test_nothing_of_the_source_s_metadata_is_left(studio: Studio) -> None:
    row = studio.run(studio.upload("located.mp4"))
    folder = studio.download(row.media_prefix).parent

    assert b"52.5200 N" in studio.corpus["located.mp4"].read_bytes()
    assert all(b"52.5200 N" not in path.read_bytes() for path in folder.rglob("*") if path.is_file())


@pytest.mark.parametrize(
    "name", ["text.mp4", "truncated.mp4", "truncated.mkv", "rotten.mp4", "scratched.mp4", "song.mp3"]
)
def test_what_is_refused_leaves_nothing_but_a_source_that_expires(name: str, studio: Studio) -> None:
    video_id = studio.upload(name)

    row = studio.run(video_id)

    assert row.state == "failed"
    assert row.reason.endswith(".")
    assert row.media_prefix is None
    assert studio.cloud.keys("media_bucket") == []
    assert studio.tags(video_id) == {"outcome": "failed"}
    assert [kind for kind, _ in studio.cloud.told()] == ["VideoFailed"]


def test_a_source_without_an_honest_index_is_caught_when_it_is_encoded(studio: Studio) -> None:
    row = studio.run(studio.upload("truncated.mkv"))

    assert row.reason == (
        "The file is damaged or incomplete: 2 of 6 seconds of the picture could not be read. "
        "Please upload it again."
    )
