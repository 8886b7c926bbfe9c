"""A deployed local cloud of the bench's own, and a creator who uploads to it and waits."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urljoin

import httpx

from local.demo_api import DemoApi, Refused
from local.places import ROOT

Found = TypeVar("Found")
HOME = ".local/bench"
PORTS = {"PORT": "8380", "CLOUD_PORT": "4866"}
# Asking wakes a Lambda, which shares the machine with what is measured.
ASK_EVERY = 0.2
ASK_SELDOM = 1.0
PATIENCE = 30 * 60.0
ATTEMPTS = 5
REST = 2.0


class NotReady(Exception):
    """A video did not become what was waited for."""


@dataclass
class Wait:
    """An upload that has arrived, and when, of time.monotonic()."""

    video_id: str
    arrived: float


class Creator:
    """Uploads and waits, through the public API of the site at ``http``'s base address."""

    def __init__(self, http: httpx.Client) -> None:
        self._api = DemoApi(http)
        self._http = http
        self._api.sign_in()

    def upload(self, path: Path) -> Wait:
        """Arrived is a file when the completion of its upload is answered."""
        upload = self._api.begin(path)
        self._api.send(upload, path, lambda _: None)
        return Wait(upload["video_id"], time.monotonic())

    def until_playable(self, wait: Wait) -> float:
        """Seconds from arrival until a player has the playlists and the first segments. Raises NotReady."""
        self._until(wait, lambda video: video["state"] in ("playable", "ready"), ASK_EVERY)
        self._patiently(lambda: self._fetch_beginning(wait))
        return time.monotonic() - wait.arrived

    def until_ready(self, wait: Wait) -> float:
        """Seconds from arrival until every rendition is there. Raises NotReady."""
        self._until(wait, lambda video: video["state"] == "ready", ASK_SELDOM)
        return time.monotonic() - wait.arrived

    def give_up(self, wait: Wait) -> None:
        """Stop its run, and wait until nothing of it works any more."""
        self._api.call("POST", f"/api/videos/{wait.video_id}/cancel")
        while _working():
            time.sleep(REST)
        time.sleep(REST)

    def _until(self, wait: Wait, done: Callable[[dict[str, Any]], bool], pause: float) -> None:
        while time.monotonic() - wait.arrived < PATIENCE:
            video = self._patiently(lambda: self._api.video(wait.video_id))
            if done(video):
                return
            if video["state"] == "failed":
                raise NotReady(f"{wait.video_id} failed: {video['reason']}")
            time.sleep(pause)
        raise NotReady(f"{wait.video_id} is still {video['state']} after {PATIENCE:.0f} s")

    def _patiently(self, ask: Callable[[], Found]) -> Found:
        """What a player does where a busy machine answers too late: asks again, which costs time."""
        for attempt in range(ATTEMPTS):
            try:
                return ask()
            except (Refused, httpx.HTTPError):
                if attempt == ATTEMPTS - 1:
                    raise
                time.sleep(ASK_EVERY)
        raise AssertionError("the last attempt returns or raises")

    def _fetch_beginning(self, wait: Wait) -> None:
        """The multivariant playlist, and of each media playlist the init and the first segment."""
        address = self._api.playback(wait.video_id)["manifest_url"]
        for playlist in _addresses(self._read(address), address):
            words = self._read(playlist)
            for piece in _addresses(words, playlist)[:2]:
                if not self._http.get(piece).raise_for_status().content:
                    raise NotReady(f"{piece} is empty")

    def _read(self, address: str) -> str:
        return self._http.get(address).raise_for_status().text


def _addresses(playlist: str, base: str) -> list[str]:
    """What a playlist names, in its order: by lines of their own, and by URI attributes."""
    found = []
    for line in playlist.splitlines():
        if line and not line.startswith("#"):
            found.append(line)
        elif 'URI="' in line:
            found.append(line.split('URI="', 1)[1].split('"', 1)[0])
    return [urljoin(base, name) for name in found]


def _working() -> bool:
    """Whether a process of the cloud's encodes: its files' place stands in its command line."""
    home = str(ROOT / HOME).encode()
    for place in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            words = place.read_bytes()
        except OSError:
            continue  # it has ended
        if b"ffmpeg" in words.split(b"\0", 1)[0] and home in words:
            return True
    return False


@contextmanager
def running() -> Iterator[Creator]:
    """The cloud, deployed and stopped at the end."""
    _command("local.up")
    try:
        with httpx.Client(base_url=f"http://localhost:{PORTS['PORT']}", timeout=600) as http:
            yield Creator(http)
    finally:
        _command("local.down")


def _command(module: str) -> None:
    env = {**os.environ, **PORTS, "FOOTLIGHT_HOME": HOME}
    done = subprocess.run(
        [sys.executable, "-m", module], cwd=ROOT, env=env, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise RuntimeError(f"{module}: {done.stdout[-2000:]}{done.stderr[-2000:]}")
