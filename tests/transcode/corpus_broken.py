"""What is damaged, incomplete, no video at all, or made by somebody with bad intentions."""

import random
import zipfile
from collections.abc import Mapping
from pathlib import Path

from tests.transcode.corpus_boxes import box, with_table
from tests.transcode.corpus_source import H264, PICTURE, SOUND, Failed, Ready, Source, beeps, ffmpeg

IMAGE = ("-frames:v", "1", "-f", "image2", "-c:v")
NO_VIDEO = Failed("This file is not a video")
DAMAGED = Failed("damaged or incomplete")
CUT = Failed("ends before the video does")
MISSING = Failed(r"of 6 seconds of the picture could not be read")
STILL = Failed("still image")
KEY = "0123456789abcdef0123456789abcdef"
NOISE = random.Random(1).randbytes(300_000)
SECRET = "http://127.0.0.1:9/secret.ts"


def _cut(corpus: Mapping[str, Path], to: Path, *options: str) -> None:
    """Its index says it is all there, but the file ends after two thirds."""
    whole = to.with_name(f"whole-{to.name}")
    ffmpeg("-i", corpus["ladder.mp4"], "-c", "copy", *options, whole)
    data = whole.read_bytes()
    to.write_bytes(data[: len(data) * 2 // 3])


def _scrambled(corpus: Mapping[str, Path], to: Path, name: str, begin: float, end: float) -> None:
    """The source ``name``, of whose media data the shares from ``begin`` to ``end`` are lost."""
    data = corpus[name].read_bytes()
    start, stop = data.index(b"mdat") + 4, data.rindex(b"moov") - 4
    first, last = (start + int((stop - start) * share) for share in (begin, end))
    to.write_bytes(data[:first] + b"\xff" * (last - first) + data[last:])


def _song_with_cover(corpus: Mapping[str, Path], to: Path) -> None:
    cover = ("-i", corpus["photo.mp4"], "-map", "0:a", "-map", "1:v", "-c:v", "copy")
    ffmpeg(*SOUND, *cover, "-disposition:v", "attached_pic", "-c:a", "libmp3lame", to)


def _zip(corpus: Mapping[str, Path], to: Path) -> None:
    with zipfile.ZipFile(to, "w") as archive:
        archive.write(corpus["plain.mp4"], "holiday.mp4")


def _nested(depth: int) -> bytes:
    """Boxes in boxes in boxes: a parser that calls itself runs out of stack."""
    sizes = range(8 * depth, 0, -8)
    return b"".join(size.to_bytes(4, "big") + b"moov" for size in sizes)


SOURCES = {
    # Not videos.
    "empty.mp4": Source(lambda corpus, to: to.write_bytes(b""), Failed("The file is empty")),
    "zeros.mp4": Source(lambda corpus, to: to.write_bytes(bytes(1_000_000)), NO_VIDEO),
    "text.mp4": Source(lambda corpus, to: to.write_text("This is not a video. " * 100), NO_VIDEO),
    "page.mp4": Source(lambda corpus, to: to.write_text("<!doctype html><video src=x>" * 99), NO_VIDEO),
    "encrypted.mp4": Source(lambda corpus, to: to.write_bytes(NOISE), NO_VIDEO),
    "archive.mp4": Source(_zip, NO_VIDEO),
    "song.wav": Source((*SOUND, "-f", "wav"), Failed("sound but no picture")),
    "song.mp3": Source(_song_with_cover, Failed("sound but no picture")),
    "podcast.mp4": Source((*beeps(), "-c:a", "aac"), Failed("sound but no picture")),
    "renamed.mp4": Source((*PICTURE, *IMAGE, "png"), STILL),
    "photo.mp4": Source((*PICTURE, *IMAGE, "mjpeg"), STILL),
    "still.gif": Source((*PICTURE, "-frames:v", "1", "-f", "gif"), STILL),
    "picture.heic": Source(lambda corpus, to: to.write_bytes(b"\0\0\0\x18ftypheic" + bytes(900)), STILL),
    # Playlists would make the encoder read other addresses.
    "playlist.mp4": Source(lambda corpus, to: to.write_text(f"#EXTM3U\n#EXTINF:4,\n{SECRET}\n"), NO_VIDEO),
    "script.mp4": Source(
        lambda corpus, to: to.write_text(f"ffconcat version 1.0\nfile {SECRET}\n"), NO_VIDEO
    ),
    "presentation.mp4": Source(
        lambda corpus, to: to.write_text(f'<?xml version="1.0"?><MPD><BaseURL>{SECRET}</BaseURL></MPD>'),
        NO_VIDEO,
    ),
    # Damaged.
    "noindex.mp4": Source(
        lambda corpus, to: to.write_bytes(corpus["plain.mp4"].read_bytes()[:40_000]), DAMAGED
    ),
    "truncated.mp4": Source(lambda corpus, to: _cut(corpus, to, "-movflags", "+faststart"), CUT),
    "truncated.mkv": Source(lambda corpus, to: _cut(corpus, to, "-f", "matroska"), Failed("incomplete")),
    "truncated.flv": Source(lambda corpus, to: _cut(corpus, to, "-f", "flv"), MISSING),
    "truncated.avi": Source(
        lambda corpus, to: _cut(corpus, to, "-bsf:v", "h264_mp4toannexb"), Failed("incomplete")
    ),
    # Nothing in it tells how long it was meant to be: what is there is shown.
    "truncated.ts": Source(
        lambda corpus, to: _cut(corpus, to, "-f", "mpegts"), Ready(("426x240", "640x360"), 4, slack=0.5)
    ),
    "scrambled.mp4": Source(
        lambda corpus, to: _scrambled(corpus, to, "silent.mp4", 0, 1), Failed("not one frame")
    ),
    # Its beginning lets the judge pass it.
    "rotten.mp4": Source(lambda corpus, to: _scrambled(corpus, to, "ladder.mp4", 0.2, 1), Failed("damaged")),
    "scratched.mp4": Source(lambda corpus, to: _scrambled(corpus, to, "ladder.mp4", 0.3, 0.6), DAMAGED),
    "unknowncodec.mp4": Source(
        lambda corpus, to: to.write_bytes(corpus["plain.mp4"].read_bytes().replace(b"avc1", b"zzz1")),
        Failed("in a format that cannot be read"),
    ),
    "protected.mp4": Source(
        (
            *("-i", "corpus:plain.mp4", "-c", "copy", "-encryption_scheme", "cenc-aes-ctr"),
            *("-encryption_key", KEY, "-encryption_kid", KEY),
        ),
        Failed("damaged|protected"),
    ),
    "onlyhead.mp4": Source(
        lambda corpus, to: to.write_bytes(box(b"ftyp", b"isom\0\0\2\0isom") + NOISE), DAMAGED
    ),
    # Bad intentions.
    "bomb-times.mp4": Source(
        lambda corpus, to: with_table(corpus["silent.mp4"], to, b"stts", 2**31), Failed("damaged|incomplete")
    ),
    "bomb-sizes.mp4": Source(
        lambda corpus, to: with_table(corpus["silent.mp4"], to, b"stsz", 2**32 - 1),
        Failed("damaged|incomplete"),
    ),
    "bomb-boxes.mp4": Source(
        lambda corpus, to: to.write_bytes(box(b"ftyp", b"isom\0\0\2\0isom") + _nested(200_000)),
        Failed("damaged|not a video"),
    ),
    "bomb-size.mkv": Source(
        lambda corpus, to: to.write_bytes(b"\x1aE\xdf\xa3\x01" + b"\xff" * 300_000),
        Failed("damaged|not a video"),
    ),
}
SOURCES["h264-in-nothing.mp4"] = Source((*PICTURE, *H264, "-f", "h264"), Ready(claps=False))
