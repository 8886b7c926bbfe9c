"""ISO base media boxes: read out of bytes and put together again (ISO/IEC 14496-12, 4.2)."""

import struct
from collections.abc import Iterator

HEADER = struct.Struct(">I4s")
LARGE_HEADER = struct.Struct(">I4sQ")
MOST_CHILDREN = 10_000


class Broken(ValueError):
    """A box, or what it says, cannot be so."""


def header(data: memoryview, at: int, end: int) -> tuple[bytes, int, int]:
    """(kind, where its content begins, where the box ends) of the box at ``at``.

    It may reach past ``end``; one of size 0 reaches up to it. Raises Broken where there is no header.
    """
    if at + HEADER.size > len(data):
        raise Broken("a box header is cut off")
    size, kind = HEADER.unpack_from(data, at)
    body = at + HEADER.size
    if size == 1:
        if at + LARGE_HEADER.size > len(data):
            raise Broken("a box header is cut off")
        size = LARGE_HEADER.unpack_from(data, at)[2]
        body = at + LARGE_HEADER.size
    stop = at + size if size else end
    if stop < body:
        raise Broken("a box is smaller than its header")
    return kind, body, stop


def children(data: memoryview) -> Iterator[tuple[bytes, memoryview]]:
    """(kind, content) of each box in ``data``. Raises Broken where one reaches past its parent's end."""
    at = 0
    for _ in range(MOST_CHILDREN):
        if at + HEADER.size > len(data):
            return  # QuickTime ends some lists with four zero bytes
        kind, body, stop = header(data, at, len(data))
        if stop > len(data):
            raise Broken("a box reaches past its parent")
        yield kind, data[body:stop]
        at = stop
    raise Broken("more boxes than anybody writes")


def child(data: memoryview, *path: bytes) -> memoryview | None:
    """The content of the first box along ``path``, or None."""
    for step in path:
        found = next((content for kind, content in children(data) if kind == step), None)
        if found is None:
            return None
        data = found
    return data


def box(kind: bytes, *content: bytes) -> bytes:
    """A box around ``content``."""
    return HEADER.pack(HEADER.size + sum(map(len, content)), kind) + b"".join(content)


def full_box(kind: bytes, version: int, flags: int, *content: bytes) -> bytes:
    """A box that begins with its version and 24 flags."""
    return box(kind, struct.pack(">I", version << 24 | flags), *content)


def unpack(layout: str, data: memoryview, at: int = 0) -> tuple[int, ...]:
    """Big-endian numbers at ``at``. Raises Broken where ``data`` is too short."""
    try:
        return struct.unpack_from(f">{layout}", data, at)
    except struct.error as error:
        raise Broken("a box is too short") from error


def must(content: memoryview | None, length: int = 8) -> memoryview:
    """A box that has to be there. Raises Broken where it is not, or holds less than ``length`` bytes."""
    if content is None or len(content) < length:
        raise Broken("a box is missing")
    return content
