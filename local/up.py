"""``make up``: from whatever is there to a running local cloud with the site in it."""

import os
import time
import urllib.error
import urllib.request
from pathlib import Path

from local import deploy, edge, emulator, fingerprints, mediaconvert, processes
from local.aws import client
from local.places import ROOT, places
from local.publish import OUT, publish
from local.setup import VENV
from local.steps import main, run, step

EDGE = "edge"
CONVERT = "mediaconvert"


def up() -> None:
    """Build what changed, start what does not run, deploy what differs; print the address."""
    started = time.monotonic()
    places().home.mkdir(parents=True, exist_ok=True)
    if processes.running(EDGE) is None:
        processes.check_port_free(places().port, "the site", "PORT")
    build_site()
    deploy.build_layers()
    if processes.running(emulator.NAME) is None:
        emulator.clear_up()
        with step("Starting the cloud emulator"):
            emulator.start()
    restart_mediaconvert()
    deploy.deploy()
    publish_site()
    restart_edge()
    took = time.monotonic() - started
    print(f"\nFootlight is up after {took:.0f} s: {places().site}\n")
    print(f"Mailed codes, locally: {emulator.SIGN_UP_CODE} (sign-up), {emulator.RESET_CODE} (new password).")


def build_site(connect_src: str = "") -> None:
    """Export the site; nothing where its sources have not changed.

    ``connect_src`` are the hosts besides its own that it may call, as in a Content-Security-Policy: this
    laptop's where it is empty.
    """
    frontend = ROOT / "frontend"
    with fingerprints.changed("site", [frontend, connect_src]) as different:
        if different or not OUT.exists():
            with step("Building the site"):
                env = {"NEXT_TELEMETRY_DISABLED": "1", "FOOTLIGHT_CONNECT_SRC": connect_src}
                run("site", ["npm", "run", "build"], cwd=frontend, env=env)


def publish_site() -> None:
    """Upload the site where it, or the cloud, is another than last time."""
    bucket = deploy.read_outputs()["site_bucket"]
    stamp = (ROOT / ".local/stamps/site").read_text()
    with fingerprints.changed("published", [stamp, bucket, _emulator_state()], places().home) as different:
        if different:
            with step("Publishing the site"):
                publish(client("s3"), bucket)


def _emulator_state() -> str:
    # A home that was emptied has a new emulator state: the site must be published again.
    return str((places().home / "outputs.json").stat().st_mtime_ns)


def restart_mediaconvert() -> None:
    """Start MediaConvert's stand-in, or start it anew where its code differs."""
    sources: list[Path | str] = [*sorted((ROOT / "local").glob("mediaconvert*.py")), places().endpoint]
    with fingerprints.changed("mediaconvert", sources, places().home) as different:
        if processes.running(CONVERT) is not None and not different:
            return
        with step("Starting MediaConvert's stand-in"):
            processes.stop(CONVERT)
            processes.check_port_free(places().convert_port, "MediaConvert's stand-in", "CLOUD_PORT")
            processes.start(CONVERT, [VENV / "bin/python", "-m", mediaconvert.__name__], os.environ)
            processes.wait_until_ready(CONVERT, lambda: processes.listens(places().convert_port))


def restart_edge() -> None:
    """Start the edge, or start it anew where its code or the deployment differ."""
    outputs = deploy.read_outputs()
    key_file = places().home / "run/signing-key.pem"
    key_file.parent.mkdir(parents=True, exist_ok=True)
    key_file.write_text(outputs["signing_public_key"])
    names = ("distribution_domain", "signing_key_id", "signing_public_key")
    sources: list[Path | str] = [ROOT / "local/edge.py", ROOT / "local/signed_cookies.py", places().endpoint]
    told: list[Path | str] = [*(outputs[name] for name in names), *sources]
    with fingerprints.changed("edge", told, places().home) as different:
        if processes.running(EDGE) is not None and not different:
            return
        with step("Starting the edge"):
            processes.stop(EDGE)
            processes.check_port_free(places().port, "the site", "PORT")
            processes.start(EDGE, edge_command(outputs, str(key_file)), os.environ)
            processes.wait_until_ready(EDGE, site_answers)


def edge_command(outputs: dict[str, str], key_file: str) -> list[str]:
    """The edge's command line."""
    command = [str(VENV / "bin/python"), "-m", edge.__name__, "--port", str(places().port)]
    command += ["--origin", places().endpoint, "--domain", outputs["distribution_domain"]]
    return [*command, "--key-id", outputs["signing_key_id"], "--public-key", key_file]


def site_answers() -> bool:
    """Whether the home page comes through the distribution."""
    try:
        with urllib.request.urlopen(f"http://{processes.HOST}:{places().port}/", timeout=5) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False


if __name__ == "__main__":
    main(up)
