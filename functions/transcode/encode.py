"""One encoder: a job of the plan becomes segments in the media bucket (next: package.py).

The segments go up while FFmpeg works and are deleted here at once, so the disk stays small. Keys depend on
the plan alone: an attempt after a crash writes the same files again.
"""

from __future__ import annotations

import time
from contextlib import ExitStack
from pathlib import Path
from typing import Any, TypedDict

from footlight import shelves, videos
from functions.transcode import ffmpeg, original
from functions.transcode.encoder import Run, workshop
from functions.transcode.ladder import Rung
from functions.transcode.outcomes import Abandoned, OutOfTime, Refused
from functions.transcode.plan import Job, Plan
from functions.transcode.playlists import AUDIO, Rendition, rates
from functions.transcode.shipping import Shipment

REPORT_EVERY = 2.0
TIME_TO_TIDY_UP = 20.0


class Answer(TypedDict):
    """What was made (nothing of a sound track without sound), or why not."""

    made: list[Rendition]
    refusal: str | None


def handler(event: dict[str, Any], context: Any) -> Answer:
    """``event``: plan and job. Raises EncodeFailed."""
    deadline = time.monotonic() + context.get_remaining_time_in_millis() / 1000 - TIME_TO_TIDY_UP
    plan: Plan = event["plan"]
    try:
        return Answer(made=encode(plan, event["job"], deadline), refusal=None)
    except Refused as refusal:
        if isinstance(refusal, Abandoned):
            _clean_up(plan)
        return Answer(made=[], refusal=str(refusal))


def _clean_up(plan: Plan) -> None:
    # Whoever cleaned up may have done so before our last segment arrived. A ready video keeps its files.
    row = videos.find(plan["video_id"])
    if row is None or row.state == "failed":
        shelves.remove(plan["prefix"])


def encode(plan: Plan, job: Job, deadline: float) -> list[Rendition]:
    """Do one job until ``deadline`` (of time.monotonic). Raises Abandoned, OutOfTime, EncodeFailed."""
    reading = ffmpeg.read(
        original.address(plan["owner_id"], plan["video_id"]), original.trusted_authorities()
    )
    rungs: list[Rung] = job.get("rungs", [])
    names = [rung["name"] for rung in rungs] or [AUDIO]
    with ExitStack() as stack:
        folder = stack.enter_context(workshop())
        shipments = [
            stack.enter_context(Shipment(folder / name, f"{plan['prefix']}/{name}")) for name in names
        ]
        run = stack.enter_context(Run(_arguments(plan, rungs, reading, folder)))
        watch = Watch(plan, job, deadline)
        for seconds in run:
            for shipment in shipments:
                shipment.send_finished()
            watch.tick(seconds)
        made = [
            _rendition(name, shipment, run.decoded) for name, shipment in zip(names, shipments, strict=True)
        ]
        watch.end()
    sizes: list[Any] = [{key: rung[key] for key in ("width", "height")} for rung in rungs] or [{}]
    return [rendition | size for rendition, size in zip(made, sizes, strict=True) if rendition]


class Watch:
    """Tells the video's page how far the job is, and notices when it is of no use any more."""

    def __init__(self, plan: Plan, job: Job, deadline: float) -> None:
        self._video_id = plan["video_id"]
        self._length = plan["source"]["seconds"] or 0
        self._stretch = job["percent"]
        self._deadline = deadline
        self._next_report = 0.0

    def tick(self, seconds: float) -> None:
        """``seconds`` of the video are encoded. Raises Abandoned and OutOfTime."""
        now = time.monotonic()
        if now > self._deadline:
            raise OutOfTime
        if now < self._next_report:
            return
        self._next_report = now + REPORT_EVERY
        self._tell(self._percent(seconds))

    def end(self) -> None:
        """All is encoded and uploaded. Raises Abandoned where the video was deleted since the last tick."""
        self._tell(self._percent(self._length))

    def _tell(self, percent: int) -> None:
        if not videos.progress(self._video_id, percent):
            raise Abandoned

    def _percent(self, seconds: float) -> int:
        if not self._stretch or not self._length:
            return 0
        begin, end = self._stretch
        share = max(0.0, min(1.0, seconds / self._length))
        return begin + int((end - begin) * share)


def _arguments(plan: Plan, rungs: list[Rung], reading: list[str], folder: Path) -> list[str]:
    if rungs:
        return ffmpeg.encode_picture(plan["source"], rungs, reading, folder)
    return ffmpeg.encode_sound(plan["source"], reading, folder)


def _rendition(name: str, shipment: Shipment, decoded: int) -> Any:
    segments = shipment.finish()
    if not segments:
        return None
    peak, average = rates(segments)
    return Rendition(
        name=name,
        codecs=shipment.track.codecs,
        peak=peak,
        average=average,
        start=segments[0].start,
        end=segments[-1].end,
        frames=sum(segment.frames for segment in segments),
        decoded=decoded,
    )
