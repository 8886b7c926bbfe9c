"""The tally of a run: what is done, what was lost, and what was dealt in the last round."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypedDict

from functions.transcode import assemble, work
from functions.transcode.plan import Item, Plan

if TYPE_CHECKING:
    from functions.transcode.records import Record


# Up to here the first rendition brings a video, and the ladder up to 99: what is ready says so itself.
FIRST_SHARE, LADDER_SHARE = 10, 89


class Answer(TypedDict):
    """What becomes of an item: done, refused with a sentence, or ``lost`` after all its retries."""

    item: str
    refusal: str | None
    lost: bool


class Tally(TypedDict):
    """``round`` is the last one dealt. ``records`` are those of the first rendition, which grows by them.

    ``told``: the video was published as playable; ``shown``: how far its playlists went then.
    """

    round: int
    dealt: list[Item]
    done: list[str]
    lost: list[str]
    refusal: str | None
    told: bool
    waits: int
    shown: list[int]
    records: dict[str, Record]


def read(plan: Plan) -> Tally:
    """The tally as it was written last, or that of a run which is about to begin."""
    found: Any = work.read(f"{plan['work']}/{work.TALLY}")
    return found or Tally(
        round=0, dealt=[], done=[], lost=[], refusal=None, told=False, waits=0, shown=[], records={}
    )


def write(plan: Plan, tally: Tally) -> None:
    """Store it: from now on a retry of the round that led here finds its own answer."""
    work.write(f"{plan['work']}/{work.TALLY}", tally)


def settle(plan: Plan, tally: Tally, answers: list[Answer]) -> None:
    """Enter what became of the last round's items. Repeatable."""
    kinds = {item["id"]: item["kind"] for item in tally["dealt"]}
    for answer in answers:
        if answer["lost"]:
            _enter(tally["lost"], answer["item"])
            continue
        tally["refusal"] = tally["refusal"] or answer["refusal"]
        if answer["item"] in tally["done"]:
            continue
        _enter(tally["done"], answer["item"])
        if kinds.get(answer["item"]) != "rungs" and not answer["refusal"]:
            tally["records"][answer["item"]] = work.read(work.record_key(plan["work"], answer["item"]))


def left(plan: Plan, tally: Tally) -> list[Item]:
    """What is still worth doing, in dealing order: a track of which a piece was lost is not finished."""
    over = {*tally["done"], *tally["lost"]}
    broken = {
        (item["kind"], item.get("group")) for item in assemble.items(plan) if item["id"] in tally["lost"]
    }
    return [
        item
        for item in assemble.items(plan)
        if item["id"] not in over and (item["kind"], item.get("group")) not in broken
    ]


def percent(plan: Plan, tally: Tally) -> int:
    """How far the run is, 0 to 99: the first rendition is a tenth of it."""
    kinds = [item["kind"] for item in assemble.items(plan)]
    rungs, firsts = kinds.count("rungs"), len(kinds) - kinds.count("rungs")
    done = sum(item.startswith("rungs-") for item in tally["done"])
    if done:
        return FIRST_SHARE + LADDER_SHARE * done // rungs
    return FIRST_SHARE * len(tally["done"]) // max(1, firsts)


def _enter(names: list[str], name: str) -> None:
    if name not in names:
        names.append(name)
