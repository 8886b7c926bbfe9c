"""The text of HLS playlists (RFC 8216): one per rendition, and the multivariant one above them."""

from collections.abc import Sequence
from itertools import pairwise
from math import ceil
from typing import NotRequired, TypedDict

from functions.transcode.fmp4 import Segment

MEDIA = "index.m3u8"
INIT = "init.mp4"
AUDIO = "audio"


class Rendition(TypedDict):
    """One finished track: rates in bits per second, ``start`` and ``end`` in seconds of presentation."""

    name: str
    codecs: str
    peak: int
    average: int
    start: float
    end: float
    frames: int
    decoded: int
    width: NotRequired[int]
    height: NotRequired[int]


def durations(segments: Sequence[Segment]) -> list[float]:
    """How long each segment is shown: until the next one begins, so that gaps count."""
    starts = [segment.start for segment in segments] + [segments[-1].end]
    return [after - before for before, after in pairwise(starts)]


def media_playlist(segments: Sequence[Segment]) -> str:
    """The playlist of one complete rendition."""
    lasting = durations(segments)
    lines = [
        "#EXTM3U",
        "#EXT-X-VERSION:7",
        f"#EXT-X-TARGETDURATION:{max(1, *(ceil(round(seconds, 3)) for seconds in lasting))}",
        "#EXT-X-MEDIA-SEQUENCE:0",
        "#EXT-X-PLAYLIST-TYPE:VOD",
        "#EXT-X-INDEPENDENT-SEGMENTS",
        f'#EXT-X-MAP:URI="{INIT}"',
    ]
    for segment, seconds in zip(segments, lasting, strict=True):
        lines += [f"#EXTINF:{seconds:.6f},", segment.name]
    return "\n".join([*lines, "#EXT-X-ENDLIST", ""])


def rates(segments: Sequence[Segment]) -> tuple[int, int]:
    """Peak and average bits per second. The peak is over segments of half the longest duration or more."""
    lasting = durations(segments)
    enough = max(lasting) / 2
    whole = sum(segment.size for segment in segments) * 8 / max(sum(lasting), 0.001)
    peak = max(
        segment.size * 8 / max(seconds, 0.001)
        for segment, seconds in zip(segments, lasting, strict=True)
        if seconds >= enough
    )
    return ceil(max(peak, whole)), ceil(whole)


def multivariant_playlist(renditions: Sequence[Rendition], sound: Rendition | None, frame_rate: float) -> str:
    """The playlist a player opens: every rendition, lowest first, each with the same sound, if any."""
    lines = ["#EXTM3U", "#EXT-X-VERSION:7", "#EXT-X-INDEPENDENT-SEGMENTS"]
    if sound:
        lines.append(
            f'#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="{AUDIO}",NAME="Sound",DEFAULT=YES,AUTOSELECT=YES,'
            f'CHANNELS="2",URI="{AUDIO}/{MEDIA}"'
        )
    for rendition in sorted(renditions, key=lambda each: each["peak"]):
        lines += [_stream_inf(rendition, sound, frame_rate), f"{rendition['name']}/{MEDIA}"]
    return "\n".join([*lines, ""])


def bandwidth(rendition: Rendition, sound: Rendition | None) -> int:
    """What a viewer's line must carry at worst, in bits per second."""
    return rendition["peak"] + (sound["peak"] if sound else 0)


def _stream_inf(rendition: Rendition, sound: Rendition | None, frame_rate: float) -> str:
    codecs = ",".join([rendition["codecs"], *([sound["codecs"]] if sound else [])])
    average = rendition["average"] + (sound["average"] if sound else 0)
    attributes = [
        f"BANDWIDTH={bandwidth(rendition, sound)}",
        f"AVERAGE-BANDWIDTH={average}",
        f"RESOLUTION={rendition['width']}x{rendition['height']}",
        f"FRAME-RATE={frame_rate:.3f}",
        f'CODECS="{codecs}"',
        *([f'AUDIO="{AUDIO}"'] if sound else []),
        "CLOSED-CAPTIONS=NONE",
    ]
    return "#EXT-X-STREAM-INF:" + ",".join(attributes)
