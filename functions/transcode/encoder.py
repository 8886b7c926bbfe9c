"""Runs the FFmpeg binary of the imageio-ffmpeg wheel, and tells while it runs how far it is."""

from __future__ import annotations

import ctypes
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import IO, Self

from footlight import observe
from functions.transcode.outcomes import BadMedia, EncodeFailed

FOLDERS = "footlight-encode-"
DECODED = re.compile(r"Input stream #0:\d+ \(video\): .*; (\d+) frames decoded")
# FFmpeg's exit codes that blame its input: two thirds could not be decoded; AVERROR_INVALIDDATA's last byte.
DAMAGE = {69, 183}
# Where the line was bad as well, the file may be good: then another attempt shall tell.
BAD_LINE = re.compile(r"HTTP error|Will reconnect|Connection|timed out|Input/output error|ends prematurely")
SIGNATURE = re.compile(r"\?[^\s'\"]*X-Amz-[^\s'\"]*")
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
        if owner.isdigit() and not _lives(int(owner)):
            shutil.rmtree(old, ignore_errors=True)
    with tempfile.TemporaryDirectory(prefix=f"{FOLDERS}{os.getpid()}-") as folder:
        yield Path(folder)


def _lives(process: int) -> bool:
    try:
        os.kill(process, 0)  # signal 0 asks only, on every Unix
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _dies_with_us() -> Callable[[], object] | None:
    """What the child does before it becomes FFmpeg. Linux alone can tie its life to ours."""
    if sys.platform != "linux":
        return None
    libc = ctypes.CDLL(None)
    return lambda: libc.prctl(PARENT_DEATH_SIGNAL, signal.SIGKILL)


class Process:
    """One FFmpeg process: ends with whoever holds it, and its exit code is judged by what it said."""

    def __init__(self, arguments: list[str]) -> None:
        self.decoded = 0
        self._log: deque[str] = deque(maxlen=60)
        self._bad_line = False
        self._process = subprocess.Popen(  # noqa: S603 - a fixed binary, and no shell
            [binary(), *arguments],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            # A worker that is killed must not leave an encoder behind, eating a laptop's CPU.
            preexec_fn=_dies_with_us(),  # noqa: PLW1509 - takes no lock
        )
        self._listener = threading.Thread(target=self._listen, daemon=True)
        self._listener.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._process.poll() is None:
            self._process.kill()
        self._process.wait()
        self._listener.join()

    @property
    def _output(self) -> IO[bytes]:
        assert self._process.stdout
        return self._process.stdout

    def _end(self) -> None:
        """Raises BadMedia and EncodeFailed."""
        code = self._process.wait()
        self._listener.join()
        if not code:
            return
        log = "\n".join(list(self._log)[-12:])
        if code in DAMAGE and not self._bad_line:
            observe.logger().info("source is damaged", extra={"log": log})
            raise BadMedia("The file is damaged: most of it could not be read. Please upload it again.")
        raise EncodeFailed(f"FFmpeg ended with {code}:\n{log}")

    def _listen(self) -> None:
        assert self._process.stderr
        for raw in self._process.stderr:
            line = raw.decode(errors="replace").rstrip()
            # The source's address is a key to it, and this may end in a log.
            self._log.append(SIGNATURE.sub("?…", line))
            self._bad_line = self._bad_line or bool(BAD_LINE.search(line))
            if found := DECODED.search(line):
                self.decoded = int(found[1])


class Run(Process):
    """Iterating yields the seconds encoded so far, about twice a second."""

    def __iter__(self) -> Iterator[float]:
        for line in self._output:
            name, _, value = line.decode().strip().partition("=")
            if name == "out_time_us":
                yield int(value) / 1_000_000 if value.lstrip("-").isdigit() else 0.0
        self._end()


class Stream(Process):
    """Iterating yields what FFmpeg writes to its standard output, in blocks of ``size`` bytes."""

    def __init__(self, arguments: list[str], size: int) -> None:
        super().__init__(arguments)
        self._size = size

    def __iter__(self) -> Iterator[bytes]:
        while block := self._output.read(self._size):
            yield block
        self._end()
