"""How much memory and disk the heaviest pieces of a 4K source take, against what their Lambda is given."""

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench.figures import Figure
from bench.transcoding import sources
from cdk.settings import PROD

ROOT = Path(__file__).resolve().parents[2]
LOOK_EVERY = 0.05
MEGABYTE = 1024 * 1024


def measure() -> list[Figure]:
    """Peaks of one encoder's process tree; its fake S3, which is in its memory, counts against it."""
    with tempfile.TemporaryDirectory(dir=sources.SOURCES.parent) as folder:
        told, disk = _watched(sources.large(), Path(folder))
    memory = told["python"] + told["ffmpeg"]
    return [
        _figure("4K chunk: peak memory, FFmpeg and Python", memory, PROD.encode_memory),
        _figure("4K chunk: peak of its temporary disk", disk, PROD.encode_disk),
    ]


def _figure(name: str, peak: int, configured: int) -> Figure:
    value = peak / MEGABYTE
    return Figure(name, value, "MB", float(configured), "≤ configured", value <= configured)


def _watched(source: Path, folder: Path) -> tuple[dict[str, int], int]:
    """What the worker told, and the most bytes that lay in its temporary folder at once."""
    paths = f"{ROOT}{os.pathsep}{ROOT / 'layers/core/python'}"
    command = [sys.executable, "-m", "bench.transcoding.worker", str(source)]
    env = {**os.environ, "PYTHONPATH": paths, "TMPDIR": str(folder)}
    most = 0
    with subprocess.Popen(command, cwd=ROOT, env=env, stdout=subprocess.PIPE, text=True) as process:
        while process.poll() is None:
            most = max(most, _size(folder))
            time.sleep(LOOK_EVERY)
        said = process.stdout.read() if process.stdout else ""
    if process.returncode:
        raise RuntimeError(f"the worker ended with {process.returncode}")
    told: dict[str, int] = json.loads(said.splitlines()[-1])
    return told, most


def _size(folder: Path) -> int:
    total = 0
    for path in folder.rglob("*"):
        try:
            total += path.stat().st_blocks * 512
        except FileNotFoundError:
            continue  # shipped at this moment
    return total
