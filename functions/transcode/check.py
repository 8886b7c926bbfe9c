"""Whether what was encoded is the whole source: the last gate before a video is ready."""

from collections.abc import Sequence

from functions.transcode.outcomes import BadMedia, EncodeFailed
from functions.transcode.plan import Source
from functions.transcode.playlists import Rendition, end, frames

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
    counts = {each["name"]: frames(each) for each in pictures}
    count = max(counts.values(), default=0)
    if not count:
        raise BadMedia("The file is damaged: not one frame of the picture could be read.")
    for each in pictures:
        made = counts[each["name"]]
        if made != count or (each["decoded"] != made and not source["capped"]):
            raise EncodeFailed(f"{each['name']}: {made} of {each['decoded']} frames, others {count}")
    if source["frames"] is not None and not source["capped"]:
        _count(source["frames"], count)
    elif source["seconds"] is not None:
        tracks = [*pictures, *([sound] if sound and sound["segments"] else [])]
        _length(source["seconds"], max(end(each) for each in tracks) - offset)


def _count(promised: int, made: int) -> None:
    if promised - made > max(FRAMES_FORGIVEN, promised * SHARE_FORGIVEN):
        raise BadMedia(DAMAGED.format(f"{promised - made} of {promised} frames"))


def _length(promised: float, seconds: float) -> None:
    missing = promised - seconds
    if missing > max(SECONDS_FORGIVEN, promised * 2 * SHARE_FORGIVEN):
        raise BadMedia(DAMAGED.format(f"{missing:.0f} of {promised:.0f} seconds"))
