"""Carries finished segments to the media bucket while FFmpeg still encodes, and notes what is in each."""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

from functions.transcode import shelf
from functions.transcode.fmp4 import Segment, Track, read_segment, read_track
from functions.transcode.playlists import INIT, MEDIA, media_playlist

UPLOADS_AT_ONCE = 4
# Above this FFmpeg's thread waits for the uploads: the temporary disk is small.
BACKLOG = 24


class Shipment:
    """The files of one rendition, from ``folder`` to the keys below ``prefix``."""

    def __init__(self, folder: Path, prefix: str) -> None:
        self._folder = folder
        self._prefix = prefix
        self._track: Track | None = None
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
            if path.name not in self._sent:
                self._sent[path.name] = self._pool.submit(self._send, path, self.track)
        waiting = [each for each in self._sent.values() if not each.done()]
        for each in waiting[: max(0, len(waiting) - BACKLOG)]:
            each.result()

    def finish(self) -> list[Segment]:
        """Upload the rest, then the init segment and the playlist; the segments, in order of time."""
        self.send_finished()
        segments = [self._sent[name].result() for name in sorted(self._sent)]
        if segments:
            shelf.put(f"{self._prefix}/{INIT}", (self._folder / INIT).read_bytes())
            shelf.put(f"{self._prefix}/{MEDIA}", media_playlist(segments))
        return segments

    @property
    def track(self) -> Track:
        """What the init segment says; FFmpeg writes it before the first segment."""
        if self._track is None:
            self._track = read_track((self._folder / INIT).read_bytes())
        return self._track

    def _send(self, path: Path, track: Track) -> Segment:
        data = path.read_bytes()
        shelf.put(f"{self._prefix}/{path.name}", data)
        path.unlink()
        return read_segment(path.name, data, track.timescale)
