"""Encodes the sound, whole and once, and writes it down while it grows (next: rounds.py)."""

from __future__ import annotations

import time
from typing import Any, TypedDict

from functions.transcode import encode, ffmpeg, original, work
from functions.transcode.encoder import Run, workshop
from functions.transcode.outcomes import Abandoned, Refused
from functions.transcode.plan import Plan
from functions.transcode.playlists import AUDIO
from functions.transcode.records import Part, Record, Segment
from functions.transcode.shipping import Shipment
from functions.transcode.watch import Watch, clean_up

SOUND = "sound"
CHANNELS = 2
WRITE_EVERY = 5.0


class Answer(TypedDict):
    """Why the sound cannot be encoded; None where it is."""

    refusal: str | None


def handler(event: dict[str, Any], context: Any) -> Answer:
    """``event``: video_id, owner_id. Raises EncodeFailed."""
    watch = Watch(event["video_id"], context)
    place = work.prefix(event["owner_id"], event["video_id"])
    plan: Plan | None = work.read(f"{place}/{work.PLAN}")
    if plan is None:  # whoever deleted the video took the plan away
        return Answer(refusal=str(Abandoned()))
    earlier: Record | None = work.read(work.record_key(place, SOUND))
    if earlier and earlier["done"]:
        return Answer(refusal=earlier["refusal"])
    try:
        encode_sound(plan, watch, Diary(plan, watch, earlier))
        watch.ask()
    except Abandoned as nobody:
        clean_up(plan)
        return Answer(refusal=str(nobody))
    except Refused as refused:
        encode.record(plan, SOUND, [], watch, str(refused))
        return Answer(refusal=str(refused))
    return Answer(refusal=None)


class Diary:
    """The sound's record, rewritten every few seconds; it never gets shorter, whatever attempt this is."""

    def __init__(self, plan: Plan, watch: Watch, earlier: Record | None) -> None:
        self._plan = plan
        self._watch = watch
        self._least = sum(len(part["segments"]) for part in earlier["parts"]) if earlier else 0
        self._next = 0.0

    def grown(self, shipment: Shipment) -> None:
        """Write down what is there, if it is time to."""
        if time.monotonic() < self._next:
            return
        segments = shipment.settled()
        if len(segments) > self._least:
            self._next = time.monotonic() + WRITE_EVERY
            self._write(shipment, segments, done=False)

    def ended(self, shipment: Shipment, segments: list[Segment]) -> None:
        """Write down that this is all."""
        self._write(shipment, segments, done=True)

    def _write(self, shipment: Shipment, segments: list[Segment], *, done: bool) -> None:
        parts = [_part(shipment, segments)] if segments else []
        encode.record(self._plan, SOUND, parts, self._watch, None, done=done)


def encode_sound(plan: Plan, watch: Watch, diary: Diary) -> None:
    """All of the sound below ``audio/``, in ``diary`` as it comes. Raises Refused's kinds, EncodeFailed."""
    source = plan["source"]
    reading = ffmpeg.read(original.address_of(source), original.trusted_authorities())
    with (
        workshop() as folder,
        Shipment(folder / AUDIO, f"{plan['prefix']}/{AUDIO}") as shipment,
        Run(ffmpeg.encode_sound(source, reading, folder)) as run,
    ):
        for _ in run:
            shipment.send_finished()
            diary.grown(shipment)
            watch.tick()
        diary.ended(shipment, shipment.finish())


def _part(shipment: Shipment, segments: list[Segment]) -> Part:
    frames = sum(segment["frames"] for segment in segments)
    part = shipment.part(AUDIO, segments, frames)
    part["channels"] = CHANNELS
    return part
