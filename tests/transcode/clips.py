"""Short films for the tests of stills, and the plan's words for them."""

import subprocess
from pathlib import Path
from typing import Any, cast

import imageio_ffmpeg

from functions.transcode.plan import Plan, Source

H264 = ("-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p")

UNREMARKABLE = {
    **dict.fromkeys(("capped", "variable", "interlaced", "hdr", "rgb"), False),
    **dict.fromkeys(("frames", "audio_index")),
    "bucket": "uploads_bucket",
    "key": "k",
    "frame_rate": 30.0,
    "video_index": 0,
    "colours_told": True,
    "colours_strange": False,
    "time_base": (1, 90000),
    "start": 0,
}


def ffmpeg(*arguments: str | Path) -> None:
    """Run FFmpeg. Raises CalledProcessError."""
    command = [imageio_ffmpeg.get_ffmpeg_exe(), "-nostdin", "-v", "error", "-y", *map(str, arguments)]
    subprocess.run(command, check=True)


def film(path: Path, picture: str, *options: str) -> Path:
    """A film of a lavfi ``picture`` as H.264; ``options`` come before the file's name."""
    ffmpeg("-f", "lavfi", "-i", picture, *H264, *options, path)
    return path


def source(seconds: float | None, width: int = 320, height: int = 180, **others: Any) -> Source:
    """What a plan knows of a film."""
    known: dict[str, Any] = {"seconds": seconds, "width": width, "height": height, **UNREMARKABLE, **others}
    return cast("Source", known)


def plan(video_id: str, of: Source, owner_id: str = "owner-1", **others: Any) -> Plan:
    """As much of a run's plan as is asked for by who makes stills, or stops the run."""
    known = {"video_id": video_id, "owner_id": owner_id, "source": of, "route": "ffmpeg", "sound": "none"}
    places = {"prefix": f"media/private/{owner_id}/{video_id}", "work": f"work/{owner_id}/{video_id}"}
    return cast("Plan", {**known, **places, **others})
