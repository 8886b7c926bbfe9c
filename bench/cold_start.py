"""How long each kind of Lambda takes to import, against the packages it would import without care."""

import os
import subprocess
import sys
import time
from pathlib import Path
from statistics import median

from bench.figures import Figure

ROOT = Path(__file__).resolve().parent.parent
ROUNDS = 7
# House rule: event handlers import in well under 150 ms.
EVENT_GOAL = 150.0
CARELESS = "import fastapi, mangum, pynamodb.models, boto3; boto3.client('s3', region_name='us-east-1')"
HTTP = [f"functions.{path.parent.name}.api" for path in sorted(ROOT.glob("functions/*/api.py"))]
EVENTS = [
    ".".join(path.relative_to(ROOT).with_suffix("").parts)
    for path in sorted(ROOT.glob("functions/*/*.py"))
    if path.name != "api.py" and "\ndef handler(" in path.read_text()
]


def measure() -> list[Figure]:
    """Medians of whole processes, the rival's rounds between ours."""
    scripts = {name: f"import {name}" for name in (*HTTP, *EVENTS)}
    times: dict[str, list[float]] = {name: [] for name in (*scripts, "careless")}
    for _ in range(ROUNDS):
        times["careless"].append(milliseconds(CARELESS))
        for name, script in scripts.items():
            times[name].append(milliseconds(script))
    rival = median(times["careless"])
    http = [Figure(name, median(times[name]), "ms", rival) for name in HTTP]
    return http + [event(name, median(times[name]), rival) for name in EVENTS]


def event(name: str, value: float, rival: float) -> Figure:
    """An event handler's row, with the house's goal."""
    return Figure(name, value, "ms", rival, f"< {EVENT_GOAL:.0f} ms", value < EVENT_GOAL)


def milliseconds(script: str) -> float:
    """Wall time of one Python process that runs ``script``."""
    paths = f"{ROOT}{os.pathsep}{ROOT / 'layers/core/python'}"
    started = time.perf_counter()
    subprocess.run([sys.executable, "-c", script], check=True, env={**os.environ, "PYTHONPATH": paths})
    return (time.perf_counter() - started) * 1000
