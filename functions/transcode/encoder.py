"""Runs the FFmpeg binary of the imageio-ffmpeg wheel, and tells while it runs how far it is."""

from __future__ import annotations

import ctypes
import os
import re
import shutil
import signal
import subprocess
import tempfile
import threading
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from functions.transcode.outcomes import EncodeFailed

FOLDERS = "footlight-encode-"
DECODED = re.compile(r"Input stream #0:\d+ \(video\): .*; (\d+) frames decoded")
PARENT_DEATH_SIGNAL = 1  # PR_SET_PDEATHSIG


@cache
def binary() -> str:
    """The path of an FFmpeg that can be executed: a layer may have lost its execute bit on the way."""
    import imageio_ffmpeg

    # Its own get_ffmpeg_exe() falls back to a system's FFmpeg where the bit is lost.
    path = next((Path(imageio_ffmpeg.__file__).parent / "binaries").glob("ffmpeg-*"))
    if os.access(path, os.X_OK):
        return str(path)
    copy = Path(tempfile.gettempdir()) / f"footlight-{path.name}"
    if not copy.exists() or copy.stat().st_size != path.stat().st_size:
        arriving = copy.with_suffix(f".{os.getpid()}")
        shutil.copyfile(path, arriving)
        arriving.chmod(0o755)
        arriving.replace(copy)
    return str(copy)


@contextmanager
def workshop() -> Iterator[Path]:
    """A temporary folder of this process; those of processes that were killed are cleared away first."""
    for old in Path(tempfile.gettempdir()).glob(f"{FOLDERS}*"):
        owner = old.name.removeprefix(FOLDERS).split("-")[0]
        if owner.isdigit() and not Path(f"/proc/{owner}").exists():
            shutil.rmtree(old, ignore_errors=True)
    with tempfile.TemporaryDirectory(prefix=f"{FOLDERS}{os.getpid()}-") as folder:
        yield Path(folder)


class Run:
    """One FFmpeg process; iterating yields the seconds encoded so far, about twice a second."""

    def __init__(self, arguments: list[str]) -> None:
        self.decoded = 0
        self._log: deque[str] = deque(maxlen=60)
        libc = ctypes.CDLL(None)
        self._process = subprocess.Popen(  # noqa: S603 - a fixed binary, and no shell
            [binary(), *arguments],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            errors="replace",
            # A worker that is killed must not leave an encoder behind, eating a laptop's CPU.
            preexec_fn=lambda: libc.prctl(PARENT_DEATH_SIGNAL, signal.SIGKILL),  # noqa: PLW1509 - takes no lock
        )
        self._listener = threading.Thread(target=self._listen, daemon=True)
        self._listener.start()

    def __enter__(self) -> Run:
        return self

    def __exit__(self, *_: object) -> None:
        if self._process.poll() is None:
            self._process.kill()
        self._process.wait()
        self._listener.join()

    def __iter__(self) -> Iterator[float]:
        assert self._process.stdout
        for line in self._process.stdout:
            name, _, value = line.strip().partition("=")
            if name == "out_time_us":
                yield int(value) / 1_000_000 if value.lstrip("-").isdigit() else 0.0
        if self._process.wait() != 0:
            self._listener.join()
            raise EncodeFailed("\n".join(list(self._log)[-12:]))
        self._listener.join()

    def _listen(self) -> None:
        assert self._process.stderr
        for line in self._process.stderr:
            self._log.append(line.rstrip())
            if found := DECODED.search(line):
                self.decoded = int(found[1])
