"""Finds GStreamer, with which the journeys play what was encoded, and installs it where there is none."""

import os
import shutil
import subprocess
from functools import cache

from local.steps import Failed, main, run, step

PACKAGES = (
    "gstreamer1.0-tools",
    *(f"gstreamer1.0-plugins-{kind}" for kind in ("base", "good", "bad")),
    "gstreamer1.0-libav",
)
ELEMENTS = ("souphttpsrc", "hlsdemux", "dashdemux", "qtdemux", "avdec_h264", "avdec_aac", "videoscale")


@cache
def missing() -> tuple[str, ...]:
    """The elements that are needed and not there."""
    inspect = shutil.which("gst-inspect-1.0")
    if not inspect:
        return ELEMENTS
    return tuple(
        name
        for name in ELEMENTS
        if subprocess.run([inspect, "--exists", name], capture_output=True, check=False).returncode
    )


def ensure() -> None:
    """Install GStreamer by apt where we are root. Raises Failed where that does not work."""
    if not missing():
        return
    with step("Installing GStreamer"):
        if os.geteuid() == 0 and shutil.which("apt-get"):
            quiet = {"DEBIAN_FRONTEND": "noninteractive"}
            run("apt-update", ["apt-get", "update", "-q"], env=quiet)
            install = ["apt-get", "install", "-y", "-q", "--no-install-recommends", *PACKAGES]
            run("apt-gstreamer", install, env=quiet)
            missing.cache_clear()
    if missing():
        raise Failed(f"GStreamer is needed: install {' '.join(PACKAGES)} ({', '.join(missing())} not found).")


if __name__ == "__main__":
    main(ensure)
