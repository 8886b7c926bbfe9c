"""How long a picture is, by its packets, and how many bytes its container says it should have."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from av.container import InputContainer

# Larger sources are rewrapped and scanned anyway: until then their header is believed.
READ_AT_ONCE = 256_000_000
# Whose header counts what is no picture (subtitles, a late start), or says nothing. FLV's is kept at its end.
BELIEVED = ("mov", "flv")
# A clock that goes on from elsewhere has jumped: FFmpeg's own threshold for transport streams, in seconds.
JUMP = 10.0
EBML, SEGMENT = b"\x1aE\xdf\xa3", b"\x18S\x80g"


def scanned(reopen: Callable[[], InputContainer], name: str, size: int, video_index: int) -> float | None:
    """Seconds of the picture, its last frame as long as they are on average; None: the header has to do.

    ``reopen`` opens the source anew; ``name`` is its container's, as FFmpeg calls it, ``size`` in bytes.
    """
    if size > READ_AT_ONCE or name.startswith(BELIEVED):
        return None
    jumps = "mpegts" in name
    total, latest, end, count = 0.0, None, 0.0, 0
    with reopen() as container:
        for time in _times(container, video_index):
            if latest is not None and not (jumps and abs(time - latest) > JUMP):
                total += time - latest
                end = max(end, total)
            latest, count = time, count + 1
    return None if latest is None else end * count / max(1, count - 1)


def _times(container: InputContainer, video_index: int) -> Any:
    import av

    try:
        for packet in container.demux(container.streams[video_index]):
            if packet.pts is not None and packet.time_base:
                yield float(packet.pts * packet.time_base)
    except (av.error.InvalidDataError, av.error.EOFError):
        return  # what cannot be read does not count


def declared_size(head: bytes) -> int:
    """How many bytes the file has by its own account (Matroska's segment, AVI's first RIFF), or 0."""
    if head[:4] == b"RIFF" and head[8:12] == b"AVI ":
        size = int.from_bytes(head[4:8], "little")
        return 8 + size if 0 < size < 0xFFFF_FFFF else 0
    at = head.find(SEGMENT)
    if head[:4] != EBML or at < 0 or at + 12 > len(head):
        return 0
    # EBML (RFC 8794, 4): the first byte's leading zeros tell how many follow; all ones: unknown.
    first = head[at + 4]
    length = 9 - first.bit_length()
    value = int.from_bytes(head[at + 4 : at + 4 + length], "big") & ((1 << (7 * length)) - 1)
    return 0 if value == (1 << (7 * length)) - 1 else at + 4 + length + value
