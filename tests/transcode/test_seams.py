"""Chunks of a source, put one after the other, are the source: each frame once, in order, at its own time."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from functions.transcode import ffmpeg, rewrap
from functions.transcode.encoder import Run
from tests.transcode.chunked import (
    RUNGS,
    TONE,
    WHOLE,
    X264,
    Encoded,
    cut,
    ffmpeg_run,
    frames_of,
    index_of,
    numbered,
    source_of,
)

SECONDS = 12
# A second of frames, a gap of 1.3 s, then every third frame; again and again.
UNEVEN = "select='lt(mod(n,150),30)+gt(mod(n,150),69)*not(mod(n,3))'"
TIMELINE = ffmpeg.TIMELINE_STARTS_AT * 90_000
PICTURE = numbered("30", SECONDS)
OPEN_X265 = "log-level=none:open-gop=1:keyint=48:min-keyint=48:scenecut=0:bframes=3"
OPEN_X264 = (*X264, "-bf", "3", "-x264-params", "open-gop=1:keyint=48:scenecut=0")
VP8 = ("-c:v", "libvpx", "-deadline", "realtime", "-cpu-used", "8", "-g", "90", "-f", "webm", "pipe:1")

SOURCES: dict[str, tuple[str, ...]] = {
    "closed.mp4": (*PICTURE, *X264, "-g", "60", "-bf", "2"),
    "open.mp4": (*PICTURE, *OPEN_X264),
    "open-hevc.mp4": (*PICTURE, "-c:v", "libx265", "-preset", "ultrafast", "-x265-params", OPEN_X265),
    "ntsc.mp4": (*numbered("30000/1001", SECONDS), *X264, "-g", "48", "-bf", "2"),
    "variable.mp4": (*numbered("30", SECONDS, UNEVEN), *X264, "-g", "25", "-bf", "2"),
    "intra.mp4": (*PICTURE, *X264, "-g", "1"),
    "late.mp4": ("-itsoffset", "1.5", *PICTURE, *X264, "-g", "60", "-bf", "2"),
    "indexed.mkv": (*PICTURE, *X264, "-g", "60", "-bf", "2"),
    "ntsc.mkv": (*numbered("30000/1001", SECONDS), *X264, "-g", "48", "-bf", "2"),
    "stream.ts": (*PICTURE, *OPEN_X264, "-f", "mpegts"),
    "recorder.webm": (*numbered("30", SECONDS, UNEVEN), *VP8),
    "old.avi": (*PICTURE, "-c:v", "mpeg4", "-bf", "2", "-g", "45"),
}
VARIABLE = {"variable.mp4", "recorder.webm"}
# These are rewrapped before they are cut.
# What a clock of milliseconds may be off, twice, in ticks.
SLACK = 180
UNINDEXED = {"stream.ts", "recorder.webm", "old.avi"}


@pytest.fixture(scope="session")
def studio_floor(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("numbered")


def made(folder: Path, name: str) -> Path:
    path = folder / name
    if not path.exists():
        if "pipe:1" in SOURCES[name]:
            path.write_bytes(ffmpeg_run(*SOURCES[name]))
        else:
            ffmpeg_run(*SOURCES[name], path)
    if name not in UNINDEXED:
        return path
    rewrapped = path.with_suffix(".nut")
    rewrapped.write_bytes(ffmpeg_run(*rewrap.command(None, None, ffmpeg.read(str(path)))))
    return rewrapped


@pytest.mark.parametrize("name", SOURCES)
def test_every_frame_comes_once_and_at_its_own_time(name: str, studio_floor: Path, tmp_path: Path) -> None:
    path = made(studio_floor, name)
    index = index_of(path)
    # At a keyframe or near it, and in the middle of a group of pictures.
    chunks = cut(index, 6.0, 9.3)
    encoded = Encoded(tmp_path, source_of(index, variable=name in VARIABLE), path, chunks)
    expected = [
        (round((time * index.time_base - index.start) * 90_000) + TIMELINE, number)
        for time, (_, number) in zip(sorted(index.times), frames_of(path), strict=True)
    ]

    for rung in RUNGS:
        seen = encoded.play(rung["name"])
        assert [number for _, number in seen] == [number for _, number in expected]
        # The first of a segment may be put by the length of the one before it, which a coarse clock rounds.
        slack = max(1, round(index.time_base * 90_000))
        assert all(abs(time - due) <= slack for (time, _), (due, _) in zip(seen, expected, strict=True))
        assert len(encoded.inits(rung["name"])) == 1


@pytest.mark.parametrize("name", ["closed.mp4", "ntsc.mkv", "variable.mp4"])
def test_segments_join_up_and_are_the_same_in_every_rung(
    name: str, studio_floor: Path, tmp_path: Path
) -> None:
    path = made(studio_floor, name)
    index = index_of(path)
    encoded = Encoded(tmp_path, source_of(index, variable=name in VARIABLE), path, cut(index, 6))

    low, high = (encoded.segments(rung["name"]) for rung in RUNGS)
    assert [each.time for each in low] == [each.time for each in high]
    assert all(each.starts_with_sync and each.decodes_at == each.time for each in [*low, *high])
    assert all(abs(after.time - before.end) <= SLACK for before, after in pairwise(low))


def test_a_cut_at_a_keyframe_decodes_nothing_else(studio_floor: Path, tmp_path: Path) -> None:
    path = made(studio_floor, "closed.mp4")
    index = index_of(path)

    encoded = Encoded(tmp_path, source_of(index), path, cut(index, 6, 8))

    # The decoder's threads may be a few frames ahead when the last wanted frame has come.
    wanted = (180, 60, 120)
    assert all(0 <= had - due <= 12 for had, due in zip(encoded.decoded, wanted, strict=True))


def test_too_many_frames_a_second_are_thinned_out_alike_in_chunks(tmp_path: Path) -> None:
    path = tmp_path / "fast.mp4"
    ffmpeg_run(*numbered("100", 8), *X264, "-g", "100", path)
    index = index_of(path)
    source = source_of(index, capped=True, frame_rate=60.0)

    whole = Encoded(tmp_path / "whole", source, path, [WHOLE]).play("180p")
    chunked = Encoded(tmp_path / "chunks", source, path, cut(index, 3, 5.555)).play("180p")

    assert chunked == whole
    assert len(whole) == 480


def test_fields_become_frames_alike_in_chunks(tmp_path: Path) -> None:
    path = tmp_path / "fields.mp4"
    fields = "tinterlace=interleave_top,setfield=tff"
    ffmpeg_run(
        *numbered("50", 8, fields), *X264, "-flags", "+ilme+ildct", "-x264opts", "tff=1", "-g", "50", path
    )
    index = index_of(path)
    source: Any = source_of(index, interlaced=True, frame_rate=25.0)

    whole = Encoded(tmp_path / "whole", source, path, [WHOLE]).play("180p")
    chunked = Encoded(tmp_path / "chunks", source, path, cut(index, 4, 6.2)).play("180p")

    assert [time for time, _ in chunked] == [time for time, _ in whole]
    assert len(chunked) == 200


@pytest.mark.parametrize("begins", ["late picture", "late sound"])
def test_sound_and_picture_share_one_zero(begins: str, tmp_path: Path) -> None:
    path = tmp_path / "both.mp4"
    tone = [each.format(8) for each in TONE]
    picture = numbered("30", 8)
    inputs = [*picture[:4], "-itsoffset", "0.5", *tone]
    if begins == "late picture":
        inputs = ["-itsoffset", "0.5", *picture[:4], *tone]
    ffmpeg_run(*inputs, *picture[4:], *X264, "-g", "60", "-bf", "2", "-c:a", "aac", path)
    index = index_of(path)
    source: Any = source_of(index, audio_index=1)
    (tmp_path / "sound" / "audio").mkdir(parents=True)

    seen = Encoded(tmp_path, source, path, cut(index, 4)).play("180p")
    with Run(ffmpeg.encode_sound(source, ffmpeg.read(str(path)), tmp_path / "sound")) as run:
        list(run)

    first = TIMELINE + (45_000 if begins == "late picture" else 0)
    assert (seen[0][0], seen[-1][0]) == (first, first + 239 * 3000)
    parts = sorted((tmp_path / "sound" / "audio").glob("*.m4s"))
    sound = (tmp_path / "sound" / "audio" / "init.mp4").read_bytes() + b"".join(p.read_bytes() for p in parts)
    (tmp_path / "sound.mp4").write_bytes(sound)
    assert _loud(tmp_path / "sound.mp4") == pytest.approx(_due(begins), abs=0.033)


def _due(begins: str) -> tuple[float, float]:
    start = 0.0 if begins == "late picture" else 0.5
    return start, start + 8


def _loud(path: Path) -> tuple[float, float]:
    """From when to when there is sound, in seconds of the timeline."""
    samples = ffmpeg_run("-i", path, "-ac", "1", "-ar", "1000", "-f", "u8", "pipe:1")
    loud = [at for at, value in enumerate(samples) if abs(value - 128) > 4]
    return loud[0] / 1000, (loud[-1] + 1) / 1000
