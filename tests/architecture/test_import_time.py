"""Nothing happens at import, and event handlers start without the slow packages (cold start)."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.tree import ROOT, parsed, tracked

SLOW = (
    "fastapi",
    "pydantic",
    "boto3",
    "botocore",
    "pynamodb",
    "av",
    "PIL",
    "cryptography",
    "aws_lambda_powertools",
)
RUNTIME = [path for path in tracked("functions/*.py", "layers/core/*.py") if path.name != "__init__.py"]
HANDLERS = [
    path
    for path in tracked("functions/*.py")
    if path.name != "api.py"
    and any(isinstance(node, ast.FunctionDef) and node.name == "handler" for node in parsed(path).body)
]


@pytest.mark.parametrize("path", HANDLERS, ids=str)
def test_an_event_handler_imports_no_slow_package(path: Path) -> None:
    module = ".".join(path.with_suffix("").parts)
    script = f"import sys, {module}; print(*sorted(set({SLOW!r}) & set(sys.modules)))"

    done = subprocess.run(
        [sys.executable, "-c", script],
        env={"PYTHONPATH": f"{ROOT}:{ROOT / 'layers/core/python'}", "PATH": ""},
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == []


@pytest.mark.parametrize("path", RUNTIME, ids=str)
def test_no_module_reads_the_environment_or_makes_a_client_at_import(path: Path) -> None:
    called = {
        ast.unparse(call.func)
        for statement in parsed(path).body
        if not isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
        for call in ast.walk(statement)
        if isinstance(call, ast.Call)
    }
    read = {
        ast.unparse(node)
        for statement in parsed(path).body
        if not isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
        for node in ast.walk(statement)
        if isinstance(node, ast.Attribute) and ast.unparse(node) == "os.environ"
    }

    assert not read
    assert not called & {
        "settings",
        "os.getenv",
        "boto3.client",
        "boto3.resource",
        "boto3.Session",
        "clients.s3",
    }


def test_there_are_handlers_to_look_at() -> None:
    assert len(HANDLERS) > 5
