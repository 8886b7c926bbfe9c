"""A CMAF segment in the media bucket, read by ranges: headers are kilobytes, media are megabytes."""

from __future__ import annotations

import struct
from dataclasses import dataclass

from footlight import clients
from footlight.settings import settings
from functions.transcode.outcomes import EncodeFailed

# Holds the header of four seconds at 60 frames a second, and the beginning of the media data behind it.
WINDOW = 16 * 1024
BEGINNING = 512


@dataclass(frozen=True)
class Outline:
    """A segment without its media: its moof boxes, the beginning of its media data, its size in bytes."""

    moofs: bytes
    media: bytes
    size: int


def outline(key: str, connections: int) -> Outline:
    """What is to be known of a segment, by one request for each of its fragments. Raises EncodeFailed."""
    reader = _Reader(key, connections)
    moofs, media, at = b"", b"", 0
    while at < reader.size:
        head = reader.read(at, 16)
        if len(head) < 8:
            break
        length, kind = struct.unpack_from(">I4s", head)
        header = 8
        if length == 1:
            length, header = int.from_bytes(head[8:16], "big"), 16
        length = length or reader.size - at
        if length < header or at + length > reader.size:
            raise EncodeFailed(f"{key} is no whole segment")
        if kind == b"moof":
            moofs += reader.read(at, length)
        elif kind == b"mdat" and not media:
            media = reader.read(at + header, min(BEGINNING, length - header))
        at += length
    return Outline(moofs, media, reader.size)


class _Reader:
    """One object through a window that moves where it is asked to look."""

    def __init__(self, key: str, connections: int) -> None:
        self._key = key
        self._s3 = clients.s3(connections)
        self._at, self._bytes = 0, b""
        self.size = 0
        self._move(0, WINDOW)

    def read(self, at: int, length: int) -> bytes:
        """``length`` bytes from ``at`` on, fewer at the object's end."""
        wanted = min(at + length, self.size)
        if at < self._at or wanted > self._at + len(self._bytes):
            self._move(at, max(length, WINDOW))
        return self._bytes[at - self._at : wanted - self._at]

    def _move(self, at: int, length: int) -> None:
        answer = self._s3.get_object(
            Bucket=settings()["media_bucket"], Key=self._key, Range=f"bytes={at}-{at + length - 1}"
        )
        self._at, self._bytes = at, answer["Body"].read()
        self.size = int(answer["ContentRange"].rpartition("/")[2])
