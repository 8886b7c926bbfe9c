"""FFmpeg's filter graphs: which frames of a decode are wanted, how they are corrected, and in which sizes."""

from fractions import Fraction
from math import floor

from functions.transcode.ladder import MAX_FRAME_RATE, Rung
from functions.transcode.plan import Chunk, Source

# Float light, tone-mapped to what an ordinary screen shows; the last step is 8-bit BT.709.
TONE_MAP = (
    "zscale=t=linear:npl=100,format=gbrpf32le,zscale=p=bt709,tonemap=tonemap=hable:desat=0,"
    "zscale=t=bt709:m=bt709:r=tv,format=yuv420p"
)
# As many frames out as in. Its clock ticks twice as fast as its input's.
DEINTERLACE = "bwdif=mode=send_frame:deint=interlaced"


def is_cut(chunk: Chunk) -> bool:
    """Whether it is a stretch of the source, found by timestamps, and not just all of it."""
    return any(chunk[border] is not None for border in ("seek", "begin", "end"))


def ladder_graph(source: Source, rungs: list[Rung], chunk: Chunk, scaler: str = "bicubic") -> str:
    """From the picture's frames to one output for each rung, labelled with its name."""
    filters = [
        *([DEINTERLACE] if source["interlaced"] else []),
        *_stretch(source, chunk),
        *colours(source, rungs[-1]["width"], rungs[-1]["height"]),
    ]
    head = ",".join([*filters, f"split={len(rungs)}"])
    labels = "".join(f"[s{number}]" for number in range(len(rungs)))
    matrix = ":out_color_matrix=bt709" if source["rgb"] else ""
    branches = [
        f"[s{number}]scale={rung['width']}:{rung['height']}:flags={scaler}:out_range=tv{matrix},"
        f"setsar=1,format=yuv420p[{rung['name']}]"
        for number, rung in enumerate(rungs)
    ]
    return ";".join([f"[0:{source['video_index']}]{head}{labels}", *branches])


def colours(source: Source, width: int, height: int) -> list[str]:
    """Ordinary colours, before the sizes part; ``width`` and ``height`` are the largest size needed."""
    if source["hdr"]:
        # Tone mapping is dear: at the largest size needed, and once.
        return [f"scale={width}:{height}:flags=bicubic", TONE_MAP]
    untold = not source["colours_told"] and min(source["width"], source["height"]) >= 720
    if untold or source["colours_strange"]:
        # Players guess from the size, which would give one video two colourings.
        return ["setparams=colorspace=bt709:color_primaries=bt709:color_trc=bt709"]
    return []


def _stretch(source: Source, chunk: Chunk) -> list[str]:
    """The chunk's frames alone, on the timeline that begins at 0, and not more of them than are kept."""
    if not is_cut(chunk):
        return [f"fps={MAX_FRAME_RATE}"] if source["capped"] else []
    times = 2 if source["interlaced"] else 1
    shift = f"setpts=PTS-({source['start'] * times})"
    if not source["capped"]:
        # The end of the trimming also ends the decoding: no time is spent on what comes after it.
        return [*_trim(*(None if at is None else at * times for at in (chunk["begin"], chunk["end"]))), shift]
    # Frames are chosen on a grid of the whole timeline, and cut on it, so that chunks agree with each other.
    grid = (_line(source, chunk["begin"]), _line(source, chunk["end"]))
    return [shift, f"fps={MAX_FRAME_RATE}", *_trim(*grid)]


def _line(source: Source, time: int | None) -> int | None:
    """The line of the output's grid on which FFmpeg's fps filter puts a frame: the nearest one."""
    if time is None:
        return None
    seconds = (time - source["start"]) * Fraction(*source["time_base"])
    return floor(seconds * MAX_FRAME_RATE + Fraction(1, 2))


def _trim(begin: int | None, end: int | None) -> list[str]:
    borders = [
        *([] if begin is None else [f"start_pts={begin}"]),
        *([] if end is None else [f"end_pts={end}"]),
    ]
    return [f"trim={':'.join(borders)}"] if borders else []
