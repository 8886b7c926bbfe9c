"""Whether what was encoded is the whole source: the last gate before anything is published."""

from collections.abc import Sequence

from functions.transcode.outcomes import BadMedia, EncodeFailed
from functions.transcode.plan import Source
from functions.transcode.playlists import Rendition

DAMAGED = "The file is damaged or incomplete: {} of the picture could not be read. Please upload it again."
# A camera's file may lose a frame or two at a damaged spot and still be worth watching.
FRAMES_FORGIVEN = 3
SHARE_FORGIVEN = 0.01
# Where only the container's header tells the length, which counts the sound and may be an estimate.
SECONDS_FORGIVEN = 1.0


def check(source: Source, pictures: Sequence[Rendition], sound: Rendition | None, offset: float) -> None:
    """Raises BadMedia where the source turned out to be damaged, EncodeFailed where renditions disagree.

    ``offset`` is the presentation time at which every rendition's timeline begins, in seconds.
    """
    if not pictures or not pictures[0]["frames"]:
        raise BadMedia("The file is damaged: not one frame of the picture could be read.")
    frames = pictures[0]["frames"]
    for each in pictures:
        if each["frames"] != frames or (each["decoded"] != frames and not source["capped"]):
            raise EncodeFailed(
                f"{each['name']}: {each['frames']} of {each['decoded']} frames, others {frames}"
            )
    if source["frames"] is not None and not source["capped"]:
        _count(source["frames"], frames)
    elif source["seconds"] is not None:
        end = max(each["end"] for each in [*pictures, *([sound] if sound else [])])
        _length(source["seconds"], end - offset)


def _count(promised: int, frames: int) -> None:
    if promised - frames > max(FRAMES_FORGIVEN, promised * SHARE_FORGIVEN):
        raise BadMedia(DAMAGED.format(f"{promised - frames} of {promised} frames"))


def _length(promised: float, seconds: float) -> None:
    missing = promised - seconds
    if missing > max(SECONDS_FORGIVEN, promised * 2 * SHARE_FORGIVEN):
        raise BadMedia(DAMAGED.format(f"{missing:.0f} of {promised:.0f} seconds"))
