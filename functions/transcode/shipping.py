"""Carries finished segments to the media bucket while FFmpeg still encodes, and notes what is in each."""

from __future__ import annotations

import hashlib
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import takewhile
from pathlib import Path

from functions.transcode import shelf
from functions.transcode.mp4.fmp4 import Track, aligned, read_segment, read_track
from functions.transcode.outcomes import EncodeFailed
from functions.transcode.playlists import INIT
from functions.transcode.records import Part, Segment

UPLOADS_AT_ONCE = 4
# Above this FFmpeg's thread waits for the uploads: the temporary disk is small.
BACKLOG = 24


class Shipment:
    """The files of one rendition, from ``folder`` to the keys below ``prefix``: each is named by its time."""

    def __init__(self, folder: Path, prefix: str) -> None:
        self._folder = folder
        self._prefix = prefix
        self._track = Track(0, "")
        self._init = ""
        self._pool = ThreadPoolExecutor(UPLOADS_AT_ONCE)
        self._sent: dict[str, Future[Segment]] = {}
        folder.mkdir()

    def __enter__(self) -> Shipment:
        return self

    def __exit__(self, *_: object) -> None:
        self._pool.shutdown(cancel_futures=True)

    def send_finished(self) -> None:
        """Start uploading what FFmpeg has finished since the last call; waits while too much is under way."""
        for path in sorted(self._folder.glob("*.m4s")):
            if path.name in self._sent:
                continue
            if not read_segment(path.read_bytes()).frames:
                path.unlink()  # of a stretch that cannot be decoded FFmpeg makes an empty one
                continue
            if not self._init:
                self._send_init()
            self._sent[path.name] = self._pool.submit(self._send, path)
        waiting = [each for each in self._sent.values() if not each.done()]
        for each in waiting[: max(0, len(waiting) - BACKLOG)]:
            each.result()

    def settled(self) -> list[Segment]:
        """The segments that are there already, without a gap from the first one on."""
        in_order = (self._sent[name] for name in sorted(self._sent))
        return [each.result() for each in takewhile(Future.done, in_order)]

    def finish(self) -> list[Segment]:
        """Upload the rest; all segments, in order of time. Raises EncodeFailed where one is not sound."""
        self.send_finished()
        return [self._sent[name].result() for name in sorted(self._sent)]

    def part(self, name: str, segments: list[Segment], decoded: int) -> Part:
        """``segments`` as a part of the rendition ``name``."""
        return Part(
            name=name,
            codecs=self._track.codecs,
            timescale=self._track.timescale,
            init=self._init,
            segments=segments,
            decoded=decoded,
        )

    def _send_init(self) -> None:
        """FFmpeg writes it before the first segment; all chunks of a rendition write the same bytes."""
        data = (self._folder / INIT).read_bytes()
        shelf.put(f"{self._prefix}/{INIT}", data)
        self._track = read_track(data)
        self._init = hashlib.sha256(data).hexdigest()

    def _send(self, path: Path) -> Segment:
        data = aligned(path.read_bytes())
        found = read_segment(data)
        if not found.starts_with_sync:
            raise EncodeFailed(f"{self._prefix}: the segment at {found.time} cannot be played by itself")
        shelf.put(f"{self._prefix}/{found.time}.m4s", data)
        path.unlink()
        return Segment(time=found.time, duration=found.end - found.time, size=len(data), frames=found.frames)
