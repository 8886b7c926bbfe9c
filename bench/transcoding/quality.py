"""What the eye gets: VMAF of a rung as we make it and as the rival makes it, against their source."""

import json
import shutil
from collections.abc import Iterable
from pathlib import Path

from bench.transcoding.running import run
from functions.transcode.encoder import binary

# The source's first minute: all its scenes. Every seventh frame is judged: every tenth would be every sixth
# keyframe and none of the others, by the rival's own beat.
SECONDS = 60
EVERY = 7


def joined(files: Iterable[Path], target: Path) -> Path:
    """One file that plays: init and media segments after another."""
    with target.open("wb") as film:
        for file in files:
            with file.open("rb") as piece:
                shutil.copyfileobj(piece, film)
    return target


def vmaf(source: Path, ours: Path, theirs: Path, size: tuple[int, int], folder: Path) -> tuple[float, float]:
    """VMAF of both, 0 to 100, scaled to the source's ``size`` (width, height)."""
    logs = [folder / f"vmaf-{number}.json" for number in (1, 2)]
    clock = "settb=AVTB,setpts=PTS-STARTPTS"
    scale = f"scale={size[0]}:{size[1]}:flags=bicubic,{clock}"
    judge = f"libvmaf=shortest=1:n_subsample={EVERY}:n_threads=2:log_fmt=json:log_path="
    graph = (
        f"[0:v]{clock},split=2[a][b];[1:v]{scale}[ours];[2:v]{scale}[theirs];"
        f"[ours][a]{judge}{logs[0]}[x];[theirs][b]{judge}{logs[1]}[y]"
    )
    inputs = [option for path in (source, ours, theirs) for option in ("-t", str(SECONDS), "-i", path)]
    outputs = [option for label in ("[x]", "[y]") for option in ("-map", label, "-f", "null", "-")]
    command = [binary(), "-nostdin", "-v", "error", *inputs, "-filter_complex", graph, *outputs]
    run(command, folder / "vmaf.log")
    first, second = (json.loads(log.read_text())["pooled_metrics"]["vmaf"]["mean"] for log in logs)
    return first, second
