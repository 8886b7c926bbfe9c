"""Runs a process, or a stretch of this one, and tells what it took: CPU, wall time, memory."""

import os
import resource
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path


@dataclass
class Took:
    """Seconds of CPU (user and system, of children too) and of wall time; ``peak`` is bytes of memory."""

    cpu: float = 0.0
    wall: float = 0.0
    peak: int = 0


def run(command: Sequence[str | Path], log: Path) -> Took:
    """Run to the end, its words in ``log``. Raises RuntimeError with the last of them where it fails."""
    began = time.monotonic()
    with log.open("w") as words:
        process = subprocess.Popen(
            list(map(str, command)), stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=words
        )
        _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"{command[0]} ended with {process.returncode}:\n{log.read_text()[-2000:]}")
    return Took(usage.ru_utime + usage.ru_stime, time.monotonic() - began, usage.ru_maxrss * 1024)


@contextmanager
def clocked() -> Iterator[Took]:
    """What happens inside, in this process and the children it waits for; told at the end."""
    took = Took()
    began, cpu = time.monotonic(), _cpu()
    yield took
    took.wall, took.cpu = time.monotonic() - began, _cpu() - cpu


def _cpu() -> float:
    usages = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(usage.ru_utime + usage.ru_stime for usage in usages)
