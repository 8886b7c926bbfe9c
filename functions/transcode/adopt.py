"""Brings what MediaConvert made into our layout, under our names (next: as after the last chunk)."""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from footlight import clients
from footlight.settings import settings
from functions.transcode import convert_job, shelf, work
from functions.transcode.distant import outline
from functions.transcode.mp4.fragments import Header, begins_with_idr, read_header, read_segment
from functions.transcode.outcomes import EncodeFailed
from functions.transcode.playlists import AUDIO, INIT
from functions.transcode.records import Part, Record, Segment
from functions.transcode.watch import clean_up

if TYPE_CHECKING:
    from functions.transcode.plan import Plan

AT_ONCE = 32
MEMORY = 1769
CHANNELS = 2
MAP, ATTRIBUTE = "#EXT-X-MAP:", 'URI="'


@dataclass(frozen=True)
class Found:
    """One track of the job's: what it holds, its init segment, the keys of its segments."""

    item: str
    part: Part
    init: bytes
    keys: list[str]


def handler(event: dict[str, Any], _: object) -> dict[str, Any]:
    """``event``: video_id, owner_id, of a complete job. Nothing is refused; no ``sound`` is left to do.

    Raises EncodeFailed.
    """
    plan = work.read(f"{work.prefix(event['owner_id'], event['video_id'])}/{work.PLAN}")
    if plan is None:
        raise EncodeFailed("There is no plan to adopt by.")
    try:
        adopt(plan)
    finally:
        clean_up(plan)
    return {"refusal": None, "sound": False}


def adopt(plan: Plan) -> None:
    """Copy each output to its place, and write its record. Repeatable. Raises EncodeFailed."""
    # Made here: boto3 makes no clients in several threads at once.
    clients.s3(AT_ONCE)
    with ThreadPoolExecutor(AT_ONCE) as pool:
        found = list(_tracks(plan, pool))
        _agree([each.part for each in found if each.part["name"] != AUDIO])
        missing = [track for track in found if not work.read(work.record_key(plan["work"], track.item))]
        made = [_take(plan, track, pool) for track in missing]
    # Last, and together: renditions of two encoders, with two timelines, must not stand side by side.
    for record in made:
        work.write(work.record_key(plan["work"], record["item"]), record)


def names(playlist: str) -> tuple[str, list[str]]:
    """(init segment, segments) of a media playlist, by their file names. Raises EncodeFailed."""
    lines = [line.strip() for line in playlist.splitlines()]
    if "#EXT-X-ENDLIST" not in lines:
        raise EncodeFailed("The job's playlist has no end.")
    maps = [line.partition(ATTRIBUTE)[2].partition('"')[0] for line in lines if line.startswith(MAP)]
    if len(maps) != 1:
        raise EncodeFailed(f"The job's playlist names {len(maps)} init segments.")
    segments = [PurePosixPath(line).name for line in lines if line and not line.startswith("#")]
    return PurePosixPath(maps[0]).name, segments


def _tracks(plan: Plan, pool: ThreadPoolExecutor) -> Iterator[Found]:
    """Each track, read but not yet copied."""
    wanted: list[tuple[str, str, dict[str, int]]] = [
        (f"{work.JOB}-{rung['name']}", rung["name"], {"width": rung["width"], "height": rung["height"]})
        for rung in plan["rungs"]
    ]
    if plan["sound"] != "none":
        wanted.append(("sound", AUDIO, {"channels": CHANNELS}))
    for item, name, facts in wanted:
        yield _track(plan, item, name, facts, pool)


def _track(plan: Plan, item: str, name: str, facts: dict[str, int], pool: ThreadPoolExecutor) -> Found:
    folder = convert_job.folder(plan)
    init_name, segment_names = names(_get(f"{folder}/{convert_job.name(name)}.m3u8").decode())
    init = _get(f"{folder}/{init_name}")
    header = read_header(init)
    keys = [f"{folder}/{each}" for each in segment_names]
    segments = list(pool.map(lambda key: _segment(key, header), keys))
    frames = sum(segment["frames"] for segment in segments)
    part: Any = {
        "name": name,
        "codecs": header.codecs,
        "timescale": header.timescale,
        "init": hashlib.sha256(init).hexdigest(),
        "segments": segments,
        "decoded": frames,
        **facts,
    }
    return Found(item, part, init, keys)


def _segment(key: str, header: Header) -> Segment:
    read = outline(key, AT_ONCE)
    if header.codecs.startswith("avc1") and not begins_with_idr(read.media):
        raise EncodeFailed(f"{key} does not begin with an IDR picture")
    return read_segment(header, read.moofs, read.size)


def _agree(pictures: list[Part]) -> None:
    """All rungs are cut at the same times: players change between them, and one DASH template serves them."""
    grids = {(part["timescale"], tuple(segment["time"] for segment in part["segments"])) for part in pictures}
    if len(grids) != 1:
        raise EncodeFailed("The job's renditions are not cut at the same times.")


def _take(plan: Plan, track: Found, pool: ThreadPoolExecutor) -> Record:
    """Copy a track to its place; what is to be written down of it."""
    began = time.monotonic()
    place = f"{plan['prefix']}/{track.part['name']}"
    shelf.put(f"{place}/{INIT}", track.init)
    targets = [f"{place}/{segment['time']}.m4s" for segment in track.part["segments"]]
    # list() raises what any of the copies raised.
    list(pool.map(_copy, track.keys, targets))
    return Record(
        item=track.item,
        parts=[track.part],
        refusal=None,
        done=True,
        seconds=round(time.monotonic() - began, 3),
        memory=int(os.environ.get("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", MEMORY)),
        requests=len(targets) + 1,
    )


def _get(key: str) -> bytes:
    return clients.s3(AT_ONCE).get_object(Bucket=settings()["media_bucket"], Key=key)["Body"].read()


def _copy(source: str, target: str) -> None:
    bucket = settings()["media_bucket"]
    clients.s3(AT_ONCE).copy_object(
        Bucket=bucket,
        Key=target,
        CopySource={"Bucket": bucket, "Key": source},
        # MediaConvert's own headers say nothing about caching.
        MetadataDirective="REPLACE",
        ContentType=shelf.TYPES[PurePosixPath(target).suffix],
        CacheControl=shelf.FOREVER,
    )
