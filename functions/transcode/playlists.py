"""The text of HLS playlists (RFC 8216): one per rendition, and the multivariant one above them."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import ceil

from functions.transcode.outcomes import EncodeFailed
from functions.transcode.records import Part

MEDIA = "index.m3u8"
INIT = "init.mp4"
AUDIO = "audio"


class Rendition(Part):
    """One track as it is played: the parts that its items made, put together. Times as in Part."""


def merge(parts: Sequence[Part]) -> Rendition:
    """One track from its parts (at least one), in any order. Raises EncodeFailed where they do not fit."""
    filled = [part for part in parts if part["segments"]] or list(parts)
    inits = {part["init"] for part in filled}
    if len(inits) != 1:
        raise EncodeFailed(
            f"{parts[0]['name']}: {len(inits)} different init segments" if parts else "No part"
        )
    segments = sorted((each for part in filled for each in part["segments"]), key=lambda each: each["time"])
    for before, after in pairwise(segments):
        if before["time"] == after["time"]:
            raise EncodeFailed(f"{filled[0]['name']}: two segments begin at {after['time']}")
    decoded = sum(part["decoded"] for part in parts)
    return Rendition(**{**filled[0], "segments": segments, "decoded": decoded})


def start(rendition: Rendition) -> float:
    """When its first frame is shown, in seconds on the timeline. It must have segments."""
    return rendition["segments"][0]["time"] / rendition["timescale"]


def end(rendition: Rendition) -> float:
    """When its last frame ends, in seconds on the timeline. It must have segments."""
    last = rendition["segments"][-1]
    return (last["time"] + last["duration"]) / rendition["timescale"]


def frames(rendition: Rendition) -> int:
    """How many frames are shown."""
    return sum(segment["frames"] for segment in rendition["segments"])


def ticks(rendition: Rendition) -> list[int]:
    """How long each segment is shown, in its timescale: until the next one begins, so that gaps count."""
    segments = rendition["segments"]
    return [
        *(after["time"] - before["time"] for before, after in pairwise(segments)),
        *(last["duration"] for last in segments[-1:]),
    ]


def durations(rendition: Rendition) -> list[float]:
    """``ticks`` in seconds."""
    return [each / rendition["timescale"] for each in ticks(rendition)]


def target_duration(rendition: Rendition, least: int = 1) -> int:
    """EXT-X-TARGETDURATION: no segment, rounded to whole seconds, is longer."""
    return max(least, *(int(seconds + 0.5) for seconds in durations(rendition)), 1)


def media_playlist(rendition: Rendition, complete: bool, target: int = 1) -> str:
    """The playlist of one rendition, which is ``complete`` or still grows at its end.

    ``target`` is the least target duration in seconds: it must not change while the playlist grows, so
    whoever lets it grow says beforehand how long segments may become.
    """
    lines = [
        "#EXTM3U",
        "#EXT-X-VERSION:7",
        f"#EXT-X-TARGETDURATION:{target_duration(rendition, target)}",
        "#EXT-X-MEDIA-SEQUENCE:0",
        f"#EXT-X-PLAYLIST-TYPE:{'VOD' if complete else 'EVENT'}",
        "#EXT-X-INDEPENDENT-SEGMENTS",
        # A playlist without an end looks live: players would begin at its edge.
        *([] if complete else ["#EXT-X-START:TIME-OFFSET=0"]),
        f'#EXT-X-MAP:URI="{INIT}"',
    ]
    for segment, seconds in zip(rendition["segments"], durations(rendition), strict=True):
        lines += [f"#EXTINF:{seconds:.6f},", f"{segment['time']}.m4s"]
    return "\n".join([*lines, *(["#EXT-X-ENDLIST"] if complete else []), ""])


def rates(rendition: Rendition) -> tuple[int, int]:
    """Peak and average bits per second, both zero of nothing (RFC 8216, 4.3.4.2).

    The peak is that of the dearest run of segments that lasts half to one and a half target durations.
    """
    lasting = durations(rendition)
    sizes = [segment["size"] for segment in rendition["segments"]]
    whole = sum(sizes) * 8 / max(sum(lasting), 0.001)
    return ceil(max([whole, *_run_rates(sizes, lasting, target_duration(rendition))])), ceil(whole)


def _run_rates(sizes: Sequence[int], lasting: Sequence[float], target: int) -> Iterator[float]:
    for begin in range(len(sizes)):
        size, seconds = 0, 0.0
        for each, more in zip(sizes[begin:], lasting[begin:], strict=True):
            size, seconds = size + each, seconds + more
            if seconds > target * 1.5:
                break
            if seconds >= target * 0.5:
                yield size * 8 / seconds


def multivariant_playlist(renditions: Sequence[Rendition], sound: Rendition | None, frame_rate: float) -> str:
    """The playlist a player opens: every rendition, lowest first, each with the same sound, if any."""
    lines = ["#EXTM3U", "#EXT-X-VERSION:7", "#EXT-X-INDEPENDENT-SEGMENTS"]
    if sound:
        lines.append(
            f'#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="{AUDIO}",NAME="Sound",DEFAULT=YES,AUTOSELECT=YES,'
            f'CHANNELS="{sound.get("channels", 2)}",URI="{sound["name"]}/{MEDIA}"'
        )
    for rendition in sorted(renditions, key=rates):
        lines += [_stream_inf(rendition, sound, frame_rate), f"{rendition['name']}/{MEDIA}"]
    return "\n".join([*lines, ""])


def bandwidth(rendition: Rendition, sound: Rendition | None) -> int:
    """What a viewer's line must carry at worst, in bits per second."""
    return sum(rates(track)[0] for track in (rendition, sound) if track)


def _stream_inf(rendition: Rendition, sound: Rendition | None, frame_rate: float) -> str:
    tracks = [rendition, *([sound] if sound else [])]
    attributes = [
        f"BANDWIDTH={bandwidth(rendition, sound)}",
        f"AVERAGE-BANDWIDTH={sum(rates(track)[1] for track in tracks)}",
        f"RESOLUTION={rendition['width']}x{rendition['height']}",
        f"FRAME-RATE={frame_rate:.3f}",
        f'CODECS="{",".join(track["codecs"] for track in tracks)}"',
        *([f'AUDIO="{AUDIO}"'] if sound else []),
        "CLOSED-CAPTIONS=NONE",
    ]
    return "#EXT-X-STREAM-INF:" + ",".join(attributes)
