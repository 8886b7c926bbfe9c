"""FFmpeg's command lines, as plain functions of the plan; each flag that is not obvious has its reason."""

from fractions import Fraction
from pathlib import Path

from functions.transcode.graph import DEINTERLACE, colours, is_cut, ladder_graph
from functions.transcode.ladder import Rung
from functions.transcode.plan import FIRST, Chunk, Source
from functions.transcode.playlists import AUDIO, INIT, MEDIA

SEGMENT_SECONDS = 4
KEYFRAME_SECONDS = 2
POSTER_SIDE = 1280

# No playlist (hls, concat, dash) is on it: through one, FFmpeg would read other addresses for its author.
DEMUXERS = (
    "mov,matroska,avi,flv,mpegts,mpeg,mpegvideo,asf,ogg,mxf,gif,nut,dv,rm,ivf,h264,hevc,m4v,obu,yuv4mpegpipe,"
    "mjpeg,png_pipe,jpeg_pipe,webp_pipe,webp_anim,bmp_pipe,tiff_pipe,mp3,wav,flac,aac,aiff,amr,caf,apng"
)
PROTOCOLS = "http,https,tcp,tls"

# The same on every output, sound too: without it the B-frames' delay shifts the picture against the sound.
TIMELINE_STARTS_AT = 10
# The clock of every encoded picture, in ticks a second.
TICKS = 90_000
# Seconds: more than a rounding of the muxer's clock, less than the shortest frame.
ROUNDING = 0.00001
# How full a chunk's encoder believes its buffer to be at first. x264 would say 0.9 and spend it at each seam;
# with 0.75 bytes and VMAF are those of one run over all of it.
BUFFER_AT_A_SEAM = 0.75

# Ranges with an end, over one connection: an open one is a promise to read to the end, and each seek within a
# file whose tracks lie side by side would be a new handshake.
REQUESTS = {
    "request_size": "16777216",
    "initial_request_size": "1048576",
    "multiple_requests": "1",
    "short_seek_size": "1048576",
}


def read(url: str, ca_file: str | None = None) -> list[str]:
    """The input: a presigned address read by ranges, which survives a broken connection; or a file's path."""
    options = ["-format_whitelist", DEMUXERS]
    if url.startswith("http"):
        options += ["-protocol_whitelist", PROTOCOLS, "-rw_timeout", "30000000"]
        options += ["-reconnect", "1", "-reconnect_on_network_error", "1"]
        options += ["-reconnect_on_http_error", "500,502,503,504", "-reconnect_delay_max", "8"]
        options += [
            f"-{name}" if at == 0 else name for pair in REQUESTS.items() for at, name in enumerate(pair)
        ]
    if url.startswith("https") and ca_file:
        options += ["-ca_file", ca_file]
    return [*options, "-i", url]


def demuxing(url: str, ca_file: str | None = None) -> dict[str, str]:
    """The same as options of PyAV's ``av.open``."""
    options = {"format_whitelist": DEMUXERS}
    if url.startswith("http"):
        options |= {"protocol_whitelist": PROTOCOLS, "reconnect": "1", "reconnect_delay_max": "8", **REQUESTS}
    if url.startswith("https") and ca_file:
        options |= {"ca_file": ca_file, "tls_verify": "1"}
    return options


def encode_picture(
    source: Source,
    rungs: list[Rung],
    chunk: Chunk,
    reading: list[str],
    folder: Path,
    *,
    hurried: bool = False,
) -> list[str]:
    """All ``rungs`` of a chunk from one decode; each writes ``folder/<name>/``: init.mp4, then 00000.m4s etc.

    ``hurried`` encodes one rung as fast as can be, into ``folder/first``.
    """
    graph = ladder_graph(source, rungs, chunk, "fast_bilinear" if hurried else "bicubic")
    outputs = [
        option
        for rung in rungs
        for option in (
            *("-map", f"[{rung['name']}]", "-an", "-map_metadata", "-1", "-map_chapters", "-1"),
            # Every decoded frame once, at its own time: variable frame rates stay as they are.
            *("-fps_mode", "passthrough", "-enc_time_base", f"1:{TICKS}"),
            *_coding(rung, source, chunk, hurried),
            *_cadence(chunk),
            *_durations(source, chunk),
            *_segments(folder / (FIRST if hurried else rung["name"]), _segment_seconds(chunk)),
        )
    ]
    # No loop filter on frames that no other frame is made of: nothing adds up, no frame is lost.
    haste = ["-skip_loop_filter", "noref"] if hurried else []
    return [*_start(), *_seek(source, chunk), *haste, *reading, "-filter_complex", graph, *outputs]


def encode_sound(source: Source, reading: list[str], folder: Path) -> list[str]:
    """The sound as 48 kHz stereo AAC; silence fills gaps and a late start, to stay with the picture."""
    return [
        *_start(),
        *reading,
        *("-map", f"0:{source['audio_index']}", "-vn", "-map_metadata", "-1", "-map_chapters", "-1"),
        *("-af", "aresample=48000:ochl=stereo:async=1:first_pts=0"),
        *("-c:a", "aac", "-b:a", "128k", "-ac", "2"),
        *_segments(folder / AUDIO, SEGMENT_SECONDS),
    ]


