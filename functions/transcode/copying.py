"""Copies a stretch of a plain movie into CMAF segments, sample by sample, without encoding anything."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import pairwise
from operator import add, sub

from footlight import clients
from footlight.settings import settings
from functions.transcode import remux, shelf
from functions.transcode.ffmpeg import TIMELINE_STARTS_AT
from functions.transcode.mp4 import entries
from functions.transcode.mp4.cmaf import Sample, init_segment, media_segment
from functions.transcode.mp4.moov import Read, load
from functions.transcode.mp4.movie import Movie, Track
from functions.transcode.mp4.nal import starts_with_idr
from functions.transcode.outcomes import EncodeFailed
from functions.transcode.plan import FIRST, Plan, Span
from functions.transcode.ranges import Ranges
from functions.transcode.records import Part, Segment

# (name below the video's prefix, content)
Put = Callable[[str, bytes], None]
Piece = tuple[int, int]

AUDIO = "audio"
WRITERS = 8
# As many ticks of 1024 samples are about four seconds.
SOUND_SAMPLES = 188


def copy_span(plan: Plan, number: int) -> list[Part]:
    """Copy a span of the plan's source into the media bucket; the parts that it makes of its tracks.

    Doing it again writes the same bytes under the same keys. Raises EncodeFailed where the source is no more
    what the plan was made of.
    """
    source, span = plan["source"], plan["spans"][number]
    bucket, key = settings()[source["bucket"]], source["key"]
    s3 = clients.s3()

    def read(start: int, length: int) -> bytes:
        asked = f"bytes={start}-{start + length - 1}"
        return s3.get_object(Bucket=bucket, Key=key, Range=asked)["Body"].read()

    def put(name: str, body: bytes) -> None:
        shelf.put(f"{plan['prefix']}/{name}", body)

    movie = load(read, s3.head_object(Bucket=bucket, Key=key)["ContentLength"])
    picture = movie.track(source["video_index"]) if movie else None
    index = source["audio_index"]
    sound = movie.track(index) if movie and span["sound"] and index is not None else None
    if movie is None or picture is None:
        raise EncodeFailed("the source is not what its plan says")
    return copy(Copying(movie, picture, sound), span, read, put)


@dataclass(frozen=True)
class Copying:
    """What is copied of a movie: its picture, and its sound where that may stay."""

    movie: Movie
    picture: Track
    sound: Track | None

    def shift(self, track: Track) -> int:
        """Ticks from FFmpeg's time of a sample to its time on the timeline."""
        return round((TIMELINE_STARTS_AT - self.movie.start) * track.timescale)


def copy(what: Copying, span: Span, read: Read, put: Put) -> list[Part]:
    """Write the segments of ``span`` as ``first/<time>.m4s`` and ``audio/<time>.m4s``, and their init.mp4.

    ``read`` and ``put`` are called from several threads. Holds the whole span in memory (remux.SPAN_BYTES).
    """
    picture, sound = what.picture, what.sound
    extents = _extents(picture, span["picture"])
    if sound and span["sound"]:
        extents += _extents(sound, span["sound"])
    data = Ranges(read, extents)
    pieces = _from_idr(picture, remux.segments(picture, *span["picture"]), data)
    parts = [_copy_picture(_Writing(FIRST, picture, what.shift(picture), data, put), pieces)]
    if sound and span["sound"] and span["sound"][0] < span["sound"][1]:
        heard = remux.sound_ranges(picture, sound, pieces, span["sound"])
        evened = [piece for each in heard for piece in _evened(each)]
        parts.append(_copy_sound(_Writing(AUDIO, sound, what.shift(sound), data, put), evened))
    return parts


@dataclass(frozen=True)
class _Writing:
    """One track on its way into segments below ``name``."""

    name: str
    track: Track
    shift: int
    data: Ranges
    put: Put

    def part(self, codecs: str, init: bytes, pieces: list[Piece]) -> Part:
        if pieces[0][0] == 0:
            self.put(f"{self.name}/init.mp4", init)  # the first span's does for all
        with ThreadPoolExecutor(WRITERS) as writers:
            segments = list(writers.map(self._write, pieces))
        return {
            "name": self.name,
            "codecs": codecs,
            "timescale": self.track.timescale,
            "init": hashlib.sha256(init).hexdigest(),
            "segments": segments,
            "decoded": sum(segment["frames"] for segment in segments),
        }

    def _write(self, piece: Piece) -> Segment:
        (first, end), track = piece, self.track
        time = track.pts[first] + self.shift
        if time < 0:
            raise EncodeFailed("a sample lies before the timeline's beginning")
        content = (self.data.at(track.offsets[place], track.sizes[place]) for place in range(first, end))
        # The number follows from the place alone, so that a second attempt writes the same bytes.
        body = media_segment(first + 1, time, _samples(track, first, end), content)
        self.put(f"{self.name}/{time}.m4s", body)
        until = track.pts[end] if end < track.count else max(track.pts[first:end]) + track.last_duration
        return {"time": time, "duration": until - track.pts[first], "size": len(body), "frames": end - first}


def _copy_picture(writing: _Writing, pieces: list[Piece]) -> Part:
    track, entry = writing.track, entries.picture(writing.track.entry)
    init = init_segment(track.handler, track.timescale, entry.entry(), entry.width, entry.height)
    part = writing.part(entry.codecs, init, pieces)
    return {**part, "width": entry.width, "height": entry.height}


def _copy_sound(writing: _Writing, pieces: list[Piece]) -> Part:
    track, entry = writing.track, entries.sound(writing.track.entry)
    init = init_segment(track.handler, track.timescale, entry.entry())
    return {**writing.part(entry.codecs, init, pieces), "channels": entry.channels}


def _samples(track: Track, first: int, end: int) -> list[Sample]:
    """The samples from ``first`` up to ``end``: the first one is decoded when it is shown, by our clock."""
    early = track.pts[first] - track.dts[first]
    times = [time + early for time in track.dts[first:end]]
    delays = map(sub, track.pts[first:end], times)
    # The next segment's first sample is decoded when it is shown, too.
    times.append(track.pts[end] if end < track.count else times[-1] + track.last_duration)
    keys = set(track.keys_in(first, end))
    return [
        Sample(later - earlier, size, delay, place in keys)
        for (earlier, later), size, delay, place in zip(
            pairwise(times), track.sizes[first:end], delays, range(first, end), strict=True
        )
    ]


def _extents(track: Track, piece: Piece) -> list[tuple[int, int]]:
    """Where the samples lie in the file."""
    first, end = piece
    offsets = track.offsets[first:end]
    return list(zip(offsets, map(add, offsets, track.sizes[first:end]), strict=True))


def _from_idr(picture: Track, pieces: list[Piece], data: Ranges) -> list[Piece]:
    """The pieces, of which those that do not begin with an IDR picture go with the one before."""
    size = entries.picture(picture.entry).length_size
    first, *later = pieces
    starts = [first[0]]
    for start, _ in later:
        if starts_with_idr(data.at(picture.offsets[start], picture.sizes[start]), size):
            starts.append(start)
    return list(pairwise([*starts, pieces[-1][1]]))


def _evened(piece: Piece) -> list[Piece]:
    """A long stretch of sound in pieces of about four seconds, the last one of what is left."""
    first, end = piece
    cuts = range(first, max(first + 1, end - SOUND_SAMPLES // 2), SOUND_SAMPLES)
    return [cut for cut in pairwise([*cuts, end]) if cut[0] < cut[1]]
