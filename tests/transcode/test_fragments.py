"""CMAF of any maker is read: defaults from the init segment, times by edit list, keyframes by their kind."""

from __future__ import annotations

import struct
import subprocess
from pathlib import Path

import imageio_ffmpeg
import pytest

from functions.transcode.adopt import names
from functions.transcode.mp4.fragments import Header, begins_with_idr, boxes, read_header, read_segment
from functions.transcode.outcomes import EncodeFailed

SYNC, NOT_SYNC = 0x2000000, 0x1010000


def box(kind: bytes, *contents: bytes) -> bytes:
    body = b"".join(contents)
    return struct.pack(">I4s", len(body) + 8, kind) + body


def full(kind: bytes, contents: bytes, version: int = 0, flags: int = 0) -> bytes:
    return box(kind, bytes([version]) + flags.to_bytes(3, "big"), contents)


def init(*edits: tuple[int, int], duration: int = 3000) -> bytes:
    """A picture of 90,000 ticks a second in a movie of 1,000; ``edits`` are (duration, media time)."""
    elst = struct.pack(">I", len(edits)) + b"".join(
        struct.pack(">IiI", lasts, begins, 0x10000) for lasts, begins in edits
    )
    return box(
        b"moov",
        full(b"mvhd", struct.pack(">III", 0, 0, 1000)),
        box(
            b"trak",
            *([box(b"edts", full(b"elst", elst))] if edits else []),
            box(
                b"mdia",
                full(b"mdhd", struct.pack(">III", 0, 0, 90_000)),
                box(b"avcC", b"\x01\x64\x00\x1f"),
            ),
        ),
        box(b"mvex", full(b"trex", struct.pack(">IIIII", 1, 1, duration, 0, SYNC))),
    )


def moof(time: int, *offsets: int, first: int = SYNC) -> bytes:
    """A fragment that leaves durations to the init segment; ``offsets`` are those of composition."""
    trun = struct.pack(">II", len(offsets), first) + struct.pack(f">{len(offsets)}i", *offsets)
    return box(
        b"moof",
        box(
            b"traf",
            full(b"tfhd", struct.pack(">I", 1), flags=0x20000),
            full(b"tfdt", struct.pack(">Q", time), version=1),
            full(b"trun", trun, version=1, flags=0x804),
        ),
    )


def test_what_a_fragment_leaves_out_stands_in_the_init_segment() -> None:
    header = read_header(init())

    segment = read_segment(header, moof(9000, 0, 6000, -3000, 0) + moof(21_000, 0), 1234)

    assert header == Header(timescale=90_000, codecs="avc1.64001f", duration=3000, flags=SYNC, shift=0)
    # Two fragments of one segment: four frames, and one.
    assert segment == {"time": 9000, "duration": 15_000, "size": 1234, "frames": 5}


@pytest.mark.parametrize(
    ("edits", "shift"),
    [
        ([(0, 6000)], -6000),  # the delay of two B-frames is cut off
        ([(500, -1), (0, 0)], 45_000),  # nothing is shown for half a second
        ([(500, -1), (0, 6000)], 39_000),
    ],
)
def test_an_edit_list_shifts_the_time(edits: list[tuple[int, int]], shift: int) -> None:
    assert read_header(init(*edits)).shift == shift


@pytest.mark.parametrize("options", ["use_editlist=1", "movflags=+delay_moov+frag_discont"])
def test_times_are_those_that_a_player_sees(options: str, tmp_path: Path) -> None:
    """FFmpeg writes the edit lists, and tells when it shows the first frame of each segment."""
    ffmpeg = [imageio_ffmpeg.get_ffmpeg_exe(), "-nostdin", "-v", "error"]
    made = ["-f", "lavfi", "-i", "testsrc2=s=96x64:r=25:d=4", "-c:v", "libx264", "-bf", "2", "-g", "50"]
    made += ["-f", "hls", "-hls_time", "2", "-hls_playlist_type", "vod", "-hls_segment_type", "fmp4"]
    made += ["-hls_segment_options", options, "-hls_segment_filename", str(tmp_path / "%d.m4s")]
    subprocess.run([*ffmpeg, *made, str(tmp_path / "index.m3u8")], check=True)

    header = read_header((tmp_path / "init.mp4").read_bytes())
    assert b"elst" in (tmp_path / "init.mp4").read_bytes()
    segments = [(tmp_path / f"{number}.m4s").read_bytes() for number in (0, 1)]
    found = [read_segment(header, data, len(data))["time"] / header.timescale for data in segments]

    told = [*ffmpeg, "-copyts", "-i", str(tmp_path / "index.m3u8"), "-c", "copy", "-f", "framecrc", "-"]
    lines = subprocess.run(told, check=True, capture_output=True, text=True).stdout.splitlines()
    (base,) = (line.rpartition("/")[2] for line in lines if line.startswith("#tb"))
    shown = sorted(int(line.split(",")[2]) / int(base) for line in lines if not line.startswith("#"))
    assert found == pytest.approx([shown[0], shown[50]], abs=0.001)


def test_priming_before_zero_is_not_shown() -> None:
    segment = read_segment(read_header(init((0, 2000))), moof(0, 0, 0), 1)

    assert (segment["time"], segment["duration"]) == (0, 4000)


def test_films_of_several_pieces_are_refused() -> None:
    with pytest.raises(EncodeFailed, match="more than one edit"):
        read_header(init((500, 0), (500, 90_000)))


@pytest.mark.parametrize("moofs", [moof(0, 0, first=NOT_SYNC), b""])
def test_a_segment_must_begin_with_a_keyframe(moofs: bytes) -> None:
    with pytest.raises(EncodeFailed, match="keyframe"):
        read_segment(read_header(init()), moofs, 1)


def test_a_keyframe_that_is_no_idr_picture_is_found_out() -> None:
    sei, idr, other = (struct.pack(">IB", 3, kind) + b"xx" for kind in (6, 0x65, 0x41))

    assert begins_with_idr(sei + idr)
    assert not begins_with_idr(sei + other)


@pytest.mark.parametrize("damaged", [b"", b"\0\0\0\3moov", init()[:40]])
def test_a_damaged_init_segment_is_refused(damaged: bytes) -> None:
    with pytest.raises(EncodeFailed):
        read_header(damaged)


def test_boxes_may_be_large_or_reach_to_the_end() -> None:
    large = struct.pack(">I4sQ", 1, b"larg", 18) + b"ab"
    open_ended = struct.pack(">I4s", 0, b"last") + b"cd"

    assert list(boxes(large + open_ended)) == [(b"larg", b"ab"), (b"last", b"cd")]


def test_a_playlist_of_mediaconvert_names_its_files() -> None:
    playlist = """#EXTM3U
#EXT-X-VERSION:6
#EXT-X-TARGETDURATION:4
#EXT-X-MEDIA-SEQUENCE:1
#EXT-X-PLAYLIST-TYPE:VOD
#EXT-X-MAP:URI="source_720pinit.cmfv"
#EXTINF:4,
source_720p_000000001.cmfv
#EXTINF:1.5,
source_720p_000000002.cmfv
#EXT-X-ENDLIST
"""
    segments = ["source_720p_000000001.cmfv", "source_720p_000000002.cmfv"]

    assert names(playlist) == ("source_720pinit.cmfv", segments)
    for broken in (playlist.replace("#EXT-X-ENDLIST", ""), playlist.replace("#EXT-X-MAP", "#EXT-X-GAP")):
        with pytest.raises(EncodeFailed):
            names(broken)
