"""``make down``: stops the local cloud; everything in it is kept."""

from local import emulator, processes
from local.places import places
from local.steps import main, step
from local.up import EDGE


def down() -> None:
    """Stop the edge, then the emulator, which writes its state as it ends."""
    if processes.running(EDGE) is None and processes.running(emulator.NAME) is None:
        print("Footlight is not running.")
        return
    with step("Stopping the edge"):
        processes.stop(EDGE)
    with step("Stopping the cloud emulator"):
        emulator.stop()
    print(f"Users, videos and files stay in {places().home.name}/ for the next make up.")


if __name__ == "__main__":
    main(down)
