"""The deployed pipeline on this machine: from arrival to playable and to ready, beside the rival's time."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from statistics import median

from bench.figures import FOLDER, Figure
from bench.transcoding import cloud, rival, sources
from bench.transcoding.account import account
from bench.transcoding.ladder import begin
from functions.transcode.plan import Plan

ROUNDS = int(os.environ.get("BENCH_ROUNDS", "1"))
TO_READY = 1.25
TO_PLAYABLE = 1 / 10
# Minutes, and the seconds within which a browser's own codecs are playable.
COPIED = ((1, 3.0), (10, 5.0), (60, 10.0))
FOREIGN_MINUTES = 10


def measure() -> list[Figure]:
    """Cold first, then warm; the machine does nothing else while the rival runs."""
    ordinary, foreign = sources.ordinary(), sources.foreign(sources.SECONDS)
    plans = [_plan(ordinary), _plan(foreign)]
    with cloud.running() as creator:
        cold = creator.until_ready(creator.upload(sources.ordinary(10)))
        figures = [Figure("cold: arrival → ready, 10 s of 1080p", cold, "s")]
        figures += [_copied(creator, minutes, goal) for minutes, goal in COPIED]
        figures.append(_foreign(creator, plans[1], foreign))
        figures.append(_ready(creator, plans[0], ordinary))
    return figures


def _copied(creator: cloud.Creator, minutes: int, goal: float) -> Figure:
    source = sources.light(60 * minutes) if minutes > 10 else sources.ordinary(60 * minutes)
    took = _playable(creator, source)
    size = source.stat().st_size / 1e9
    name = f"warm: arrival → playable, {minutes} min of H.264/AAC ({size:.1f} GB)"
    return Figure(name, took, "s", None, f"≤ {goal:.0f} s", took <= goal)


def _foreign(creator: cloud.Creator, plan: Plan, beginning: Path) -> Figure:
    """The rival runs on ``beginning``, of which the whole source is repetitions."""
    took = _playable(creator, sources.foreign(60 * FOREIGN_MINUTES))
    times = 60 * FOREIGN_MINUTES / sources.SECONDS
    theirs = _single_run(plan, beginning) * times
    name = (
        f"warm: arrival → playable, {FOREIGN_MINUTES} min of HEVC (rival: {sources.SECONDS} s by {times:g})"
    )
    return Figure(name, took, "s", theirs, "≤ 1/10", took <= theirs * TO_PLAYABLE)


def _ready(creator: cloud.Creator, plan: Plan, source: Path) -> Figure:
    ours, theirs = [], []
    for _ in range(ROUNDS):
        theirs.append(_single_run(plan, source))
        ours.append(creator.until_ready(creator.upload(source)))
    took, wall = median(ours), median(theirs)
    name = f"warm: arrival → ready, {sources.SECONDS} s of 1080p"
    return Figure(name, took, "s", wall, f"≤ {TO_READY}", took <= wall * TO_READY)


def _playable(creator: cloud.Creator, source: Path) -> float:
    wait = creator.upload(source)
    took = creator.until_playable(wait)
    creator.give_up(wait)
    return took


def _single_run(plan: Plan, source: Path) -> float:
    with tempfile.TemporaryDirectory(dir=FOLDER) as folder:
        return rival.encode(plan, source, Path(folder)).took.wall


def _plan(source: Path) -> Plan:
    with account() as here:
        return begin(here, source)[1].plan
