"""Starts MiniStack with one thing mended: of a large object it reads the bytes asked for, not all of them.

As it is, each ranged GET reads the whole object from disk: a second and a gigabyte of memory for FFmpeg's
every look into a film. S3 does no such thing, and what is measured here would be the emulator's own time.
Runs in the emulator's environment (local/emulator.py).
"""

import contextvars
import mmap
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

# Below it, reading is as quick as mapping.
LARGE = 4 * 1024 * 1024
RANGED = contextvars.ContextVar("ranged", default=False)


def mend(s3: Any) -> None:
    """Let ``ministack.services.s3`` answer ranges out of a memory-mapped file."""
    get_object, read_body = s3._get_object, s3._read_body  # noqa: SLF001 - it has no other door

    def get(bucket: str, key: str, headers: dict[str, str], query: Any = None) -> Any:
        token = RANGED.set("range" in {name.lower() for name in headers})
        try:
            return get_object(bucket, key, headers, query)
        finally:
            RANGED.reset(token)

    def read(bucket: str, key: str, obj: dict[str, Any]) -> Any:
        large = RANGED.get() and obj.get("body") is None and obj["size"] >= LARGE
        path = s3._object_disk_path(bucket, key) if large else None  # noqa: SLF001
        if path is None or not Path(path).exists():
            return read_body(bucket, key, obj)
        with Path(path).open("rb") as file:
            # A slice of it is bytes; nothing else is read.
            return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)

    s3._get_object, s3._read_body = get, read  # noqa: SLF001


if __name__ == "__main__":
    mend(import_module("ministack.services.s3"))
    sys.exit(import_module("ministack.app").main())
