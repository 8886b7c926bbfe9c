"""Finds and reads a plain MP4's or MOV's header by a few byte ranges, without reading its media data."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from functions.transcode.mp4.boxes import LARGE_HEADER, Broken, child, children, header, must, unpack
from functions.transcode.mp4.movie import Edit, Movie, Track
from functions.transcode.mp4.tables import PICTURE, SOUND, read_tables

# (first byte, how many) to bytes; fewer only at the end of the file.
Read = Callable[[int, int], bytes]

AT_ONCE = 1024 * 1024
LARGEST_HEADER = 128 * 1024 * 1024
MOST_READS = 24
MOST_TRACKS = 64
MOST_EDITS = 1000
# In ticks; three days of nanoseconds.
LONGEST_EDIT = 1 << 48
ONE = 0x10000
# The display matrix' a, b, c and d, to degrees clockwise.
ROTATIONS = {(ONE, 0, 0, ONE): 0, (0, ONE, -ONE, 0): 90, (-ONE, 0, 0, -ONE): 180, (0, -ONE, ONE, 0): 270}


def load(read: Read, size: int) -> Movie | None:
    """The movie in a file of ``size`` bytes; None where it is no plain one (fragmented, broken, many edits).

    What ``read`` raises comes through.
    """
    try:
        moov = _find(read, size)
        return None if moov is None else _movie(memoryview(moov))
    except Broken:
        return None


def _find(read: Read, size: int) -> bytes | None:
    """The content of the moov box, None where none is found before the first fragment or the end."""
    at, base, data = 0, 0, b""
    for _ in range(MOST_READS):
        while at + LARGE_HEADER.size <= base + len(data):
            kind, body, stop = header(memoryview(data), at - base, size - base)
            if kind == b"moov":
                return _whole(read, base + body, base + stop, size, data[body:stop])
            if kind == b"moof":
                return None
            at = base + stop
        if at + LARGE_HEADER.size > size:
            return None
        base, data = at, read(at, min(AT_ONCE, size - at))
    return None


def _whole(read: Read, begin: int, end: int, size: int, have: bytes) -> bytes:
    """The bytes from ``begin`` to ``end``, of which the first are at hand."""
    if end > size or end - begin > LARGEST_HEADER:
        raise Broken("the header is cut off, or larger than any")
    missing = end - begin - len(have)
    whole = have + read(begin + len(have), missing) if missing else have
    if len(whole) != end - begin:
        raise Broken("the header could not be read")
    return whole


def _movie(moov: memoryview) -> Movie:
    if child(moov, b"mvex") is not None:
        raise Broken("its samples are told by fragments")
    timescale = _timescale(must(child(moov, b"mvhd")))
    traks = [content for kind, content in children(moov) if kind == b"trak"]
    if not 0 < len(traks) <= MOST_TRACKS:
        raise Broken("it has no tracks, or too many")
    tracks, delays = [], []
    for index, trak in enumerate(traks):
        handler = must(child(trak, b"mdia", b"hdlr"), 12)[8:12].tobytes()
        if handler in (PICTURE, SOUND):
            tracks.append(_track(trak, index, timescale))
        elif edits := child(trak, b"edts", b"elst"):
            delays.append(Fraction(_delay(_edits(edits)), timescale))
    return Movie(tuple(tracks), tuple(delays))


def _track(trak: memoryview, index: int, movie_timescale: int) -> Track:
    timescale = _timescale(must(child(trak, b"mdia", b"mdhd")))
    handler = must(child(trak, b"mdia", b"hdlr"), 12)[8:12].tobytes()
    tables = must(child(trak, b"mdia", b"minf", b"stbl"))
    tkhd = must(child(trak, b"tkhd"))
    matrix = unpack("9i", tkhd, 52 if tkhd[0] == 1 else 40)
    edits = child(trak, b"edts", b"elst")
    return Track(
        index=index,
        handler=handler,
        timescale=timescale,
        entry=_entry(must(child(tables, b"stsd"))),
        tables=read_tables(tables, handler),
        edit=_edit(_edits(edits), timescale, movie_timescale) if edits else None,
        rotation=ROTATIONS.get((matrix[0], matrix[1], matrix[3], matrix[4])),
    )


def _timescale(head: memoryview) -> int:
    """Ticks a second, from an mvhd or mdhd."""
    (timescale,) = unpack("I", head, 20 if head[0] == 1 else 12)
    if not timescale:
        raise Broken("time has no scale")
    return timescale


def _entry(stsd: memoryview) -> bytes:
    """The only sample entry, its header included."""
    (count,) = unpack("I", stsd, 4)
    entry = stsd[8:]
    if count != 1 or len(entry) < 16:
        raise Broken("it changes its codec on the way, or has none")
    _, _, end = header(entry, 0, len(entry))
    return entry[:end].tobytes()


def _edits(elst: memoryview) -> list[tuple[int, int, int]]:
    """(length in the movie's ticks, beginning in the media's or -1, rate in 1/65536) of each edit."""
    (count,) = unpack("I", elst, 4)
    layout, width = ("Qqi", 20) if elst[0] == 1 else ("Iii", 12)
    if count > MOST_EDITS or 8 + count * width > len(elst):
        raise Broken("its edit list is cut off, or long")
    return [unpack(layout, elst, 8 + number * width) for number in range(count)]  # type: ignore[misc]


def _delay(edits: list[tuple[int, int, int]]) -> int:
    """How long nothing is shown at first."""
    return edits[0][0] if edits and edits[0][1] == -1 else 0


def _edit(edits: list[tuple[int, int, int]], timescale: int, movie_timescale: int) -> Edit | None:
    """The one edit, after a leading empty one. Raises Broken where there are more."""
    if not edits:
        return None
    media = edits[1:] if edits[0][1] == -1 else edits
    if len(media) != 1 or media[0][1] < 0 or media[0][2] != ONE or not media[0][0]:
        raise Broken("it is edited in ways that are not plain")
    delay, length = (
        (ticks * timescale + movie_timescale // 2) // movie_timescale
        for ticks in (_delay(edits), media[0][0])
    )
    if max(delay, media[0][1], length) > LONGEST_EDIT:
        raise Broken("an edit is longer than anything")
    return Edit(delay, media[0][1], length)
