"""One item of the plan becomes segments in the media bucket and a record of them (next: rounds.py).

Keys depend on the plan alone: an attempt after a crash writes the same files again, and what has its record
is not done a second time.
"""

from __future__ import annotations

import os
from typing import Any, TypedDict

from footlight import shelves
from functions.transcode import picture, work
from functions.transcode.outcomes import Abandoned, Refused
from functions.transcode.plan import Item, Plan
from functions.transcode.records import Part, Record
from functions.transcode.tally import FIRST_SHARE, LADDER_SHARE
from functions.transcode.watch import Watch, clean_up

# Of longer runs the rounds alone tell how far they are: whoever counts records lists them all.
FEW = 100
MEGABYTES = "1769"


class Answer(TypedDict):
    """Which item it was, and why it cannot be done; None where it is done."""

    item: str
    refusal: str | None


def handler(event: dict[str, Any], context: Any) -> Answer:
    """``event``: video_id, owner_id, item (an Item). Raises EncodeFailed."""
    item: Item = event["item"]
    watch = Watch(event["video_id"], context)
    place = work.prefix(event["owner_id"], event["video_id"])
    plan: Plan | None = work.read(f"{place}/{work.PLAN}")
    if plan is None:  # whoever deleted the video took the plan away
        return Answer(item=item["id"], refusal=str(Abandoned()))
    done: Record | None = work.read(work.record_key(place, item["id"]))
    try:
        refusal = done["refusal"] if done else _do(plan, item, watch)
        watch.ask(_percent(plan) if len(plan["chunks"]) <= FEW else 0)
    except Abandoned as nobody:
        clean_up(plan)
        refusal = str(nobody)
    return Answer(item=item["id"], refusal=refusal)


def _do(plan: Plan, item: Item, watch: Watch) -> str | None:
    """Do the item and write it down; a sentence where it cannot be done. Raises Abandoned, EncodeFailed."""
    parts: list[Part] = []
    refusal = None
    try:
        parts = make(plan, item, watch)
    except Abandoned:
        raise
    except Refused as refused:
        refusal = str(refused)
    record(plan, item["id"], parts, watch, refusal)
    return refusal


def make(plan: Plan, item: Item, watch: Watch) -> list[Part]:
    """The item's segments in the media bucket. Raises Abandoned, OutOfTime, BadMedia, EncodeFailed."""
    if item["kind"] == "copy":
        from functions.transcode import copying

        watch.tick()
        parts: list[Part] = copying.copy_span(plan, item["number"])
        return parts
    return picture.encode(plan, item, watch)


def record(
    plan: Plan, item: str, parts: list[Part], watch: Watch, refusal: str | None, *, done: bool = True
) -> None:
    """Write down what was made of an item: from then on it counts."""
    files = sum(len(part["segments"]) + 1 for part in parts)
    note = Record(
        item=item,
        parts=parts,
        refusal=refusal,
        done=done,
        seconds=round(watch.seconds, 3),
        memory=int(os.environ.get("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", MEGABYTES)),
        requests=files + 1,
    )
    work.write(work.record_key(plan["work"], item), note)


def _percent(plan: Plan) -> int:
    """How far the whole run is, by the records there are."""
    firsts = rungs = 0
    for key, _ in shelves.below(f"{plan['work']}/done"):
        kind = key.rsplit("/", 1)[1].split("-")[0]
        rungs += kind == "rungs"
        firsts += kind in ("copy", "first")
    if rungs:
        return FIRST_SHARE + LADDER_SHARE * rungs // (len(plan["chunks"]) * len(plan["groups"]))
    return FIRST_SHARE * firsts // max(1, len(plan["spans"]) or len(plan["chunks"]))
