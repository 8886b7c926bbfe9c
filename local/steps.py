"""Steps with their times, and failures in one sentence. Standard library only."""

import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

from local.places import ROOT, places

TELLING = re.compile(r"(?<![a-z])(error|fail|failed|fatal)(?![a-z])", re.IGNORECASE)


class Failed(Exception):
    """A step failed; the text is the one sentence that a person reads."""


@contextmanager
def step(title: str) -> Iterator[None]:
    """Print ``title``, and its time when the block is done."""
    print(f"  {title:<44}", end="", flush=True)
    started = time.monotonic()
    try:
        yield
    except BaseException:
        print(" failed", flush=True)
        raise
    print(f"{time.monotonic() - started:6.1f} s", flush=True)


def run(
    name: str, command: Sequence[str | Path], cwd: Path = ROOT, env: Mapping[str, str] | None = None
) -> None:
    """Run a tool with its output in ``logs/<name>.log``. Raises Failed, with the output's last words."""
    log = places().logs / f"{name}.log"
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("w") as out:
        try:
            done = subprocess.run(
                [str(part) for part in command],
                cwd=cwd,
                env={**os.environ, **(env or {})},
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=subprocess.STDOUT,
                check=False,
            )
        except FileNotFoundError:
            raise Failed(f"{command[0]} is not installed.") from None
    if done.returncode:
        raise Failed(f"{name} failed: {last_words(log)} (all of it: {shown(log)})")


def last_words(log: Path) -> str:
    """The first line of a log that tells of an error (the others follow from it), or just the last line."""
    lines = [line.strip() for line in log.read_text(errors="replace").splitlines() if line.strip()]
    telling = [line for line in lines if TELLING.search(line)]
    return (telling[:1] or lines[-1:] or ["it said nothing"])[0][:300]


def shown(path: Path) -> str:
    """``path`` as a person in the project's folder would type it."""
    return str(path.relative_to(ROOT)) if path.is_relative_to(ROOT) else str(path)


def main(work: Callable[[], None]) -> NoReturn:
    """Run a command of this package: a failure is one sentence on stderr and exit code 1."""
    try:
        work()
    except Failed as failure:
        print(f"\n{failure}", file=sys.stderr)
        sys.exit(1)
    except KeyboardInterrupt:
        print("\nInterrupted.", file=sys.stderr)
        sys.exit(130)
    sys.exit(0)
