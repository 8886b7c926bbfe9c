"""When things begin, end and stop for a while: edit lists, gaps, jumps, wraps and tracks that disagree."""

from collections.abc import Mapping
from pathlib import Path

from tests.transcode.corpus_boxes import with_edits
from tests.transcode.corpus_formats import UNEVEN
from tests.transcode.corpus_source import (
    AAC,
    H264,
    PICTURE,
    Failed,
    Ready,
    Source,
    beeps,
    clapper,
    ffmpeg,
)

TS = ("-f", "mpegts")
COPY = ("-c", "copy")
FOUR = (*clapper(seconds=4), *beeps(4), *H264, "-bf", "2", "-g", "30", *AAC)
WRAPS_AT = 2**33 / 90000
TS_PACKET = 188


def _gap(corpus: Mapping[str, Path], to: Path) -> None:
    """A second is missing, as when an aerial was moved."""
    packets = corpus["four.ts"].read_bytes()
    size = len(packets) // TS_PACKET
    to.write_bytes(packets[: size * 3 // 8 * TS_PACKET] + packets[size * 5 // 8 * TS_PACKET :])


def _jump(corpus: Mapping[str, Path], to: Path) -> None:
    """Two programmes one after the other; the second one's clock is a day ahead."""
    later = to.with_name("later.ts")
    ffmpeg("-i", corpus["stream.ts"], *COPY, "-output_ts_offset", "86400", *TS, later)
    to.write_bytes(corpus["stream.ts"].read_bytes() + later.read_bytes())


def _back(corpus: Mapping[str, Path], to: Path) -> None:
    """The same programme twice: the clock starts again."""
    to.write_bytes(corpus["stream.ts"].read_bytes() * 2)


def _late_picture(corpus: Mapping[str, Path], to: Path) -> None:
    ffmpeg("-itsoffset", "1", *PICTURE, *beeps(3), *H264, *AAC, to)


SOURCES = {
    "vfr.mp4": Source(
        (*clapper(seconds=5), *beeps(5), "-vf", UNEVEN, "-fps_mode", "vfr", *H264, *AAC), Ready(seconds=5)
    ),
    "bursts.mkv": Source(
        (
            *clapper(seconds=6),
            *beeps(6),
            "-vf",
            "select='lt(mod(t+0.65,1),0.5)'",
            "-fps_mode",
            "vfr",
            *H264,
            *AAC,
        ),
        Ready(seconds=6),
    ),
    "jitter.mkv": Source(
        (
            *clapper(seconds=4),
            *beeps(4),
            "-vf",
            "setpts='PTS+mod(N*7,5)*0.004/TB'",
            "-fps_mode",
            "vfr",
            *H264,
            "-bf",
            "2",
            *AAC,
        ),
        Ready(seconds=4),
    ),
    # Edit lists.
    "trimmed.mp4": Source(("-ss", "0.7", "-i", "corpus:plain.mp4", *COPY), Ready(seconds=1.3)),
    "trimmed.mov": Source(("-ss", "1.23", "-i", "corpus:four.mp4", *COPY), Ready(seconds=2.77)),
    "four.mp4": Source(FOUR, Ready(seconds=4)),
    "straight.mp4": Source((*clapper(seconds=4), *beeps(4), *H264, *AAC), Ready(seconds=4)),
    "twoedits.mov": Source(
        lambda corpus, to: with_edits(corpus["straight.mp4"], to, [(1000, 0), (1000, 2000)]),
        Ready(seconds=2),
    ),
    "delayed.mov": Source(
        lambda corpus, to: with_edits(corpus["straight.mp4"], to, [(500, None), (3500, 0)]),
        Ready(seconds=3.5),
    ),
    # Transport streams.
    "four.ts": Source(("-i", "corpus:four.mp4", *COPY, *TS), Ready(seconds=4)),
    "gap.ts": Source(_gap, Ready(seconds=4, slack=0.2, numbered=False, claps=False)),
    "wrap.ts": Source(
        ("-i", "corpus:four.mp4", *COPY, "-output_ts_offset", f"{WRAPS_AT - 3.4:.3f}", *TS), Ready(seconds=4)
    ),
    "jump.ts": Source(_jump, Ready(seconds=4, slack=0.2, claps=False)),
    # Each track's clock is mended by itself, and the tracks are not equally long: they come a little apart.
    "twice.ts": Source(_back, Ready(seconds=4, slack=0.2, claps=False)),
    "midway.ts": Source(
        lambda corpus, to: to.write_bytes(_from_packet(corpus["four.ts"], 0.3)),
        Ready(seconds=3.07),
    ),
    # Tracks that disagree.
    "longsound.mp4": Source((*clapper(seconds=1), *beeps(3), *H264, *AAC), Ready(seconds=3)),
    "shortsound.mp4": Source((*clapper(seconds=3), *beeps(1), *H264, *AAC), Ready(seconds=3)),
    "latesound.mp4": Source((*PICTURE, *beeps(2, starts=0.7), *H264, *AAC), Ready(seconds=2.7)),
    "latesound.mkv": Source((*PICTURE, *beeps(2, starts=0.7), *H264, *AAC), Ready(seconds=2.7)),
    "latepicture.mp4": Source(_late_picture, Ready(seconds=3)),
    "latepicture.mkv": Source(_late_picture, Ready(seconds=3)),
    "holeinsound.mkv": Source(
        (*clapper(seconds=4), *beeps(4), *H264, *AAC, "-bsf:a", "noise=drop='between(pts*tb,1.7,2.3)'"),
        Ready(seconds=4),
    ),
    "offset.mkv": Source(("-i", "corpus:plain.mp4", *COPY, "-output_ts_offset", "100")),
    "offset.mp4": Source(("-i", "corpus:plain.mp4", *COPY, "-output_ts_offset", "3"), Ready(slack=3.1)),
    "negative.mp4": Source(
        (
            "-i",
            "corpus:plain.mp4",
            *COPY,
            "-bsf",
            "setts=pts=PTS-0.5/TB:dts=DTS-0.5/TB",
            "-avoid_negative_ts",
            "disabled",
        ),
        Ready(seconds=1.5),
    ),
    "thirteenhours.mp4": Source(
        (*PICTURE, "-frames:v", "2", "-vf", "setpts=N*46800/TB", "-fps_mode", "vfr", *H264),
        Failed("12 hours is the limit"),
    ),
}


def _from_packet(path: Path, share: float) -> bytes:
    data = path.read_bytes()
    return data[int(len(data) * share) // TS_PACKET * TS_PACKET :]
