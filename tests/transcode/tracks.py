"""Parts and renditions out of thin air, in seconds, for tests of what only reckons with them."""

from typing import Any

from functions.transcode.playlists import Rendition, merge
from functions.transcode.records import Part, Segment

SECOND = 90_000


def segment(time: float, duration: float, size: int = 1000, count: int = 30) -> Segment:
    """One segment of ``size`` bytes and ``count`` frames."""
    return Segment(time=round(time * SECOND), duration=round(duration * SECOND), size=size, frames=count)


def part(*segments: Segment, **more: Any) -> Part:
    """What one item made of the 360p rung, or of what ``more`` says."""
    made: Any = {
        "name": "360p",
        "codecs": "avc1.64001e",
        "timescale": SECOND,
        "init": "abc",
        "segments": list(segments),
        "decoded": sum(each["frames"] for each in segments),
        "width": 640,
        "height": 360,
    }
    whole: Part = made | more
    return whole


def track(*segments: Segment, **more: Any) -> Rendition:
    """A rendition in one part."""
    return merge([part(*segments, **more)])


def sound(*segments: Segment, channels: int = 2) -> Rendition:
    """The sound in one part."""
    return track(*segments, name="audio", codecs="mp4a.40.2", channels=channels)
