"""FFmpeg's command lines, as plain functions of the plan; each flag that is not obvious has its reason."""

from pathlib import Path

from functions.transcode.ladder import MAX_FRAME_RATE, Rung
from functions.transcode.plan import Source
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

# Float light, tone-mapped to what an ordinary screen shows; the last step is 8-bit BT.709.
TONE_MAP = (
    "zscale=t=linear:npl=100,format=gbrpf32le,zscale=p=bt709,tonemap=tonemap=hable:desat=0,"
    "zscale=t=bt709:m=bt709:r=tv,format=yuv420p"
)
# The same on every output, sound too: without it the B-frames' delay shifts the picture against the sound.
TIMELINE_STARTS_AT = 10


def read(url: str, ca_file: str | None = None) -> list[str]:
    """The input: a presigned address read by ranges, which survives a broken connection; or a file's path."""
    options = ["-format_whitelist", DEMUXERS]
    if url.startswith("http"):
        options += ["-protocol_whitelist", PROTOCOLS, "-rw_timeout", "30000000"]
        options += ["-reconnect", "1", "-reconnect_on_network_error", "1"]
        options += ["-reconnect_on_http_error", "500,502,503,504", "-reconnect_delay_max", "8"]
    if url.startswith("https") and ca_file:
        options += ["-ca_file", ca_file]
    return [*options, "-i", url]


def encode_picture(source: Source, rungs: list[Rung], reading: list[str], folder: Path) -> list[str]:
    """All ``rungs`` from one decode; each writes ``folder/<name>/``: init.mp4, then 00000.m4s and so on."""
    outputs = [option for rung in rungs for option in _rendition(rung, source, folder)]
    return [*_start(), *reading, "-filter_complex", _graph(source, rungs), *outputs]


def encode_sound(source: Source, reading: list[str], folder: Path) -> list[str]:
    """The sound as 48 kHz stereo AAC; silence fills gaps and a late start, to stay with the picture."""
    return [
        *_start(),
        *reading,
        *("-map", f"0:{source['audio_index']}", "-vn", "-map_metadata", "-1", "-map_chapters", "-1"),
        *("-af", "aresample=48000:ochl=stereo:async=1:first_pts=0"),
        *("-c:a", "aac", "-b:a", "128k", "-ac", "2"),
        *_segments(folder / AUDIO),
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
        *(
            "-hide_banner",
            "-nostdin",
            "-loglevel",
            "error",
            "-y",
            "-ss",
            f"{start:.3f}",
            "-t",
            f"{seconds:.3f}",
        ),
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
    """What is done once, before the rungs part: frames, not fields; a sane rate; ordinary colours."""
    filters = []
    if source["interlaced"]:
        filters.append("bwdif=mode=send_frame:deint=interlaced")  # as many frames out as in
    if source["hdr"]:
        # Tone mapping is dear: at the largest size needed, and once.
        filters += [f"scale={width}:{height}:flags=bicubic", TONE_MAP]
    elif not source["colours_told"] and min(source["width"], source["height"]) >= 720:
        # Players guess from the size, which would give one video two colourings.
        filters.append("setparams=colorspace=bt709:color_primaries=bt709:color_trc=bt709")
    return filters


def _graph(source: Source, rungs: list[Rung]) -> str:
    filters = _corrections(source, rungs[-1]["width"], rungs[-1]["height"])
    if source["capped"]:
        filters.append(f"fps={MAX_FRAME_RATE}")
    head = ",".join([*filters, f"split={len(rungs)}"])
    labels = "".join(f"[s{number}]" for number in range(len(rungs)))
    matrix = ":out_color_matrix=bt709" if source["rgb"] else ""
    branches = [
        f"[s{number}]scale={rung['width']}:{rung['height']}:flags=bicubic:out_range=tv{matrix},"
        f"setsar=1,format=yuv420p[{rung['name']}]"
        for number, rung in enumerate(rungs)
    ]
    return ";".join([f"[0:{source['video_index']}]{head}{labels}", *branches])


def _rendition(rung: Rung, source: Source, folder: Path) -> list[str]:
    grid = f"floor(t/{KEYFRAME_SECONDS}),floor(prev_forced_t/{KEYFRAME_SECONDS})+1"
    keyframes = f"expr:if(isnan(prev_forced_t),1,gte({grid}))"
    return [
        *("-map", f"[{rung['name']}]", "-an", "-map_metadata", "-1", "-map_chapters", "-1"),
        # Every decoded frame once, at its own time: variable frame rates stay as they are.
        *("-fps_mode", "passthrough", "-enc_time_base", "1:90000"),
        *("-c:v", "libx264", "-preset", "veryfast", "-profile:v", "high", "-pix_fmt", "yuv420p"),
        *("-crf", "23", "-maxrate", str(rung["max_rate"]), "-bufsize", str(rung["max_rate"] * 2)),
        # Keyframes on a grid of time, the first frame at or after each line of it, so that all rungs agree.
        *("-force_key_frames", keyframes, "-g", "9999", "-sc_threshold", "0"),
        # Reordering spreads a long frame's duration over its neighbours where the rate varies.
        *("-bf", "0" if source["variable"] else "2"),
        *_segments(folder / rung["name"]),
    ]


def _segments(folder: Path) -> list[str]:
    """CMAF segments that begin at their true presentation time, without edit lists (notes: media.md, 5)."""
    return [
        *("-f", "hls", "-hls_time", str(SEGMENT_SECONDS), "-hls_list_size", "0", "-hls_playlist_type", "vod"),
        # temp_file: a name that ends in .m4s is a finished segment, and may be shipped.
        *("-hls_flags", "independent_segments+temp_file", "-hls_segment_type", "fmp4"),
        *("-hls_segment_options", "use_editlist=0:movflags=+frag_discont+negative_cts_offsets"),
        *("-output_ts_offset", str(TIMELINE_STARTS_AT), "-hls_fmp4_init_filename", INIT),
        *("-hls_segment_filename", str(folder / "%05d.m4s"), str(folder / MEDIA)),
    ]
