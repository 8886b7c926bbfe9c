"""Finds a Chromium for the journeys, and installs one where there is none."""

import os
import shutil
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


def executable() -> str | None:
    """The system's Chromium, or None: then Playwright's own is used."""
    return next((found for name in NAMES if (found := shutil.which(name))), None)


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
        if os.geteuid() == 0 and shutil.which("apt-get"):
            quiet = {"DEBIAN_FRONTEND": "noninteractive"}
            run("apt-update", ["apt-get", "update", "-q"], env=quiet)
            run(
                "apt-chromium",
                ["apt-get", "install", "-y", "-q", "chromium"],
                env=quiet,
            )
            return
        try:
            run("playwright-chromium", [VENV / "bin/playwright", "install", "chromium"])
        except Failed as failure:
            raise Failed(f"Chromium is needed: install it with your package manager. ({failure})") from None


if __name__ == "__main__":
    main(ensure)
