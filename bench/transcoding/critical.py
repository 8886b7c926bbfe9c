"""The longest way through a run whose workers are unlimited: what nobody can do beside something else."""

from __future__ import annotations

import struct
from pathlib import Path
from typing import Any

from bench.transcoding.account import Account, Context
from bench.transcoding.ladder import Pieces, begin, do
from bench.transcoding.running import Took, clocked
from bench.transcoding.sources import PAINTED
from footlight import clients
from footlight.settings import settings
from functions.transcode import assemble, shelf, work
from functions.transcode.plan import Item, Plan
from functions.transcode.records import Part, Record, Segment

# Workers, as many as there are items.
UNLIMITED = "100000"


def walk(account: Account, path: Path) -> Pieces:
    """The steps of a run around its items, and of these as many as differ.

    The source repeats itself: chunks beyond its first period are not encoded, but entered as equal to one of
    the same length, so that the steps at the end find as much as after a whole run.
    """
    ids, pieces = begin(account, path)
    answers = _opening(account, ids, pieces)
    ran: dict[float, Item] = {}
    for item in assemble.items(pieces.plan):
        if item["id"] in pieces.items:
            continue
        length = (
            round(pieces.plan["chunks"][item["number"]]["seconds"], 3) if item["kind"] == "rungs" else None
        )
        if length in ran and pieces.plan["chunks"][item["number"]]["offset"] >= PAINTED:
            _enter(pieces.plan, ran[length], item)
        else:
            do(account, ids, item, pieces)
            if length is not None:
                ran[length] = item
        answers.append(_answer(item))
    _ending(ids, pieces, answers)
    return pieces


def seconds(pieces: Pieces) -> float:
    """From the source's arrival to ready, S3 and Step Functions not counted."""
    fan_out = sum(pieces.others[name].wall for name in ("deal", "opening", "settle"))
    fan_out += max(pieces.longest(kind) for kind in ("rungs", "copy", "first"))
    beside = [pieces.others[name].wall for name in ("sound", "poster") if name in pieces.others]
    before_and_after = sum(pieces.others[name].wall for name in ("probe", "storyboard", "finish"))
    return before_and_after + max(fan_out, *beside)


def _opening(account: Account, ids: dict[str, str], pieces: Pieces) -> list[dict[str, Any]]:
    """The first round: where something makes the video playable, it alone."""
    from functions.transcode import poster

    with clocked() as pieces.others["poster"]:
        poster.handler(ids, Context())
    with clocked() as pieces.others["deal"]:
        deal = _round(ids, 0, [])
    pieces.others["opening"] = Took()
    if pieces.plan["first"] == "none":
        return []
    (item,) = deal["items"]
    do(account, ids, item, pieces)
    pieces.others["opening"].wall = pieces.items[item["id"]].wall
    with clocked() as took:
        _round(ids, 1, [_answer(item)])
    pieces.others["deal"].wall += took.wall
    return []


def _ending(ids: dict[str, str], pieces: Pieces, answers: list[dict[str, Any]]) -> None:
    from functions.transcode import finish, storyboard

    last = 1 if pieces.plan["first"] == "none" else 2
    with clocked() as pieces.others["settle"]:
        deal = _round(ids, last, answers)
    if deal["next"] != "done":
        raise RuntimeError(f"after all items the next step is {deal['next']}")
    with clocked() as pieces.others["storyboard"]:
        storyboard.handler(ids, Context())
    with clocked() as pieces.others["finish"]:
        ended = finish.handler({**ids, "attempt": 0}, Context())
    if ended["refusal"]:
        raise RuntimeError(ended["refusal"])


def _round(ids: dict[str, str], ended: int, answers: list[dict[str, Any]]) -> Any:
    from functions.transcode import rounds

    return rounds.handler({**ids, "round": ended, "answers": answers, "attempt": 0}, Context())


def _answer(item: Item) -> dict[str, Any]:
    return {"item": item["id"], "refusal": None, "lost": False}


def _enter(plan: Plan, ran: Item, item: Item) -> None:
    """Write down ``item`` as ``ran`` was, later; the storyboard finds its pictures in the lowest rung."""
    later = plan["chunks"][item["number"]]["offset"] - plan["chunks"][ran["number"]]["offset"]
    record: Record = work.read(work.record_key(plan["work"], ran["id"]))
    for part in record["parts"]:
        ticks = round(later * part["timescale"])
        if part["name"] == plan["rungs"][0]["name"]:
            for segment in part["segments"]:
                _repeat(plan, part, segment, ticks)
        part["segments"] = [Segment(**{**each, "time": each["time"] + ticks}) for each in part["segments"]]
    work.write(work.record_key(plan["work"], item["id"]), {**record, "item": item["id"]})


def _repeat(plan: Plan, part: Part, segment: Segment, ticks: int) -> None:
    place = f"{plan['prefix']}/{part['name']}"
    found = clients.s3().get_object(Bucket=settings()["media_bucket"], Key=f"{place}/{segment['time']}.m4s")
    data = bytearray(found["Body"].read())
    at = data.find(b"tfdt")
    while at >= 0:
        (time,) = struct.unpack_from(">Q", data, at + 8)
        struct.pack_into(">Q", data, at + 8, time + ticks)
        at = data.find(b"tfdt", at + 4)
    shelf.put(f"{place}/{segment['time'] + ticks}.m4s", bytes(data))
