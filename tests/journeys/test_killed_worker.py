"""A Lambda that dies half-way through an encode changes nothing in the result."""

import os
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest

from local.demo_api import DemoApi
from tests.journeys.people import Person
from tests.journeys.test_demo import frames, load

PATIENCE_SECONDS = 180


def test_the_encode_is_done_again(http: httpx.Client, person: Callable[[str], Person], clip: Path) -> None:
    api = DemoApi(http)
    api.token = person("Kit").token
    upload = api.begin(clip)
    api.send(upload, clip, lambda sent: None)

    os.kill(encoding_worker(), signal.SIGKILL)

    until = time.monotonic() + PATIENCE_SECONDS
    while (video := api.video(upload["video_id"]))["state"] not in {"ready", "failed"}:
        assert time.monotonic() < until, video
        time.sleep(1)
    assert (video["state"], video["reason"]) == ("ready", None)
    manifest = str(http.base_url.join(api.playback(upload["video_id"])["manifest_url"]))
    source = frames(str(clip))
    assert all(len(frames(variant.absolute_uri)) == len(source) for variant in load(manifest).playlists)


def encoding_worker() -> int:
    """The process in which the emulator runs the encode function, once its FFmpeg works."""
    until = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < until:
        for pid, parent, command in processes():
            if (
                "ffmpeg" in command
                and "libx264" in command
                and "TranscodeEncode" in commands().get(parent, "")
            ):
                assert pid
                return parent
        time.sleep(0.05)
    pytest.fail("no encode was seen")


def processes() -> list[tuple[int, int, str]]:
    said = subprocess.run(
        ["ps", "-eo", "pid=,ppid=,args=", "-ww"], capture_output=True, text=True, check=True
    ).stdout
    rows = [line.split(None, 2) for line in said.splitlines()]
    return [(int(row[0]), int(row[1]), row[2]) for row in rows if len(row) == 3]


def commands() -> dict[int, str]:
    return {pid: command for pid, _, command in processes()}
