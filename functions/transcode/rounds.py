"""Leads the fan-out round by round: settles what came back, shows what has grown, deals what is next.

A round is as many items as the run may have at once (turns.py), so that whoever comes next waits for one
round of the others at most. Next on the road: encode.py, and finish.py when all is done.
"""

from __future__ import annotations

from typing import Any, Literal, TypedDict

from footlight import videos
from functions.transcode import assemble, convert, tally, turns, work
from functions.transcode import showing as show
from functions.transcode.assemble import SOUND, Assembly
from functions.transcode.outcomes import Abandoned, Refused
from functions.transcode.plan import Item, Plan
from functions.transcode.tally import Tally
from functions.transcode.watch import clean_up

# Seconds between two questions for a turn: others give some back within a round.
SHORTEST_PAUSE, LONGEST_PAUSE = 3, 45
# A Map's input and output must stay below 256 kB.
MOST_ITEMS = 300


class Deal(TypedDict):
    """What Step Functions does next; ``items`` in the round of that number."""

    next: Literal["work", "wait", "done", "refuse"]
    round: int
    items: list[Item]
    refusal: str | None
    # Seconds to wait for a turn; and whether the sound must be encoded after all.
    pause: int
    sound: bool


def handler(event: dict[str, Any], _: object) -> Deal:
    """``event``: video_id, owner_id, round (the one that has ended, 0 at first), answers (its), attempt."""
    place = work.prefix(event["owner_id"], event["video_id"])
    plan: Plan | None = work.read(f"{place}/{work.PLAN}")
    if plan is None:  # whoever deleted the video took the plan away
        return _end("refuse", event["round"], str(Abandoned()))
    try:
        return lead(plan, event["round"], event["answers"], event["attempt"] > 0)
    except Refused as refusal:
        turns.give_back(event["video_id"])
        return _end("refuse", event["round"], str(refusal))
    finally:
        clean_up(plan)


def lead(plan: Plan, ended: int, answers: list[tally.Answer], again: bool) -> Deal:
    """Settle round ``ended`` and deal the next. Repeatable. Raises Abandoned."""
    mine = tally.read(plan)
    if mine["round"] > ended:
        return _deal(mine)
    tally.settle(plan, mine, answers)
    if mine["refusal"]:
        turns.give_back(plan["video_id"])
        return _end("refuse", ended, mine["refusal"])
    _mind_the_sound(plan, mine)
    grow(plan, mine, again)
    videos.progress(plan["video_id"], tally.percent(plan, mine))
    waiting = [] if _converted(plan, ended) else tally.left(plan, mine)
    if not waiting:
        turns.give_back(plan["video_id"])
        return _end("done", ended, sound=_sound_is_lost(mine))
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
    posters = show.posters(plan)
    heard = len(made.sound["segments"]) if made.sound else 0
    shown = [len(made.first["segments"]), heard, int(growing), len(posters)]
    if mine["shown"] == shown:
        return
    show.write_playlists(plan, [made.first], made.sound, growing)
    row = show.row_of(plan, posters, [made.first], made.sound)
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
        mine["waits"] += 1
        tally.write(plan, mine)
        pause = min(LONGEST_PAUSE, SHORTEST_PAUSE * mine["waits"])
        return Deal(next="wait", round=ended, items=[], refusal=None, pause=pause, sound=False)
    mine["round"], mine["dealt"], mine["waits"] = ended + 1, waiting[:slots], 0
    tally.write(plan, mine)
    return _deal(mine)


def _deal(mine: Tally) -> Deal:
    return Deal(next="work", round=mine["round"], items=mine["dealt"], refusal=None, pause=0, sound=False)


def _end(
    next_: Literal["done", "refuse"], ended: int, refusal: str | None = None, sound: bool = False
) -> Deal:
    return Deal(next=next_, round=ended, items=[], refusal=refusal, pause=0, sound=sound)


def _sound_is_lost(mine: Tally) -> bool:
    return any(item.startswith("copy-") for item in mine["lost"])


def _mind_the_sound(plan: Plan, mine: Tally) -> None:
    """A copy that lost a piece has lost its sound too: then it is encoded, after the pictures."""
    if plan["sound"] == "copy" and _sound_is_lost(mine):
        plan["sound"] = "encode"
        work.write(f"{plan['work']}/{work.PLAN}", plan)
