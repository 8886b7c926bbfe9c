"""Puts the exported site into its bucket: new files first, pages after them, what is gone last."""

import mimetypes
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from local.places import ROOT

OUT = ROOT / "frontend/out"
FOREVER = "public, max-age=31536000, immutable"
ALWAYS_ASK = "no-cache"
TYPES = {".txt": "text/plain; charset=utf-8", ".html": "text/html; charset=utf-8", ".js": "text/javascript"}


def publish(s3: Any, bucket: str, out: Path = OUT) -> tuple[int, int]:
    """Make ``bucket`` hold exactly the site in ``out``; (files written, files removed).

    Hashed assets go first, so that no page ever names one that is not there yet.
    """
    present = dict(_listing(s3, bucket))
    files = {str(file.relative_to(out)): file for file in out.rglob("*") if file.is_file()}
    stale = {
        key: file
        for key, file in files.items()
        if present.get(key) != file.stat().st_size or not _hashed(key)
    }
    with ThreadPoolExecutor(8) as pool:
        for group in (filter(_hashed, stale), (key for key in stale if not _hashed(key))):
            list(pool.map(lambda key: _put(s3, bucket, key, files[key]), group))
    gone = [key for key in present if key not in files]
    for start in range(0, len(gone), 1000):
        batch = [{"Key": key} for key in gone[start : start + 1000]]
        s3.delete_objects(Bucket=bucket, Delete={"Objects": batch})
    return len(stale), len(gone)


def _listing(s3: Any, bucket: str) -> Iterable[tuple[str, int]]:
    for page in s3.get_paginator("list_objects_v2").paginate(Bucket=bucket):
        for item in page.get("Contents", ()):
            yield item["Key"], item["Size"]


def _hashed(key: str) -> bool:
    return key.startswith("_next/static/")


def _put(s3: Any, bucket: str, key: str, file: Path) -> None:
    kind = TYPES.get(file.suffix) or mimetypes.guess_type(file.name)[0] or "application/octet-stream"
    cache = FOREVER if _hashed(key) else ALWAYS_ASK
    s3.put_object(Bucket=bucket, Key=key, Body=file.read_bytes(), ContentType=kind, CacheControl=cache)