def grab(source: Source, reading: list[str], start: float, seconds: float, target: Path) -> list[str]:
    """The most typical frame of ``seconds`` from ``start`` on, as a JPEG that fits ``POSTER_SIDE``."""
    scale = min(1.0, POSTER_SIDE / max(source["width"], source["height"]))
    width, height = (max(2, round(source[side] * scale / 2) * 2) for side in ("width", "height"))
    filters = [
        *_corrections(source, width, height),
        "select='isnan(prev_selected_t)+gte(t-prev_selected_t,0.2)'",
        "thumbnail=50",
    ]
    filters += [f"scale={width}:{height}:out_range=pc", "setsar=1", "format=yuvj420p"]
    return [
        *("-hide_banner", "-nostdin", "-loglevel", "error", "-y"),
        # At the beginning it is not sought for: some sources cannot.
        *(("-ss", f"{start:.3f}") if start else ()),
        *("-t", f"{seconds:.3f}"),
        *reading,
        *("-map", f"0:{source['video_index']}", "-an", "-map_metadata", "-1", "-vf", ",".join(filters)),
        *("-frames:v", "1", "-q:v", "4", "-f", "mjpeg", str(target)),
    ]


def _start() -> list[str]:
    # "verbose" is the level at which FFmpeg tells how many frames it decoded.
    return [
        *("-hide_banner", "-nostdin", "-loglevel", "verbose", "-nostats", "-y"),
        *("-progress", "pipe:1", "-stats_period", "0.5"),
    ]


def _corrections(source: Source, width: int, height: int) -> list[str]:
    """What makes a source's frames fit to be seen: frames, not fields; ordinary colours."""
    return [*([DEINTERLACE] if source["interlaced"] else []), *colours(source, width, height)]


def _seek(source: Source, chunk: Chunk) -> list[str]:
    """To the keyframe exactly, by the source's own timestamps, which then reach the filters unchanged."""
    if not is_cut(chunk):
        return []
    # A damaged stretch may lack every frame: whether the film as a whole is good is for check.py to say.
    options = ["-copyts", "-max_error_rate", "1"]
    if chunk["seek"] is None:
        return options
    # A little later than the keyframe, lest rounding find the one before it and all its GOP be decoded.
    seconds = chunk["seek"] * Fraction(*source["time_base"])
    late = min(0.004, 0.25 / max(1.0, source["frame_rate"]))
    return [*options, "-noaccurate_seek", "-seek_timestamp", "1", "-ss", f"{float(seconds) + late:.6f}"]


def _coding(rung: Rung, source: Source, chunk: Chunk, hurried: bool) -> list[str]:
    rate, buffer = rung["max_rate"], rung["max_rate"] * 2
    # Reordering spreads a long frame's duration over its neighbours where the rate varies.
    reordered = 0 if source["variable"] or hurried else 2
    seam = ["-rc_init_occupancy", str(round(buffer * BUFFER_AT_A_SEAM))] if chunk["begin"] is not None else []
    return [
        *("-c:v", "libx264", "-preset", "ultrafast" if hurried else "veryfast", "-profile:v", "high"),
        *("-pix_fmt", "yuv420p", "-crf", "23", "-maxrate", str(rate), "-bufsize", str(buffer), *seam),
        *("-bf", str(reordered)),
    ]


def _cadence(chunk: Chunk) -> list[str]:
    """Keyframes on a grid of time, the first frame at or after each line of it, so that all rungs agree.

    FFmpeg's ``t`` counts from the chunk's first frame. Each segment begins on a line.
    """
    segment = _segment_seconds(chunk)
    grid = segment / max(1, round(segment / KEYFRAME_SECONDS))
    lines = f"floor((t+{ROUNDING:f})/{grid:.9f}),floor((prev_forced_t+{ROUNDING:f})/{grid:.9f})+1"
    return [
        *("-force_key_frames", f"expr:if(isnan(prev_forced_t),1,gte({lines}))"),
        *("-g", "9999", "-sc_threshold", "0"),
    ]


def _durations(source: Source, chunk: Chunk) -> list[str]:
    """Where the rate varies, a frame lasts until the next one is shown, whatever the source says of it.

    Containers of reordered frames tell the time between two decodings, which may be another frame's pause.
    """
    if not source["variable"]:
        return []
    last = round((chunk["offset"] + chunk["seconds"]) * TICKS) if is_cut(chunk) else None
    end = "DURATION" if last is None else f"max(1,{last}-PTS)"
    expression = f"if(isnan(NEXT_PTS)+lt(NEXT_PTS,PTS),{end},NEXT_PTS-PTS)"
    return ["-bsf:v", "setts=duration=" + expression.replace(",", r"\,")]


def _segment_seconds(chunk: Chunk) -> float:
    """A chunk's segments are equally long, lest each end in a stub."""
    if not is_cut(chunk):
        return SEGMENT_SECONDS
    return chunk["seconds"] / max(1, round(chunk["seconds"] / SEGMENT_SECONDS))


def _segments(folder: Path, seconds: float) -> list[str]:
    """CMAF segments that begin at their true presentation time, without edit lists (notes: media.md, 5)."""
    return [
        # A hair short: a keyframe's rounded time must not miss the end of the segment before it.
        *("-f", "hls", "-hls_time", f"{seconds - 2 * ROUNDING:.6f}", "-hls_list_size", "0"),
        *("-hls_playlist_type", "vod"),
        # temp_file: a name that ends in .m4s is a finished segment, and may be shipped.
        *("-hls_flags", "independent_segments+temp_file", "-hls_segment_type", "fmp4"),
        *("-hls_segment_options", "use_editlist=0:movflags=+frag_discont+negative_cts_offsets+skip_sidx"),
        *("-output_ts_offset", str(TIMELINE_STARTS_AT), "-hls_fmp4_init_filename", INIT),
        *("-hls_segment_filename", str(folder / "%05d.m4s"), str(folder / MEDIA)),
    ]
