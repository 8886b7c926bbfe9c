"""Installs what everything else needs: two Python environments and two npm trees. Standard library only."""

import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

from local.fingerprints import changed
from local.places import ROOT, TOOLS
from local.steps import Failed, main, run, step

DEV_LOCK = ROOT / "local/locks/dev.txt"
EMULATOR_LOCK = ROOT / "local/locks/emulator.txt"
UV_LOCK = ROOT / "local/locks/uv.txt"
VENV = ROOT / ".venv"
EMULATOR_VENV = TOOLS / "venv"
NODE_AT_LEAST = 20


def setup() -> None:
    """Bring every environment to what the lock files say; does nothing where it already is."""
    check_tools()
    with changed("python", [DEV_LOCK, sys.version]) as different:
        if different or not (VENV / "bin/python").exists():
            with step("Installing Python packages"):
                install_python()
    with changed("emulator", [EMULATOR_LOCK, sys.version]) as different:
        if different or not (EMULATOR_VENV / "bin/ministack").exists():
            with step("Installing the cloud emulator"):
                install_emulator()
    for name, title in (
        ("cdk", "Installing the CDK CLI (npm)"),
        ("frontend", "Installing the site's packages (npm)"),
    ):
        folder = ROOT / name
        with changed(f"npm-{name}", [folder / "package.json", folder / "package-lock.json"]) as different:
            if different or not (folder / "node_modules").exists():
                with step(title):
                    run(f"npm-{name}", ["npm", "ci", "--no-audit", "--no-fund"], cwd=folder)


def check_tools() -> None:
    """Raise Failed, naming the tool, where Python or Node is missing or too old."""
    if sys.version_info < (3, 11):  # noqa: UP036 - this runs on whatever Python the machine has
        raise Failed(f"Python 3.11 or newer is needed; this is {sys.version.split()[0]}.")
    if importlib.util.find_spec("ensurepip") is None:
        raise Failed("Python's venv is not complete: install the package python3-venv.")
    for tool in ("node", "npm", "git"):
        if shutil.which(tool) is None:
            source = "git" if tool == "git" else f"Node.js {NODE_AT_LEAST} or newer"
            raise Failed(f"{tool} is not installed: install {source}.")
    said = subprocess.run(["node", "--version"], capture_output=True, text=True, check=True).stdout.strip()
    if int(said.lstrip("v").split(".")[0]) < NODE_AT_LEAST:
        raise Failed(f"Node.js {NODE_AT_LEAST} or newer is needed; this is {said}.")


def install_python() -> None:
    """Make ``.venv`` hold exactly the hashed lock."""
    new_environment(VENV)
    uv = VENV / "bin/uv"
    if not uv.exists():
        run("pip-uv", [VENV / "bin/pip", "install", "--require-hashes", "-r", UV_LOCK])
    sync(uv, VENV, DEV_LOCK)


def install_emulator() -> None:
    """The emulator's own environment: its pins differ from ours, and functions must not see our packages."""
    new_environment(EMULATOR_VENV, "--without-pip")
    sync(VENV / "bin/uv", EMULATOR_VENV, EMULATOR_LOCK)


def new_environment(folder: Path, *options: str) -> None:
    """A virtual environment at ``folder``; one that is there but broken is made again."""
    if not (folder / "bin/python").exists():
        shutil.rmtree(folder, ignore_errors=True)
        run(f"venv-{folder.name}", [sys.executable, "-m", "venv", *options, folder])


def sync(uv: Path, folder: Path, lock: Path) -> None:
    """Make ``folder`` hold exactly what ``lock`` lists, hashes checked."""
    command: list[str | Path] = [
        uv,
        "pip",
        "sync",
        "--require-hashes",
        "--python",
        folder / "bin/python",
        lock,
    ]
    run(f"packages-{lock.stem}", command, env={"UV_LINK_MODE": os.environ.get("UV_LINK_MODE", "copy")})


if __name__ == "__main__":
    main(setup)
