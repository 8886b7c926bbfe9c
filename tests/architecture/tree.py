"""The files of the project, as the architecture tests look at them."""

import ast
import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FEATURES = (
    *("auth", "videos", "uploads", "transcode", "playback", "live", "realtime"),
    *("chat", "rooms", "engagement", "discovery", "moderation", "ops"),
)


@cache
def tracked(*patterns: str) -> list[Path]:
    """Files that git tracks or would track, relative to the root."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", *patterns]
    said = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return sorted(path for path in map(Path, said.splitlines()) if (ROOT / path).exists())


@cache
def parsed(path: Path) -> ast.Module:
    """The syntax tree of one Python file."""
    return ast.parse((ROOT / path).read_text(), str(path))
