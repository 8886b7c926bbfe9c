"""The seek bar's pictures: sheets of small stills out of the lowest rung, and the WebVTT that names them."""

from __future__ import annotations

import subprocess
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from itertools import islice
from pathlib import Path
from threading import Timer
from typing import Any

from footlight import clients, media
from footlight.settings import settings
from functions.transcode import shelf, vtt, work
from functions.transcode.assemble import assemble
from functions.transcode.encoder import binary, workshop
from functions.transcode.finish import read_records
from functions.transcode.outcomes import EncodeFailed
from functions.transcode.plan import Plan
from functions.transcode.playlists import INIT, Rendition, end, start
from functions.transcode.vtt import Board
from functions.transcode.watch import clean_up

READS_AT_ONCE = 16
PATIENCE = 240


def handler(event: dict[str, Any], _: object) -> dict[str, str | None]:
    """``event``: video_id, owner_id. Answers ``storyboard``: its name, or None where there is none.

    Raises EncodeFailed.
    """
    plan: Plan | None = work.read(f"{work.prefix(event['owner_id'], event['video_id'])}/{work.PLAN}")
    if plan is None:
        return {"storyboard": None}  # cancelled meanwhile
    rungs = assemble(plan, read_records(plan)).rungs
    board = board_of(plan, rungs[0]) if rungs else None
    if board is None:
        return {"storyboard": None}
    with workshop() as folder:
        draw(board, fetched(keys(plan["prefix"], rungs[0], board)), folder)
        for name in board.sheets:
            shelf.put(f"{plan['prefix']}/{name}", (folder / name).read_bytes())
    # It comes last: nothing that it names is missing.
    shelf.put(f"{plan['prefix']}/{media.STORYBOARD}", vtt.text(board))
    clean_up(plan)
    return {"storyboard": media.STORYBOARD}


def board_of(plan: Plan, lowest: Rendition) -> Board | None:
    """The storyboard to be made of ``lowest``, or None where the video is too short for one."""
    rung = next(rung for rung in plan["rungs"] if rung["name"] == lowest["name"])
    return vtt.board(end(lowest) - start(lowest), rung["width"], rung["height"])


def keys(prefix: str, lowest: Rendition, board: Board) -> list[str]:
    """The init segment and those segments of which a still is needed, in order."""
    times = [segment["time"] for segment in lowest["segments"]]
    step = board.every * lowest["timescale"]
    needed = {bisect_right(times, times[0] + number * step) - 1 for number in range(board.count)}
    names = [INIT, *(f"{times[number]}.m4s" for number in sorted(needed))]
    return [f"{prefix}/{lowest['name']}/{name}" for name in names]


def fetched(wanted: Iterable[str]) -> Iterator[bytes]:
    """What lies below the keys, in order; a few are read at once, and no more are held."""
    s3, bucket = clients.s3(READS_AT_ONCE), settings()["media_bucket"]

    def read(key: str) -> bytes:
        return s3.get_object(Bucket=bucket, Key=key)["Body"].read()

    left = iter(wanted)
    with ThreadPoolExecutor(READS_AT_ONCE) as pool:
        while batch := list(islice(left, READS_AT_ONCE)):
            yield from pool.map(read, batch)


def draw(board: Board, film: Iterable[bytes], folder: Path, patience: float = PATIENCE) -> None:
    """Make the sheets in ``folder`` from ``film``: an init segment, then segments. Raises EncodeFailed."""
    log = folder / "log.txt"
    with (
        log.open("wb") as errors,
        subprocess.Popen(  # noqa: S603 - a fixed binary, and no shell
            [binary(), *arguments(board, folder)], stdin=subprocess.PIPE, stderr=errors
        ) as process,
    ):
        late = Timer(patience, process.kill)
        late.start()
        try:
            _feed(process, film)
            code = process.wait()
        finally:
            late.cancel()
            process.kill()
    missing = [name for name in board.sheets if not (folder / name).exists()]
    if code or missing:
        raise EncodeFailed(
            f"FFmpeg ended with {code}, without {missing}:\n{log.read_text('utf-8', 'replace')}"
        )


def _feed(process: subprocess.Popen[bytes], film: Iterable[bytes]) -> None:
    assert process.stdin
    # It closes its end when it has seen enough, and when it fails: its exit code tells which.
    with suppress(BrokenPipeError):
        for piece in film:
            process.stdin.write(piece)
    with suppress(BrokenPipeError):
        process.stdin.close()


def arguments(board: Board, folder: Path) -> list[str]:
    """FFmpeg's command line: keyframes alone, the nearest one for each still, the last one up to the end."""
    filters = [
        "setpts=PTS-STARTPTS",
        f"fps=1/{board.every}:round=near:eof_action=pass",
        f"tpad=stop=-1:stop_mode=clone,trim=end_frame={board.count}",
        f"scale={board.width}:{board.height}:flags=area:out_range=pc,setsar=1,format=yuvj420p",
        f"tile={vtt.COLUMNS}x{vtt.COLUMNS}",
    ]
    return [
        *("-hide_banner", "-nostdin", "-loglevel", "error", "-y"),
        # Segments that are left out are gaps in time, which are to stay.
        *("-copyts", "-skip_frame", "nokey", "-f", "mp4", "-i", "pipe:0"),
        *("-map", "0:v:0", "-map_metadata", "-1", "-vf", ",".join(filters), "-fps_mode", "passthrough"),
        *("-q:v", "5", "-f", "image2", str(folder / "storyboard-%03d.jpg")),
    ]
