"""Everything is encoded: checks it, writes the playlists that stay, and makes the video ready.

Next on the road: cdk/stacks/edge.py, which serves what lies below /media.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

from footlight import clients, media, shelves
from functions.transcode import mpd, price, shelf, turns, work
from functions.transcode import showing as show
from functions.transcode.assemble import Assembly, assemble
from functions.transcode.check import check
from functions.transcode.ffmpeg import TIMELINE_STARTS_AT
from functions.transcode.outcomes import EncodeFailed, Refused
from functions.transcode.playlists import start

if TYPE_CHECKING:
    from functions.transcode.plan import Plan
    from functions.transcode.playlists import Rendition
    from functions.transcode.records import Record

READS_AT_ONCE = 32
NOT_ALL = "Some qualities of this video could not be made. What there is can be watched."


def handler(event: dict[str, Any], _: object) -> dict[str, str | None]:
    """``event``: video_id, owner_id, attempt. Answers refusal, a sentence or None. Raises EncodeFailed."""
    plan: Plan = work.read(f"{work.prefix(event['owner_id'], event['video_id'])}/{work.PLAN}")
    try:
        finish(plan, event["attempt"] > 0)
    except Refused as refusal:
        return {"refusal": str(refusal)}
    finally:
        turns.give_back(plan["video_id"])
    return {"refusal": None}


def finish(plan: Plan, again: bool = False) -> None:
    """Publish the ladder, or as much of it as there is. Raises BadMedia, Abandoned, EncodeFailed."""
    records = read_records(plan)
    made = assemble(plan, records)
    pictures = made.rungs or ([made.first] if made.first and made.first_done else [])
    if not pictures or not made.sound_done:
        raise EncodeFailed(f"{plan['video_id']}: not one rendition is whole")
    # MediaConvert's timeline begins before ours.
    check(plan["source"], pictures, made.sound, min(TIMELINE_STARTS_AT, start(pictures[0])))
    show.write_playlists(plan, pictures, made.sound, growing=False)
    rate = show.frame_rate(plan["source"], pictures[0])
    shelf.put(
        f"{plan['prefix']}/{media.DASH_MANIFEST}", mpd.manifest(pictures, made.sound, rate), shelf.SETTLED
    )
    row = _row(plan, made, pictures, records)
    home = show.carry_home(plan)
    show.publish(plan, "ready", again, media_prefix=home, **row)


def read_records(plan: Plan) -> dict[str, Record]:
    """Every record of the run, by item."""
    clients.s3(READS_AT_ONCE)  # made here: boto3 makes no clients in several threads at once
    keys = [key for key, _ in shelves.below(f"{plan['work']}/done")]
    with ThreadPoolExecutor(READS_AT_ONCE) as pool:
        found: list[Record] = list(pool.map(work.read, keys))
    return {record["item"]: record for record in found}


def _row(plan: Plan, made: Assembly, pictures: list[Rendition], records: dict[str, Record]) -> dict[str, Any]:
    storyboard = work.exists(f"{plan['prefix']}/{media.STORYBOARD}")
    return {
        **show.row_of(plan, show.posters(plan), pictures, made.sound),
        "duration_seconds": show.seconds(pictures[0], made.sound),
        "storyboard": media.STORYBOARD if storyboard else None,
        "cost_actual": round(price.actual(plan, list(records.values())), 6),
        "note": None if len(made.rungs) == len(plan["rungs"]) else NOT_ALL,
        "percent": 100,
    }
