"""Posters to choose from: up to three good frames from different places of the source."""

from __future__ import annotations

import math
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from functions.transcode import ffmpeg, original, shelf, work
from functions.transcode.encoder import binary, workshop
from functions.transcode.plan import Plan, Source
from functions.transcode.stills import Still, best, measure
from functions.transcode.watch import clean_up

MOST = 3
# Where to look, as shares of the length; the beginning last: it is often black.
PLACES = (0.1, 0.4, 0.7, 0.25, 0.55, 0.85, 0.0)
# The same in seconds, where the length is unknown.
MOMENTS = (4.0, 12.0, 30.0, 1.0, 8.0, 60.0, 0.0)
PATIENCE = 60.0  # seconds for all of them


class Way(NamedTuple):
    """How to come to a frame: FFmpeg's input options, seconds to look at, and how long it may take."""

    options: tuple[str, ...]
    look: float
    patience: float


# From the keyframe before the place: next to no decoding, and the encoder gave that frame most. (To skip all
# but keyframes is dearer: a decoder that reorders waits for more of them, and reads up to the file's end.)
KEYFRAMES = Way(("-noaccurate_seek",), 0.1, 8)
DECODED = Way((), 3, 20)


def handler(event: dict[str, Any], _: object) -> dict[str, list[str]]:
    """``event``: video_id, owner_id. Answers ``posters``: their names, the best first, none if need be."""
    plan: Plan | None = work.read(f"{work.prefix(event['owner_id'], event['video_id'])}/{work.PLAN}")
    if plan is None:
        return {"posters": []}  # cancelled meanwhile
    url = original.address_of(plan["source"])
    with workshop() as folder:
        chosen = choose(plan["source"], ffmpeg.read(url, original.trusted_authorities()), folder)
        names = [f"poster-{number}.jpg" for number in range(1, len(chosen) + 1)]
        for name, path in zip(names, chosen, strict=True):
            shelf.put(f"{plan['prefix']}/{name}", path.read_bytes())
    # Whoever reads of them finds them there.
    work.write(f"{plan['work']}/{work.POSTERS}", names)
    clean_up(plan)
    return {"posters": names}


def choose(source: Source, reading: list[str], folder: Path, patience: float = PATIENCE) -> list[Path]:
    """Up to three JPEGs in ``folder``; of a film that shows nothing one that is as black. Best first."""
    found: list[Still] = []
    for still in Search(source, reading, folder, time.monotonic() + patience).stills():
        found.append(still)
        if len(best(found, MOST)) == MOST:
            break
    # What is all black, or all blank, has a poster too.
    rest = sorted(found, key=lambda still: still.contrast, reverse=True)[:1]
    return [still.path for still in best(found, MOST) or rest]


@dataclass(frozen=True)
class Search:
    """For stills of ``source``, into ``folder``, until ``deadline`` of time.monotonic."""

    source: Source
    reading: list[str]
    folder: Path
    deadline: float

    def stills(self) -> Iterator[Still]:
        """Keyframes from all places; then, where there are too few of them, frames that are decoded up to."""
        length = self.source["seconds"]
        starts = [place * length for place in PLACES] if length else list(MOMENTS)
        good: list[bytes] = []
        for number, start in enumerate(starts):
            if still := self._grab(KEYFRAMES, start, self.folder / f"key-{number}.jpg"):
                good += [still.path.read_bytes()] * still.shows_something
                yield still
        # Where no keyframe shows anything every place is worth its price. Where they differ, but not enough
        # to choose between them, so do the frames between them.
        wanted = 0 if len(set(good)) > 1 else MOST if good else len(starts)
        for number, start in enumerate(starts[:wanted]):
            if still := self._grab(DECODED, start, self.folder / f"any-{number}.jpg"):
                good.append(b"")
                yield still
        if not good and (still := self._grab(DECODED, 0, self.folder / "first.jpg")):
            yield still

    def _grab(self, way: Way, start: float, target: Path) -> Still | None:
        """The still at ``start``, or None: beyond a wrong length's real end is none, or time was up."""
        seconds = min(way.patience, self.deadline - time.monotonic())
        look = min(way.look, max(0.1, (self.source["seconds"] or math.inf) / len(PLACES)))
        reading = [*way.options, *self.reading]
        *options, output = ffmpeg.grab(self.source, reading, start, look, target)
        # A keyframe from before the place has a negative time: otherwise it would be dropped.
        command = [binary(), *options, "-fps_mode", "passthrough", output]
        try:
            done = subprocess.run(command, capture_output=True, timeout=max(0, seconds), check=False)  # noqa: S603
        except subprocess.TimeoutExpired:
            return None
        if done.returncode or not target.exists() or not target.stat().st_size:
            return None
        return measure(target)
