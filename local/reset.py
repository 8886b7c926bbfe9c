"""``make reset``: stops the local cloud and empties it; what is installed and built stays."""

import shutil

from local.down import stop
from local.places import places
from local.steps import main, step

KEPT = {"venv", "stamps"}
CLOUD_STAMPS = ("deploy", "published", "edge")


def reset() -> None:
    """Remove users, videos, files and deployments of this local cloud."""
    stop()
    with step("Emptying the local cloud"):
        for item in places().home.glob("*"):
            if item.name in KEPT:
                continue
            shutil.rmtree(item) if item.is_dir() else item.unlink()
        for name in CLOUD_STAMPS:
            (places().home / "stamps" / name).unlink(missing_ok=True)
    print("The local cloud is empty: make up fills it again.")


if __name__ == "__main__":
    main(reset)
