"""Remembers what a step was done for: only changed inputs do it again. Standard library only."""

import hashlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from local.places import ROOT, TOOLS

SKIPPED = {
    "node_modules",
    "__pycache__",
    ".next",
    "out",
    "cdk.out",
    ".build",
    "next-env.d.ts",
    "tsconfig.tsbuildinfo",
}


def of(inputs: Iterable[Path | str]) -> str:
    """A hash over files (names and contents), whole folders, and plain strings."""
    digest = hashlib.sha256()
    for item in inputs:
        if isinstance(item, str):
            digest.update(item.encode() + b"\0")
            continue
        for file in _files(item):
            digest.update(str(file.relative_to(ROOT)).encode() + b"\0")
            digest.update(file.read_bytes() + b"\0")
    return digest.hexdigest()


def _files(path: Path) -> list[Path]:
    if path.is_file():
        return [path]
    found = (file for file in path.rglob("*") if file.is_file())
    return sorted(file for file in found if not SKIPPED.intersection(file.relative_to(ROOT).parts))


@contextmanager
def changed(name: str, inputs: Iterable[Path | str], home: Path = TOOLS) -> Iterator[bool]:
    """Whether the inputs of step ``name`` differ from its last success; noted when the block succeeds."""
    stamp = home / "stamps" / name
    now = of(inputs)
    different = not stamp.exists() or stamp.read_text() != now
    if different:
        stamp.unlink(missing_ok=True)
    yield different
    stamp.parent.mkdir(parents=True, exist_ok=True)
    stamp.write_text(now)
