"""Finds a Chromium for the journeys, and installs one where there is none."""

import os
import shutil
import subprocess
from functools import cache
from pathlib import Path

from local.setup import VENV
from local.steps import Failed, main, run, step

NAMES = ("chromium", "chromium-browser", "google-chrome")
# As root there is no user namespace for Chromium's sandbox; the other switches keep it off the network.
ARGUMENTS = [
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
    "--autoplay-policy=no-user-gesture-required",
]


@cache
def executable() -> str | None:
    """The system's Chromium, or None: then Playwright's is used. Ubuntu's stub may not start."""
    return next((found for name in NAMES if (found := shutil.which(name)) and starts(found)), None)


def starts(program: str) -> bool:
    """Whether it can say its version."""
    try:
        said = subprocess.run([program, "--version"], capture_output=True, timeout=30, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return said.returncode == 0


def playwright_has_one() -> bool:
    """Whether Playwright has downloaded a Chromium before."""
    default = Path.home() / ".cache/ms-playwright"
    folder = Path(os.environ.get("PLAYWRIGHT_BROWSERS_PATH", default))
    return any(folder.glob("chromium-*"))


def ensure() -> None:
    """Install Chromium by apt where we are root, else by Playwright. Raises Failed where neither works."""
    if executable() or playwright_has_one():
        return
    with step("Installing Chromium"):
        failures = []
        for install in (by_apt, by_playwright):
            try:
                install()
            except Failed as failure:
                failures.append(str(failure))
            executable.cache_clear()
            if executable() or playwright_has_one():
                return
    raise Failed(f"Chromium is needed: install it with your package manager. ({' '.join(failures)})")


def by_apt() -> None:
    """Debian's package. Raises Failed where it cannot be installed."""
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return
    quiet = {"DEBIAN_FRONTEND": "noninteractive"}
    run("apt-update", ["apt-get", "update", "-q"], env=quiet)
    run("apt-chromium", ["apt-get", "install", "-y", "-q", "chromium"], env=quiet)


def by_playwright() -> None:
    """Playwright's download, with what it needs of the system where we are root. Raises Failed."""
    system = ["--with-deps"] if os.geteuid() == 0 else []
    run("playwright-chromium", [VENV / "bin/playwright", "install", *system, "chromium"])


if __name__ == "__main__":
    main(ensure)
