"""The AWS emulator (MiniStack) as a background process, IAM enforced, its state in ``.local/``."""

import os
import shutil
import urllib.error
import urllib.request

from local import processes
from local.places import ACCOUNT, REGION, places
from local.setup import EMULATOR_VENV

NAME = "emulator"
# MiniStack mails nothing: its Cognito takes these codes.
SIGN_UP_CODE = "123456"
RESET_CODE = "654321"


def start() -> bool:
    """Start it unless it runs already; True where it had to be started. Raises Failed."""
    if processes.running(NAME) is not None:
        return False
    processes.check_port_free(places().cloud_port, "the cloud emulator", "CLOUD_PORT")
    scratch = places().home / "tmp"
    shutil.rmtree(scratch, ignore_errors=True)
    scratch.mkdir(parents=True)
    processes.start(NAME, [EMULATOR_VENV / "bin/python", "-m", "local.ministack"], environment())
    processes.wait_until_ready(NAME, healthy)
    return True


def clear_up() -> None:
    """Tell of an end without `make down`, and remove files that no saved state knows of."""
    home = places().home
    if processes.pid_file(NAME).exists():
        print("  The local cloud was not stopped by make down: what came since it last was may be lost.")
    if not (home / "state").exists():
        shutil.rmtree(home / "s3", ignore_errors=True)


def environment() -> dict[str, str]:
    """What MiniStack is told; nothing of this shell's AWS settings reaches it."""
    home = places().home
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("AWS_", "FOOTLIGHT_"))}
    return {
        **kept,
        "AUTH": "true",
        "BIND_HOST": processes.HOST,
        "GATEWAY_PORT": str(places().cloud_port),
        "IOT_MTLS_ENABLED": "0",
        "MINISTACK_ACCOUNT_ID": ACCOUNT,
        "MINISTACK_REGION": REGION,
        "PERSIST_STATE": "1",
        "STATE_DIR": str(home / "state"),
        "S3_PERSIST": "1",
        "S3_DATA_DIR": str(home / "s3"),
        "TMPDIR": str(home / "tmp"),
    }


def healthy() -> bool:
    """Whether it answers."""
    try:
        with urllib.request.urlopen(f"{places().endpoint}/_ministack/health", timeout=2) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False


def stop() -> bool:
    """Stop it and wait until its state is on disk; True where it was running."""
    return processes.stop(NAME)
