"""FFmpeg as a process: whom its end is blamed on, and that it leaves nothing behind."""

import os
from pathlib import Path
from typing import Any

import pytest

from functions.transcode import encoder
from functions.transcode.outcomes import BadMedia, EncodeFailed


@pytest.mark.parametrize(
    ("script", "outcome"),
    [
        ("exit 69", BadMedia),
        ("exit 183", BadMedia),
        ("echo 'HTTP error 503 Service Unavailable' >&2; exit 69", EncodeFailed),
        ("exit 234", EncodeFailed),
        ("kill -9 $$", EncodeFailed),
    ],
)
def test_only_what_tells_of_the_file_is_blamed_on_it(
    tmp_path: Path, settings: pytest.MonkeyPatch, script: str, outcome: type[Exception]
) -> None:
    fake = tmp_path / "ffmpeg"
    fake.write_text(f"#!/bin/sh\n{script}\n")
    fake.chmod(0o755)
    settings.setattr(encoder, "binary", lambda: str(fake))

    with pytest.raises(outcome), encoder.Run([]) as ffmpeg:
        list(ffmpeg)


def test_where_a_child_cannot_be_tied_to_us_it_runs_all_the_same(settings: pytest.MonkeyPatch) -> None:
    settings.setattr(encoder.sys, "platform", "darwin")  # type: ignore[attr-defined]

    with encoder.Run(["-version"]) as ffmpeg:
        assert list(ffmpeg) == []


def test_a_binary_without_its_execute_bit_is_copied(tmp_path: Any, settings: pytest.MonkeyPatch) -> None:
    settings.setattr("os.access", lambda *_: False)
    settings.setattr("tempfile.gettempdir", lambda: str(tmp_path))

    copy = encoder.binary.__wrapped__()

    assert copy.startswith(str(tmp_path))
    assert (tmp_path / copy).stat().st_mode & 0o111


def test_what_a_killed_process_left_is_cleared_away(tmp_path: Any, settings: pytest.MonkeyPatch) -> None:
    settings.setattr("tempfile.gettempdir", lambda: str(tmp_path))
    (tmp_path / "footlight-encode-4194305-abc").mkdir()

    with encoder.workshop():
        assert not (tmp_path / "footlight-encode-4194305-abc").exists()


def test_what_a_living_process_works_on_stays(tmp_path: Any, settings: pytest.MonkeyPatch) -> None:
    settings.setattr("tempfile.gettempdir", lambda: str(tmp_path))
    for process in (1, os.getpid()):
        (tmp_path / f"footlight-encode-{process}-abc").mkdir()

    with encoder.workshop():
        assert len(list(tmp_path.iterdir())) == 3


def test_a_stream_hands_on_what_ffmpeg_writes_in_blocks() -> None:
    source = ("-f", "lavfi", "-i", "color=s=16x16:r=1:d=1", "-f", "rawvideo", "pipe:1")

    with encoder.Stream(["-v", "error", *source], 100) as stream:
        assert [len(block) for block in stream] == [100, 100, 100, 84]


def test_whoever_lets_go_of_it_ends_it() -> None:
    endless = ("-re", "-f", "lavfi", "-i", "color", "-f", "null", "-")

    with encoder.Run(["-progress", "pipe:1", "-stats_period", "0.1", *endless]) as run:
        next(iter(run))

    assert run._process.poll() is not None
