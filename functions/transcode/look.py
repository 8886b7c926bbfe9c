"""Looks into a source with PyAV where it lies: reads its index and a few frames, hardly ever all of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from itertools import islice, pairwise
from statistics import median
from typing import TYPE_CHECKING, Any

from functions.transcode.facts import Facts, Video
from functions.transcode.ffmpeg import demuxing
from functions.transcode.judge import LARGEST_SIDE, looks_like_video
from functions.transcode.length import declared_size, scanned

if TYPE_CHECKING:
    from av import VideoFrame, VideoStream
    from av.container import InputContainer

FRAMES_TO_SEE = 3
PACKETS_TO_TRY = 240
HDR_TRANSFERS = {16, 18}  # PQ and HLG (ITU-T H.273)
UNTOLD = 2
# Colours that FFmpeg's scaler cannot read from: logarithmic curves, YCgCo. They are taken for ordinary ones.
STRANGE_TRANSFERS, STRANGE_MATRICES = {9, 10, 12, 17}, {8, 11, 12, 13, 14, 15}
# A frame that comes this share earlier or later than usual means a variable rate; phones jitter by less.
JITTER = 0.25


def look(url: str, size: int, head: bytes, ca_file: str | None = None) -> Facts:
    """What is known of the source at ``url`` (or path), ``size`` bytes that begin with ``head``.

    Raises OSError where the address cannot be read at the moment.
    """
    import av

    promising = looks_like_video(head)

    def reopen() -> InputContainer:
        return av.open(url, options=demuxing(url, ca_file), timeout=(20, 60), metadata_errors="ignore")

    unreadable = (av.error.InvalidDataError, av.error.EOFError, av.error.ArgumentError)
    try:
        container = reopen()
    # A header may claim sizes that no memory has.
    except (*unreadable, av.error.PatchWelcomeError, MemoryError):
        return Facts(size=size, opened=False, looks_like_video=promising)
    with container:
        streams = [stream for stream in container.streams.video if not _is_cover(stream)]
        return Facts(
            size=size,
            opened=True,
            looks_like_video=promising,
            video=_video(container, streams[0], partial(scanned, reopen, size=size)) if streams else None,
            **_sound(container),
            container=container.format.name,
            indexed=bool(streams) and len(streams[0].index_entries) > 1,
            bytes_needed=max(_bytes_needed(container), declared_size(head)),
        )


def _is_cover(stream: VideoStream) -> bool:
    from av.stream import Disposition

    return bool(stream.disposition & Disposition.attached_pic)


def _sound(container: InputContainer) -> dict[str, Any]:
    """The default sound track that can be decoded, else the first, else nothing."""
    from av.stream import Disposition

    tracks = [
        each for each in container.streams.audio if each.codec_context and each.codec_context.sample_rate
    ]
    tracks.sort(key=lambda each: not each.disposition & Disposition.default)
    return {"audio_index": tracks[0].index, "audio_codec": tracks[0].codec_context.name} if tracks else {}


def _video(container: InputContainer, stream: VideoStream, scan: Callable[..., float | None]) -> Video:
    context = stream.codec_context
    if context is None:
        return Video(index=stream.index, codec="", width=LARGEST_SIDE, height=LARGEST_SIDE)
    seen = _first_frames(container, stream) if max(context.width, context.height) <= LARGEST_SIDE else _Seen()
    frame = seen.frames[0] if seen.frames else None
    times = _index_times(container, stream)
    paced = times or sorted(seen.times)
    seconds, rate = _length_and_rate(container, stream, times, paced)
    told = scan(name=container.format.name, video_index=stream.index) if frame else None
    width, height = (frame.width, frame.height) if frame else (context.width, context.height)
    return Video(
        index=stream.index,
        codec=context.name,
        width=width,
        height=height,
        sar=float(stream.sample_aspect_ratio or 1),
        rotation=frame.rotation if frame else 0,
        frame_rate=rate,
        seconds=seconds if told is None else told or 1 / rate,
        frames=len(times) or None,
        first_packets=max(len(times), seen.packets),
        decodable=frame is not None,
        variable=_varies(paced),
        **_colours(frame),
    )


class _Seen:
    """The first frames of a picture, and the times in seconds of its first packets."""

    def __init__(self) -> None:
        self.frames: list[VideoFrame] = []
        self.times: list[float] = []
        self.packets = 0


def _first_frames(container: InputContainer, stream: VideoStream) -> _Seen:
    import av

    seen = _Seen()
    stream.thread_type = "SLICE"  # frame threads would hold back the first frames
    for packet in islice(_packets(container, stream), PACKETS_TO_TRY):
        seen.packets += bool(packet.size)
        if packet.pts is not None and packet.time_base:
            seen.times.append(float(packet.pts * packet.time_base))
        if len(seen.frames) < FRAMES_TO_SEE:
            try:
                seen.frames += packet.decode()
            except av.error.FFmpegError:
                continue  # a damaged packet: the next keyframe may be whole
    return seen


def _packets(container: InputContainer, stream: VideoStream) -> Iterator[Any]:
    import av

    try:
        yield from container.demux(stream)
    except (av.error.InvalidDataError, av.error.EOFError):
        return  # the rest cannot be read: what was seen until here is judged


def _index_times(container: InputContainer, stream: VideoStream) -> list[float]:
    """The shown frames' times in seconds, in decoding order, where the container's index has them all."""
    entries = stream.index_entries
    if "mov" not in container.format.name or stream.frames != len(entries) or not stream.time_base:
        return []  # fragments count their frames one by one
    base = float(stream.time_base)
    return [entry.timestamp * base for entry in entries if not entry.is_discard]


def _length_and_rate(
    container: InputContainer, stream: VideoStream, times: list[float], paced: list[float]
) -> tuple[float | None, float]:
    """Seconds of the picture (None: not told) and its average frames a second."""
    rate = float(stream.average_rate or stream.guessed_rate or 0)
    step = _step(paced)
    if times and stream.duration and stream.time_base:
        seconds = float(stream.duration * stream.time_base)
        return seconds, len(times) / seconds
    if step and not 0.8 < rate * step < 1.25:
        rate = 1 / step
    return (container.duration / 1_000_000 if container.duration else None), rate or 30.0


def _step(times: list[float]) -> float:
    """The typical time between two frames, or 0."""
    steps = [after - before for before, after in pairwise(times) if after > before]
    return (sum(steps) / len(steps)) if steps else 0.0


def _varies(times: list[float]) -> bool:
    steps = [after - before for before, after in pairwise(times)]
    if not steps:
        return False
    usual = median(steps)
    slack = max(JITTER * usual, 0.0021)  # containers that count milliseconds round by one either way
    return any(abs(step - usual) > slack for step in steps)


def _bytes_needed(container: InputContainer) -> int:
    """Where the last sample of an MP4's index ends: beyond the file's end, the file is cut short."""
    if "mov" not in container.format.name:
        return 0
    tracks = [*container.streams.video, *container.streams.audio]
    return max((entry.pos + entry.size for track in tracks for entry in track.index_entries), default=0)


def _colours(frame: VideoFrame | None) -> dict[str, bool]:
    if frame is None:
        return {}
    rgb = frame.format.is_rgb
    return {
        "interlaced": bool(frame.interlaced_frame),
        "hdr": frame.color_trc in HDR_TRANSFERS,
        "rgb": rgb,
        "colours_told": rgb or frame.colorspace != UNTOLD,
        "colours_strange": frame.color_trc in STRANGE_TRANSFERS or frame.colorspace in STRANGE_MATRICES,
    }
