"""Leads the fan-out round by round: settles what came back, shows what has grown, deals what is next.

A round is as many items as the run may have at once (turns.py), so that whoever comes next waits for one
round of the others at most. Next on the road: encode.py, and finish.py when all is done.
"""

from __future__ import annotations

from typing import Any, Literal, TypedDict

from functions.transcode import assemble, convert, tally, turns, work
from functions.transcode import showing as show
from functions.transcode.assemble import SOUND, Assembly
from functions.transcode.outcomes import Refused
from functions.transcode.plan import Item, Plan
from functions.transcode.tally import Tally

# A Map's input and output must stay below 256 kB.
MOST_ITEMS = 300


class Deal(TypedDict):
    """What Step Functions does next; ``items`` in the round of that number."""

    next: Literal["work", "wait", "done", "refuse"]
    round: int
    items: list[Item]
    refusal: str | None


def handler(event: dict[str, Any], _: object) -> Deal:
    """``event``: video_id, owner_id, round (the one that has ended, 0 at first), answers (its), attempt."""
    place = work.prefix(event["owner_id"], event["video_id"])
    plan: Plan = work.read(f"{place}/{work.PLAN}")
    try:
        return lead(plan, event["round"], event["answers"], event["attempt"] > 0)
    except Refused as refusal:
        turns.give_back(event["video_id"])
        return Deal(next="refuse", round=event["round"], items=[], refusal=str(refusal))


def lead(plan: Plan, ended: int, answers: list[tally.Answer], again: bool) -> Deal:
    """Settle round ``ended`` and deal the next. Repeatable. Raises Abandoned."""
    mine = tally.read(plan)
    if mine["round"] > ended:
        return _deal(mine)
    tally.settle(plan, mine, answers)
    if mine["refusal"]:
        turns.give_back(plan["video_id"])
        return Deal(next="refuse", round=ended, items=[], refusal=mine["refusal"])
    grow(plan, mine, again)
    waiting = [] if _converted(plan, ended) else tally.left(plan, mine)
    if not waiting:
        turns.give_back(plan["video_id"])
        return Deal(next="done", round=ended, items=[], refusal=None)
    return _next(plan, mine, ended, waiting)


def grow(plan: Plan, mine: Tally, again: bool) -> None:
    """Publish the first rendition as far as it has come, as soon as there is picture and sound."""
    if not mine["records"] or plan["first"] == "none":
        return
    sound = work.read(work.record_key(plan["work"], SOUND)) if plan["sound"] == "encode" else None
    made = assemble.assemble(plan, mine["records"] | ({SOUND: sound} if sound else {}))
    if not made.first or not _audible(made):
        return
    growing = not (made.first_done and made.sound_done)
    shown = [len(made.first["segments"]), len(made.sound["segments"]) if made.sound else 0, int(growing)]
    if mine["shown"] == shown:
        return
    show.write_playlists(plan, [made.first], made.sound, growing)
    row = show.row_of(plan, show.posters(plan), [made.first], made.sound)
    home = show.carry_home(plan)
    show.publish(plan, "playable", again and not mine["told"], media_prefix=home, **row)
    mine["told"], mine["shown"] = True, shown


def _converted(plan: Plan, ended: int) -> bool:
    """Whether MediaConvert's job has been adopted; where it failed, the run goes this way after all."""
    if plan["route"] != "mediaconvert":
        return False
    names = (f"{assemble.JOB}-{rung['name']}" for rung in plan["rungs"])
    if all(work.exists(work.record_key(plan["work"], name)) for name in names):
        return True
    if ended == 0:
        # Its job may be given up rather than over, and would go on to be billed.
        convert.cancel(plan["owner_id"], plan["video_id"])
    return False


def _audible(made: Assembly) -> bool:
    return made.sound_done or made.sound is not None


def _next(plan: Plan, mine: Tally, ended: int, waiting: list[Item]) -> Deal:
    # Nothing shares the machine with what makes the video playable.
    opening = ended == 0 and plan["first"] != "none"
    wanted = 1 if opening else min(len(waiting), MOST_ITEMS)
    slots = turns.take(plan["video_id"], plan["owner_id"], wanted, ended + 1)
    if not slots:
        return Deal(next="wait", round=ended, items=[], refusal=None)
    mine["round"], mine["dealt"] = ended + 1, waiting[:slots]
    tally.write(plan, mine)
    return _deal(mine)


def _deal(mine: Tally) -> Deal:
    return Deal(next="work", round=mine["round"], items=mine["dealt"], refusal=None)
