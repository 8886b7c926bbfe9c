"""Background processes that outlive the command that started them, each known by a pid file."""

import json
import os
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from local.places import places
from local.steps import Failed, last_words, shown

HOST = "127.0.0.1"
# Minimal Debians have no ps, macOS has no /proc.
PROC = Path("/proc")


def start(name: str, command: Sequence[str | Path], env: Mapping[str, str]) -> int:
    """Start ``command`` in a session of its own, output to ``logs/<name>.log``; its pid."""
    log = places().logs / f"{name}.log"
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("a") as out:
        child = subprocess.Popen(
            [str(part) for part in command],
            env=dict(env),
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    file = pid_file(name)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps({"pid": child.pid, "begun": begun(child.pid)}))
    return child.pid


def running(name: str) -> int | None:
    """The pid of ``name`` while it runs, else None. A pid that went to another process does not count."""
    file = pid_file(name)
    if not file.exists():
        return None
    noted = json.loads(file.read_text())
    alive = begun(noted["pid"])
    return int(noted["pid"]) if alive is not None and alive == noted["begun"] else None


def begun(pid: int) -> str | None:
    """When ``pid`` was started, in words or ticks no later process shares; None where it does not run."""
    if PROC.is_dir():
        return _begun_by_proc(pid)
    asked = subprocess.run(
        ["ps", "-o", "stat=", "-o", "lstart=", "-p", str(pid)], capture_output=True, text=True, check=False
    )
    status, _, started = asked.stdout.strip().partition(" ")
    return None if not status or status.startswith("Z") else started.strip()


def _begun_by_proc(pid: int) -> str | None:
    try:
        # The name in brackets may hold spaces; behind it come the state (field 3) and the start (field 22).
        fields = (PROC / str(pid) / "stat").read_text().rpartition(")")[2].split()
    except (FileNotFoundError, ProcessLookupError):
        return None
    return None if fields[0] == "Z" else fields[19]


def stop(name: str, seconds: float = 60) -> bool:
    """Ask ``name`` to end, and wait: it may be writing its state. True where it was running."""
    pid = running(name)
    if pid is None:
        pid_file(name).unlink(missing_ok=True)
        return False
    os.kill(pid, signal.SIGTERM)
    until = time.monotonic() + seconds
    while running(name) is not None:
        if time.monotonic() > until:
            raise Failed(f"{name} (process {pid}) did not end within {seconds:.0f} s.")
        _reap(pid)
        time.sleep(0.1)
    pid_file(name).unlink(missing_ok=True)
    return True


def wait_until_ready(name: str, ready: Callable[[], bool], seconds: float = 40) -> None:
    """Wait for ``ready``. Raises Failed where the process ends first or takes longer than ``seconds``."""
    until = time.monotonic() + seconds
    log = places().logs / f"{name}.log"
    while not ready():
        _reap(json.loads(pid_file(name).read_text())["pid"])
        if running(name) is None:
            raise Failed(f"{name} ended at once: {last_words(log)} (all of it: {shown(log)})")
        if time.monotonic() > until:
            raise Failed(f"{name} was not ready within {seconds:.0f} s (see {shown(log)}).")
        time.sleep(0.1)


def check_port_free(port: int, purpose: str, variable: str) -> None:
    """Raise Failed where something else listens on ``port``."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            raise Failed(
                f"Port {port}, which {purpose} needs, is taken by another program: "
                f"stop that, or choose another with {variable}=<port> make up."
            ) from None


def listens(port: int) -> bool:
    """Whether something answers on ``port``."""
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex((HOST, port)) == 0


def pid_file(name: str) -> Path:
    """Where the pid of ``name`` is noted."""
    return places().home / "run" / f"{name}.json"


def _reap(pid: int) -> None:
    # A child of this very command stays a zombie until it is waited for; of an earlier one it is not ours.
    try:
        os.waitpid(pid, os.WNOHANG)
    except ChildProcessError:
        return
