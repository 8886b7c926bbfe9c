"""What happens when a whole source lies in the bucket, however often and in whichever order it is told."""

from __future__ import annotations

from footlight import videos
from footlight.events import UploadArrived, publish
from footlight.observe import logger
from functions.uploads import table


def arrive(owner_id: str, video_id: str, size: int) -> None:
    """Bring the video to ``uploaded`` with its real ``size`` in bytes, and tell it on the bus.

    It is told each time the video is found in ``uploaded``: a crash between the two steps heals with the
    event's repetition. What comes when the video has gone further, or is unknown, changes nothing.
    """
    video = videos.find(video_id)
    if video is None or video.owner_id != owner_id:
        logger().warning("source of an unknown video", extra={"video_id": video_id})
        return
    if videos.advance(video_id, "uploaded", size_bytes=size) or video.state == "uploaded":
        publish(UploadArrived(video_id, owner_id))
    _record(video_id, size)


def _record(video_id: str, size: int) -> None:
    row = table.find(video_id)
    if row is None or row.state in {"uploaded", "failed"}:
        return
    if int(row.size) != size:
        sizes = {"video_id": video_id, "promised": int(row.size), "arrived": size}
        logger().warning("the source has another size than was promised", extra=sizes)
    table.mark(row, "uploaded", size)
