"""Decides whether a source may be copied instead of encoded, and into which stretches it is cut for that."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise

from functions.transcode.mp4 import entries
from functions.transcode.mp4.boxes import Broken
from functions.transcode.mp4.moov import Read
from functions.transcode.mp4.movie import Movie, Track
from functions.transcode.mp4.nal import starts_with_idr
from functions.transcode.plan import Span

# What every browser and phone decodes in hardware, in 8 bits 4:2:0: baseline, main, high.
PROFILES = {66, 77, 100}
HIGHEST_LEVEL = 52
SEGMENT_SECONDS = 4
LONGEST_GOP = 10
LARGEST_SEGMENT = 30_000_000
HIGHEST_RATE = 60_000_000
AAC_FRAME = 1024
LARGEST_FRAME = 4096
SOUND_RATES = {44100, 48000}
# How far the sound's beginning may be from the picture's, and how much earlier than it the sound may end.
APART, SHORT = 0.1, 1.0
# The first span is soon there to be played; each further one is work for some seconds.
OPENING_SECONDS, OPENING_BYTES = 12, 12_000_000
SPAN_SECONDS, SPAN_BYTES = 600, 96_000_000
ENOUGH_FOR_A_SLICE = 16_384


def picture_obstacle(picture: Track, read: Read | None = None) -> str | None:
    """Why the picture cannot be copied as it is; None where it can.

    With ``read``, a later keyframe is looked at as well: one read of some kilobytes. Whether the picture is
    interlaced is not looked at.
    """
    try:
        return (
            _entry_obstacle(picture)
            or _keys_obstacle(picture)
            or _size_obstacle(picture)
            or (_later_key_obstacle(picture, read) if read else None)
        )
    except Broken as error:
        return str(error)


def sound_obstacle(movie: Movie, picture: Track, sound: Track) -> str | None:
    """Why the sound cannot stay as it is; None where it can."""
    try:
        entry = entries.sound(sound.entry)
        if entry.kind != entries.AAC_LC or not entry.ordinary or entry.channels not in (1, 2):
            return "it is no AAC-LC in mono or stereo"
        if entry.rate not in SOUND_RATES or sound.timescale != entry.rate:
            return "its rate is unusual"
        return _pace_obstacle(sound) or _sync_obstacle(picture, sound)
    except Broken as error:
        return str(error)


def segments(picture: Track, begin: int, end: int) -> list[tuple[int, int]]:
    """Half-open ranges of samples between keyframes, of at least four seconds, the last one of what is left.

    ``begin`` is a keyframe; ``end`` is one, or the number of samples. Cutting from any of the cuts on gives
    the same further cuts.
    """
    step, cuts = SEGMENT_SECONDS * picture.timescale, [begin]
    for key in picture.keys_in(begin, end):
        if picture.pts[key] - picture.pts[cuts[-1]] >= step:
            cuts.append(key)
    return list(pairwise([*cuts, end]))


def spans(picture: Track, sound: Track | None) -> list[Span]:
    """The whole in stretches that can be copied by themselves: a small one first, then large ones."""
    cuts, size, begin = [0], 0, 0
    for first, last in segments(picture, 0, picture.count):
        added = sum(picture.sizes[first:last])
        seconds = (picture.pts[first] - picture.pts[begin]) / picture.timescale
        most, longest = (SPAN_BYTES, SPAN_SECONDS) if len(cuts) > 1 else (OPENING_BYTES, OPENING_SECONDS)
        if first > begin and (size + added > most or seconds >= longest):
            cuts.append(first)
            begin, size = first, 0
        size += added
    pieces = list(pairwise([*cuts, picture.count]))
    heard: Sequence[tuple[int, int] | None] = [None] * len(pieces)
    if sound:
        heard = sound_ranges(picture, sound, pieces)
    return [{"picture": shown, "sound": range_} for shown, range_ in zip(pieces, heard, strict=True)]


def sound_ranges(
    picture: Track, sound: Track, pieces: list[tuple[int, int]], within: tuple[int, int] | None = None
) -> list[tuple[int, int]]:
    """For each range of the picture the range of sound samples that begin in its time.

    Together they are all of ``within`` (default: the whole sound), each once.
    """
    first, last = within or (0, sound.count)
    cuts = [first]
    for begin, _ in pieces[1:]:
        # The first sound sample at or after the picture's: rounded up.
        time = -(-picture.pts[begin] * sound.timescale // picture.timescale)
        cuts.append(bisect_left(sound.pts, time, cuts[-1], last))
    return list(pairwise([*cuts, last]))


def _entry_obstacle(picture: Track) -> str | None:
    entry = entries.picture(picture.entry)
    if entry.profile not in PROFILES or entry.level > HIGHEST_LEVEL:
        return "its profile or level is not played everywhere"
    if entry.width % 2 or entry.height % 2 or not entry.width or not entry.height:
        return "its size is odd"
    if entry.pixel[0] != entry.pixel[1] or picture.rotation != 0:
        return "it is turned, or its pixels are not square"
    return None


def _keys_obstacle(picture: Track) -> str | None:
    """Decoding begins at the first sample, and may at every keyframe, with nothing lost before it."""
    if not picture.keys or picture.keys[0] != 0 or picture.shown is not None:
        return "it does not begin with a keyframe that is shown"
    if min(picture.tables.paces[1][:-1], default=1) < 1:
        return "two of its frames have the same time"
    return _groups_obstacle(picture) or _delays_obstacle(picture)


def _groups_obstacle(picture: Track) -> str | None:
    pts, longest = picture.pts, LONGEST_GOP * picture.timescale
    for key, following in pairwise([*picture.keys, picture.count]):
        last = following == picture.count
        end = pts[-1] if last else pts[following]
        if min(pts[key:following]) < pts[key]:
            return "its groups of pictures are open"
        if not last and max(pts[key:following]) >= end:
            return "its groups of pictures overlap"
        if end - pts[key] > longest:
            return "its keyframes are too far apart"
    return None


def _delays_obstacle(picture: Track) -> str | None:
    """A segment's last sample takes what its keyframe is delayed more than the next one."""
    dts, keys = picture.dts, picture.keys
    delays = [picture.pts[key] - dts[key] for key in keys]
    shortest = min((dts[key] - dts[key - 1] for key in keys[1:]), default=1)
    return "its keyframes' delays differ too much" if max(delays) - min(delays) >= shortest else None


