"""What the records of a run add up to: which renditions can be played by now, and how far each has grown."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import takewhile

from functions.transcode.plan import FIRST, Item, Kind, Plan
from functions.transcode.playlists import AUDIO, Rendition, merge
from functions.transcode.records import Part, Record

SOUND = "sound"
JOB = "job"

Records = Mapping[str, Record]


@dataclass(frozen=True)
class Assembly:
    """What there is. ``rungs`` are whole, in the plan's order; ``first`` and ``sound`` may still grow.

    Of ``first`` and ``sound`` it is what joins up from the beginning, None where that is nothing. They are
    done when nothing more is to come, which of a run without them is from the start.
    """

    rungs: list[Rendition]
    first: Rendition | None
    first_done: bool
    sound: Rendition | None
    sound_done: bool


def assemble(plan: Plan, records: Records) -> Assembly:
    """Put together what was made; ``records`` by item. Raises EncodeFailed where parts do not fit."""
    run = _run(first_items(plan), records)
    sound, sound_done = _sound(plan, records, run)
    return Assembly(
        rungs=_rungs(plan, records),
        first=_merged(parts_of(run, FIRST)),
        first_done=len(run) == len(first_items(plan)),
        sound=sound,
        sound_done=sound_done,
    )


def items(plan: Plan) -> list[Item]:
    """What is to be done, in the order in which it is dealt: what makes the video playable comes first."""
    return first_items(plan) + [
        Item(id=f"rungs-{number:05d}-{group}", kind="rungs", number=number, group=group)
        for number in range(len(plan["chunks"]))
        for group in range(len(plan["groups"]))
    ]


def first_items(plan: Plan) -> list[Item]:
    """What makes the first rendition, by number; of a short source nothing."""
    kinds: dict[str, tuple[Kind, int]] = {
        "copy": ("copy", len(plan["spans"])),
        "encode": ("first", len(plan["chunks"])),
    }
    kind, count = kinds.get(plan["first"], ("first", 0))
    return [Item(id=f"{kind}-{number:05d}", kind=kind, number=number) for number in range(count)]


def left(plan: Plan, records: Records) -> list[Item]:
    """The items without a record, in dealing order."""
    return [item for item in items(plan) if item["id"] not in records]


def parts_of(records: Iterable[Record], name: str) -> list[Part]:
    """What ``records`` hold of the track ``name``, in their order."""
    return [part for record in records for part in record["parts"] if part["name"] == name]


def refusals(records: Records) -> list[str]:
    """The sentences of the items that were refused, each once."""
    return list(dict.fromkeys(record["refusal"] for record in records.values() if record["refusal"]))


def _rungs(plan: Plan, records: Records) -> list[Rendition]:
    chunked = {
        name: _whole(
            (item["id"] for item in items(plan) if item["kind"] == "rungs" and item.get("group") == group),
            records,
        )
        for group, names in enumerate(plan["groups"])
        for name in names
    }
    found = []
    for rung in plan["rungs"]:
        name = rung["name"]
        # MediaConvert makes each rung in one piece.
        made = _whole([f"{JOB}-{name}"], records) or chunked.get(name, [])
        found.append(_merged(parts_of(made, name)))
    return [rendition for rendition in found if rendition]


def _whole(ids: Iterable[str], records: Records) -> list[Record]:
    """The records of all ``ids``, or none where one is missing, refused or not done."""
    wanted = list(ids)
    good = [records[item] for item in wanted if item in records and _good(records[item])]
    return good if len(good) == len(wanted) else []


def _run(wanted: list[Item], records: Records) -> list[Record]:
    """The records from the first item up to the first that is missing."""
    ids = (item["id"] for item in wanted)
    return [records[item] for item in takewhile(lambda item: item in records and _good(records[item]), ids)]


def _good(record: Record) -> bool:
    return record["done"] and not record["refusal"]


def _sound(plan: Plan, records: Records, run: list[Record]) -> tuple[Rendition | None, bool]:
    if plan["sound"] == "none":
        return None, True
    record = records.get(SOUND)
    if record is not None:
        return _merged(parts_of([record], AUDIO)), record["done"]
    if plan["sound"] == "encode":
        return None, False
    return _merged(parts_of(run, AUDIO)), len(run) == len(first_items(plan))


def _merged(parts: list[Part]) -> Rendition | None:
    return merge(parts) if any(part["segments"] for part in parts) else None
