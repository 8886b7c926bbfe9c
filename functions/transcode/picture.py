"""Encodes one chunk of the picture, and ships its segments while FFmpeg still works."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path

from functions.transcode import ffmpeg, original
from functions.transcode.encoder import Run, workshop
from functions.transcode.graph import is_cut
from functions.transcode.ladder import Rung
from functions.transcode.outcomes import EncodeFailed
from functions.transcode.plan import FIRST, Chunk, Item, Plan
from functions.transcode.records import Part
from functions.transcode.shipping import Shipment
from functions.transcode.watch import Watch


def encode(plan: Plan, item: Item, watch: Watch) -> list[Part]:
    """One part for each of the item's rungs. Raises Abandoned, OutOfTime, BadMedia, EncodeFailed."""
    rungs = rungs_of(plan, item)
    chunk = plan["chunks"][item["number"]]
    names = [FIRST] if item["kind"] == "first" else [rung["name"] for rung in rungs]
    with ExitStack() as stack:
        folder = stack.enter_context(workshop())
        shipments = [
            stack.enter_context(Shipment(folder / name, f"{plan['prefix']}/{name}")) for name in names
        ]
        run = stack.enter_context(Run(_arguments(plan, item, rungs, folder)))
        for _ in run:
            for shipment in shipments:
                shipment.send_finished()
            watch.tick()
        parts = [
            shipment.part(name, shipment.finish(), run.decoded)
            for name, shipment in zip(names, shipments, strict=True)
        ]
    return [_of_size(_counted(part, chunk), rung) for part, rung in zip(parts, rungs, strict=True)]


def rungs_of(plan: Plan, item: Item) -> list[Rung]:
    """What is made of one decode: the item's group of rungs, or the lowest one in a hurry."""
    if item["kind"] == "first":
        return plan["rungs"][:1]
    group = plan["groups"][item.get("group", 0)]
    return [rung for rung in plan["rungs"] if rung["name"] in group]


def _arguments(plan: Plan, item: Item, rungs: list[Rung], folder: Path) -> list[str]:
    source = plan["source"]
    reading = ffmpeg.read(original.address_of(source), original.trusted_authorities())
    chunk = plan["chunks"][item["number"]]
    return ffmpeg.encode_picture(source, rungs, chunk, reading, folder, hurried=item["kind"] == "first")


def _counted(part: Part, chunk: Chunk) -> Part:
    """What was decoded around a chunk, for its sake, is none of its own frames."""
    frames = sum(segment["frames"] for segment in part["segments"])
    if part["decoded"] < frames:
        raise EncodeFailed(f"{part['name']}: {frames} frames of {part['decoded']}")
    if is_cut(chunk):
        part["decoded"] = frames
    return part


def _of_size(part: Part, rung: Rung) -> Part:
    part["width"], part["height"] = rung["width"], rung["height"]
    return part