def _size_obstacle(picture: Track) -> str | None:
    sizes = picture.sizes
    seconds = Fraction(max(picture.pts) - min(picture.pts) + picture.last_duration, picture.timescale)
    if sum(sizes) * 8 > HIGHEST_RATE * max(float(seconds), 1.0):
        return "it has too many bits a second"
    if any(sum(sizes[a:b]) > LARGEST_SEGMENT for a, b in segments(picture, 0, picture.count)):
        return "a segment would be too large"
    return None


def _later_key_obstacle(picture: Track, read: Read) -> str | None:
    """The first keyframe is an IDR picture anyway; some encoders' later ones are not."""
    key = picture.keys[min(1, len(picture.keys) - 1)]
    begin = read(picture.offsets[key], min(picture.sizes[key], ENOUGH_FOR_A_SLICE))
    if not starts_with_idr(memoryview(begin), entries.picture(picture.entry).length_size):
        return "its keyframes are no IDR pictures"
    return None


def _pace_obstacle(sound: Track) -> str | None:
    counts, paces = sound.tables.paces
    usual = sum(count for count, pace in zip(counts, paces, strict=True) if pace == AAC_FRAME)
    odd_last = counts and counts[-1] == 1 and 0 < paces[-1] < AAC_FRAME
    if sound.tables.delays or usual + bool(odd_last) != sound.count or not sound.count:
        return "its frames do not follow each other"
    if max(sound.sizes) > LARGEST_FRAME:
        return "its frames are too large"
    return None


def _sync_obstacle(picture: Track, sound: Track) -> str | None:
    begin, end = (
        Fraction(min(picture.pts), picture.timescale),
        Fraction(max(picture.pts), picture.timescale),
    )
    if abs(Fraction(sound.pts[0], sound.timescale) - begin) > APART:
        return "it does not begin with the picture"
    if Fraction(sound.pts[-1], sound.timescale) < end - Fraction(SHORT):
        return "it ends long before the picture"
    if sound.shown is not None and not sound.shown[-1]:
        return "it is cut at its end"
    return None
