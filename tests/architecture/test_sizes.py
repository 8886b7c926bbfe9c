"""Files and functions stay small enough to read in one sitting."""

import ast
from pathlib import Path

from tests.architecture.tree import ROOT, parsed, tracked

FILE_LINES = 300
FUNCTION_LINES = 50
GENERATED = {Path("frontend/src/lib/schema.d.ts")}


def test_no_source_file_is_longer_than_300_lines() -> None:
    sources = [path for path in tracked("*.py", "*.ts", "*.tsx", "*.mjs", "*.css") if path not in GENERATED]

    long = {str(path): lines for path in sources if (lines := count(path)) > FILE_LINES}

    assert sources
    assert not long


def test_no_python_function_is_longer_than_50_lines() -> None:
    long = {
        f"{path}:{node.name}": length
        for path in tracked("*.py")
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (length := (node.end_lineno or node.lineno) - node.lineno + 1) > FUNCTION_LINES
    }

    assert not long


def count(path: Path) -> int:
    return len((ROOT / path).read_text().splitlines())
