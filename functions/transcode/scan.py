"""An index by reading every packet, for containers that do not tell where their frames are."""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING, Any

from functions.transcode.ffmpeg import demuxing
from functions.transcode.index import Index

if TYPE_CHECKING:
    from av.container import InputContainer

MICROSECONDS = 1_000_000
# A packet this many seconds after the one before it is no pause any more: its clock has jumped.
LONGEST_PAUSE = 3600


def scan(url: str, video_index: int, ca_file: str | None = None) -> Index | None:
    """The index of the picture track ``video_index`` at ``url`` (or path).

    None where packets have no time, two have the same, or no keyframe comes first: it cannot be cut.
    Raises OSError where the address cannot be read at the moment.
    """
    import av

    options = demuxing(url, ca_file)
    with av.open(url, options=options, timeout=(20, 60), metadata_errors="ignore") as container:
        stream = container.streams[video_index]
        base = stream.time_base
        found = _read(container, video_index)
        if not base or not found.times or not found.told:
            return None
        first = found.times[0] * base
        start = Fraction(container.start_time, MICROSECONDS) if container.start_time is not None else first
    return _index(base, found, start)


class _Found:
    """Packets in decoding order. ``told``: each of them has a time."""

    def __init__(self) -> None:
        self.times = array("q")
        self.sizes = array("q")
        self.keys: list[int] = []
        self.last_duration = 0
        self.told = True


def _read(container: InputContainer, video_index: int) -> _Found:
    found = _Found()
    latest = None
    for packet in _packets(container, video_index):
        if not packet.size or packet.is_discard:
            continue
        if packet.pts is None:
            found.told = False
            break
        if packet.is_keyframe:
            found.keys.append(len(found.times))
        if latest is None or packet.pts > latest:
            latest, found.last_duration = packet.pts, packet.duration or 0
        found.times.append(packet.pts)
        found.sizes.append(packet.size)
    return found


def _packets(container: InputContainer, video_index: int) -> Iterator[Any]:
    import av

    try:
        yield from container.demux(video_index)
    except (av.error.InvalidDataError, av.error.EOFError):
        return  # the rest cannot be read: check.py judges whether enough was


def _index(base: Fraction, found: _Found, start: Fraction) -> Index | None:
    shown = sorted(found.times)
    steps = [after - before for before, after in pairwise(shown)]
    if found.keys[:1] != [0] or any(not 0 < step * base < LONGEST_PAUSE for step in steps):
        return None
    return Index(
        time_base=base,
        times=found.times.tolist(),
        keys=found.keys,
        sizes=found.sizes.tolist(),
        start=start,
        end=shown[-1] + (found.last_duration or round(median(steps)) if steps else found.last_duration or 1),
    )
