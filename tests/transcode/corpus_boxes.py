"""Surgery on MP4 files for what FFmpeg would not write: other edit lists, absurd tables."""

import struct
from collections.abc import Sequence
from pathlib import Path

Edits = Sequence[tuple[int, int | None]]


def with_edits(source: Path, to: Path, edits: Edits) -> None:
    """A copy of an MP4 whose moov comes last, each track edited as (lasting, beginning) in milliseconds.

    A beginning of None is nothing: an empty edit.
    """
    data = source.read_bytes()
    at = data.rindex(b"moov") - 4
    children = boxes(data[at + 8 :])
    ticks = _timescale(children, b"mvhd")
    movie = b"".join(
        _track(body, edits, ticks) if kind == b"trak" else box(kind, body) for kind, body in children
    )
    to.write_bytes(data[:at] + box(b"moov", movie))


def _timescale(children: Sequence[tuple[bytes, bytes]], header: bytes) -> int:
    body = next(inside for kind, inside in children if kind == header)
    return int.from_bytes(body[12:16], "big")


def _track(body: bytes, edits: Edits, ticks: int) -> bytes:
    children = [(kind, inside) for kind, inside in boxes(body) if kind != b"edts"]
    media = next(inside for kind, inside in children if kind == b"mdia")
    timescale = _timescale(boxes(media), b"mdhd")
    entries = b"".join(
        struct.pack(
            ">IiHH", lasting * ticks // 1000, -1 if begin is None else begin * timescale // 1000, 1, 0
        )
        for lasting, begin in edits
    )
    table = box(b"edts", box(b"elst", struct.pack(">II", 0, len(edits)) + entries))
    head, *rest = (box(kind, inside) for kind, inside in children)
    return box(b"trak", head + table + b"".join(rest))


def with_table(source: Path, to: Path, kind: bytes, entries: int) -> None:
    """A copy of an MP4 whose first table ``kind`` (stts, stsz ...) promises so many entries."""
    data = bytearray(source.read_bytes())
    at = data.index(kind) + (12 if kind == b"stsz" else 8)
    data[at : at + 4] = struct.pack(">I", entries)
    to.write_bytes(data)


def boxes(data: bytes) -> list[tuple[bytes, bytes]]:
    """(kind, contents) of the boxes that lie side by side in ``data``."""
    found = []
    at = 0
    while at + 8 <= len(data):
        size, kind = struct.unpack_from(">I4s", data, at)
        if size == 1:
            (size,) = struct.unpack_from(">Q", data, at + 8)
            found.append((kind, data[at + 16 : at + size]))
        else:
            size = size or len(data) - at
            found.append((kind, data[at + 8 : at + size]))
        at += max(size, 8)
    return found


def box(kind: bytes, body: bytes) -> bytes:
    """One box around ``body``."""
    return struct.pack(">I4s", len(body) + 8, kind) + body
