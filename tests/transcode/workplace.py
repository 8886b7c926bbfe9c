"""A plan that lies on a run's workbench, without a probe: what the handlers of single items start from."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from footlight import media, videos
from functions.transcode import original, work
from functions.transcode.plan import Chunk, Item, Plan
from functions.transcode.records import Record
from tests.fake_cloud import FakeCloud
from tests.transcode.chunked import RUNGS, TONE, X264, cut, ffmpeg_run, index_of, numbered, source_of

OWNER, VIDEO = "owner-1", "video-1"
IDS: dict[str, Any] = {"video_id": VIDEO, "owner_id": OWNER}
PREFIX = media.prefix("private", OWNER, VIDEO)
PLACE = work.prefix(OWNER, VIDEO)
FIRST_ITEM = Item(id="first-00000", kind="first", number=0)


def rungs_item(number: int) -> Item:
    """Both rungs of a chunk."""
    return Item(id=f"rungs-{number:05d}-0", kind="rungs", number=number, group=0)


class Context:
    """What Lambda hands to a handler that has ``seconds`` left."""

    def __init__(self, seconds: float = 60) -> None:
        self._seconds = seconds

    def get_remaining_time_in_millis(self) -> int:
        return round(self._seconds * 1000)


class Workplace:
    """A video of ten seconds in two chunks, with sound, being processed. FFmpeg reads it from disk."""

    def __init__(self, cloud: FakeCloud, settings: pytest.MonkeyPatch, path: Path) -> None:
        self.cloud = cloud
        settings.setattr(original, "address_of", lambda _: str(path))
        settings.setattr(original, "address", lambda *_: str(path))
        row = videos.promise(VIDEO, OWNER, title="Numbers", visibility="public")
        row.state = "processing"
        row.save()
        index = index_of(path)
        source = source_of(index, audio_index=1, seconds=10.0, frames=300)
        self.plan = self.lay_down(source, cut(index, 6))

    def lay_down(self, source: Any, chunks: list[Chunk]) -> Plan:
        """A plan for ``source`` on the workbench."""
        self.plan = Plan(
            video_id=VIDEO,
            owner_id=OWNER,
            prefix=PREFIX,
            work=PLACE,
            route="ffmpeg",
            source=source,
            rungs=RUNGS,
            groups=[[rung["name"] for rung in RUNGS]],
            chunks=chunks,
            first="encode",
            spans=[],
            sound="encode",
            estimate=0.01,
        )
        work.write(f"{PLACE}/{work.PLAN}", self.plan)
        return self.plan

    def record(self, item: str) -> Record:
        """What is noted of an item."""
        found: Record = work.read(work.record_key(PLACE, item))
        return found

    def served(self) -> list[str]:
        """The files that viewers will be served, below the video's prefix."""
        return [key.removeprefix(f"{PREFIX}/") for key in self.cloud.keys("media_bucket", PREFIX)]


def ten_seconds(folder: Path) -> Path:
    """The source of a Workplace."""
    path = folder / "numbers.mp4"
    picture, tone = numbered("30", 10), [each.format(10) for each in TONE]
    ffmpeg_run(*picture[:4], *tone, *picture[4:], *X264, "-g", "60", "-bf", "2", "-c:a", "aac", path)
    return path
