"""The poster: a typical frame of the first half that is neither black nor blank."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Any

from footlight import media, observe
from functions.transcode import ffmpeg, original, shelf
from functions.transcode.encoder import binary, workshop
from functions.transcode.plan import Plan, Source

# Where to look, as shares of the length, and for how many seconds; the beginning last: it is often black.
PLACES = (0.1, 0.3, 0.0)
LOOK_SECONDS = 8.0
DARKEST = 24  # mean luma of 255
FLATTEST = 12  # its standard deviation
PATIENCE = 60


def handler(event: dict[str, Any], _: object) -> str | None:
    """``event`` is the plan; answers the poster's name, or None where no frame could be had."""
    plan: Plan = event["plan"]
    url = original.address(plan["owner_id"], plan["video_id"])
    with workshop() as folder:
        best = choose(plan["source"], ffmpeg.read(url, original.trusted_authorities()), folder)
        if best is None:
            return None
        shelf.put(f"{plan['prefix']}/{media.POSTER}", best.read_bytes())
    return media.POSTER


def choose(source: Source, reading: list[str], folder: Path) -> Path | None:
    """The first candidate that shows something, else the most contrasted one, as a JPEG in ``folder``."""
    found: list[tuple[float, Path]] = []
    for number, place in enumerate(PLACES):
        target = folder / f"{number}.jpg"
        start = place * (source["seconds"] or 0)
        if not _grab(ffmpeg.grab(source, reading, start, LOOK_SECONDS, target), target):
            continue
        mean, contrast = _light(target)
        if mean >= DARKEST and contrast >= FLATTEST:
            return target
        found.append((contrast, target))
    return max(found)[1] if found else None


def _grab(arguments: list[str], target: Path) -> bool:
    """Whether there was a frame to grab: beyond a wrong duration's real end there is none."""
    done = subprocess.run(  # noqa: S603 - a fixed binary, and no shell
        [binary(), *arguments], capture_output=True, text=True, timeout=PATIENCE, check=False
    )
    if done.returncode:
        observe.logger().info("no poster here", extra={"log": done.stderr[-500:]})
    return done.returncode == 0 and target.exists() and target.stat().st_size > 0


def _light(picture: Path) -> tuple[float, float]:
    """Mean and standard deviation of the picture's luma, 0 to 255."""
    from PIL import Image, ImageStat

    with Image.open(picture) as image:
        stat = ImageStat.Stat(image.convert("L"))
    return stat.mean[0], stat.stddev[0]
