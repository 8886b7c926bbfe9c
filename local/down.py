"""``make down``: stops the local cloud; everything in it is kept."""

from local import emulator, processes
from local.places import places
from local.steps import main, step
from local.up import CONVERT, EDGE


def down() -> None:
    """Stop everything, and say that nothing is lost."""
    if stop():
        print(f"Users, videos and files stay in {places().home.name}/ for the next make up.")
    else:
        print("Footlight is not running.")


def stop() -> bool:
    """Stop the edge, then the emulator, which writes its state as it ends; True where one of them ran."""
    if processes.running(EDGE) is None and processes.running(emulator.NAME) is None:
        return False
    with step("Stopping the edge"):
        processes.stop(EDGE)
        processes.stop(CONVERT)
    with step("Stopping the cloud emulator"):
        emulator.stop()
    return True


if __name__ == "__main__":
    main(down)
