"""The transcoding engine against one FFmpeg process that makes the whole ladder: same machine, binary, flags.

BENCH_PARTS=cpu,quality,memory,deployed chooses parts, BENCH_SECONDS (120) shortens what is encoded whole.
"""

import os
import tempfile
from pathlib import Path

from bench.figures import FOLDER, Figure
from bench.transcoding import critical, deployed, ladder, quality, rival, room, sources
from bench.transcoding.account import Account, account
from bench.transcoding.running import Took

PARTS = ("cpu", "quality", "memory", "deployed")
CPU_ORDINARY, CPU_SPARSE = 1.06, 1.12
AT_ONCE = 1 / 25
MINUTES = 10
VMAF_LOSS, BYTES = 0.5, 1.05


def measure() -> list[Figure]:
    """All parts, or those that BENCH_PARTS names."""
    parts = os.environ.get("BENCH_PARTS", ",".join(PARTS)).split(",")
    if unknown := set(parts) - set(PARTS):
        raise SystemExit(f"BENCH_PARTS: there is no part {unknown.pop()}; there are: {', '.join(PARTS)}.")
    figures = []
    if {"cpu", "quality"} & set(parts):
        figures += _ladder("cpu" in parts, "quality" in parts)
    if "memory" in parts:
        figures += room.measure()
    if "deployed" in parts:
        figures += deployed.measure()
    return figures


def _ladder(cpu: bool, eye: bool) -> list[Figure]:
    """Everything about the ladder that needs no cloud; the rival's and our runs alternate."""
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=FOLDER) as folder, account() as here:
        ours = ladder.whole_run(here, sources.ordinary())
        theirs = rival.encode(ours.plan, sources.ordinary(), Path(folder) / "ordinary")
        figures = [_cpu("keyframes every 2 s", ours, theirs.took, CPU_ORDINARY)]
        if cpu:
            figures.append(_sparse(here, Path(folder)))
        if eye:
            figures += _quality(here, ours, theirs, Path(folder))
    # In an account of its own, whose workers are not limited.
    return figures + (_at_once(theirs.took) if cpu else [])


def _sparse(here: Account, folder: Path) -> Figure:
    ours = ladder.whole_run(here, sources.sparse())
    theirs = rival.encode(ours.plan, sources.sparse(), folder / "sparse")
    return _cpu("keyframes every 8 s", ours, theirs.took, CPU_SPARSE)


def _cpu(name: str, ours: ladder.Pieces, theirs: Took, goal: float) -> Figure:
    chunks = len(ours.plan["chunks"])
    title = f"CPU of all {chunks} chunks, {sources.SECONDS} s of 1080p, {name}"
    return Figure(title, ours.cpu, "s", theirs.cpu, f"≤ {goal}", ours.cpu <= theirs.cpu * goal)


def _at_once(theirs: Took) -> list[Figure]:
    """The rival's wall time of the shorter source, as often as that is contained in the longer one."""
    times = 60 * MINUTES / sources.SECONDS
    with account(encode_workers=critical.UNLIMITED) as here:
        pieces = critical.walk(here, sources.ordinary(60 * MINUTES))
    took, wall = critical.seconds(pieces), theirs.wall * times
    title = f"{MINUTES} min of 1080p with unlimited workers (rival: {sources.SECONDS} s, {times:g} times)"
    kinds = {"longest chunk": pieces.longest("rungs"), "longest copy": pieces.longest("copy")}
    steps = kinds | {name: step.wall for name, step in pieces.others.items()}
    return [
        Figure(title, took, "s", wall, "≤ 1/25", took <= wall * AT_ONCE),
        *(Figure(f"… of which {name}", value, "s") for name, value in steps.items()),
    ]


def _quality(here: Account, ours: ladder.Pieces, theirs: rival.SingleRun, folder: Path) -> list[Figure]:
    size = (ours.plan["source"]["width"], ours.plan["source"]["height"])
    figures = []
    for rung in ours.plan["rungs"]:
        name = rung["name"]
        pairs = (here.download(f"{ours.plan['prefix']}/{name}", folder / name), theirs.files(name))
        films = [quality.joined(files, folder / f"{side}-{name}.mp4") for side, files in enumerate(pairs)]
        mine, single = quality.vmaf(sources.ordinary(), films[0], films[1], size, folder)
        weights = [sum(file.stat().st_size for file in files) / 1e6 for files in pairs]
        goal, held = f"≥ rival - {VMAF_LOSS}", mine >= single - VMAF_LOSS
        figures.append(Figure(f"VMAF of {name}", mine, "", single, goal, held))
        held = weights[0] <= weights[1] * BYTES
        figures.append(Figure(f"bytes of {name}", weights[0], "MB", weights[1], f"≤ {BYTES}", held))
    return figures
