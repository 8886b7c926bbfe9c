"""Everything is encoded: checks it, writes the playlists that stay, and makes the video ready.

Next on the road: cdk/stacks/edge.py, which serves what lies below /media.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

from footlight import clients, media, shelves
from functions.transcode import mpd, price, shelf, turns, work
from functions.transcode import showing as show
from functions.transcode.assemble import JOB, Assembly, assemble
from functions.transcode.check import check
from functions.transcode.ffmpeg import TIMELINE_STARTS_AT
from functions.transcode.outcomes import Abandoned, EncodeFailed, Refused
from functions.transcode.playlists import start
from functions.transcode.watch import clean_up

if TYPE_CHECKING:
    from functions.transcode.plan import Plan
    from functions.transcode.playlists import Rendition
    from functions.transcode.records import Record

READS_AT_ONCE = 32
NOT_ALL = "Some qualities of this video could not be made. What there is can be watched."


def handler(event: dict[str, Any], _: object) -> dict[str, str | None]:
    """``event``: video_id, owner_id, attempt. Answers refusal, a sentence or None. Raises EncodeFailed."""
    plan: Plan | None = work.read(f"{work.prefix(event['owner_id'], event['video_id'])}/{work.PLAN}")
    if plan is None:  # whoever deleted the video took the plan away
        return {"refusal": str(Abandoned())}
    try:
        finish(plan, event["attempt"] > 0)
    except Refused as refusal:
        return {"refusal": str(refusal)}
    finally:
        turns.give_back(plan["video_id"])
        clean_up(plan)
    return {"refusal": None}


def finish(plan: Plan, again: bool = False) -> None:
    """Publish the ladder, or as much of it as there is. Raises BadMedia, Abandoned, EncodeFailed."""
    records = read_records(plan)
    made = assemble(plan, records)
    pictures = made.rungs or ([made.first] if made.first and made.first_done else [])
    if not pictures or not made.sound_done:
        raise EncodeFailed(f"{plan['video_id']}: not one rendition is whole")
    _check(plan, made, pictures, records)
    show.write_playlists(plan, pictures, made.sound, growing=False)
    if made.first and made.first_done:
        # Whoever opened it while it grew finds its end.
        show.write_media_playlist(plan, made.first, growing=False)
    rate = show.frame_rate(plan["source"], pictures[0])
    shelf.put(
        f"{plan['prefix']}/{media.DASH_MANIFEST}", mpd.manifest(pictures, made.sound, rate), shelf.SETTLED
    )
    row = _row(plan, made, pictures, records)
    home = show.carry_home(plan)
    show.publish(plan, "ready", again, media_prefix=home, **row)


def _check(plan: Plan, made: Assembly, pictures: list[Rendition], records: dict[str, Record]) -> None:
    source = plan["source"]
    if any(item.startswith(f"{JOB}-") for item in records):
        # MediaConvert keeps to one frame rate, and so has its own number of frames.
        source = {**source, "frames": None}
    # Its timeline begins before ours.
    check(source, pictures, made.sound, min(TIMELINE_STARTS_AT, start(pictures[0])))


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
