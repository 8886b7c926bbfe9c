"""The CMAF writer by itself: what its segments say, also for tracks that come from nowhere but a camera."""

import pytest

from functions.transcode.mp4 import fmp4, nal
from functions.transcode.mp4.boxes import Broken, box, child, children
from functions.transcode.mp4.cmaf import Sample, init_segment, media_segment
from functions.transcode.mp4.entries import Picture, Sound
from functions.transcode.mp4.tables import PICTURE, SOUND
from functions.transcode.ranges import Ranges

AVC = Picture(320, 180, bytes.fromhex("0164001fffe1000467640a0b01000268ee"), (1, 1), None)
AAC = Sound(bytes.fromhex("1190"), bytes.fromhex("40150000000001f4000001f400"))


def test_an_init_segment_says_codec_and_timescale() -> None:
    picture = init_segment(PICTURE, 90000, AVC.entry(), 320, 180)
    assert fmp4.read_track(picture) == fmp4.Track(90000, "avc1.64001f")
    assert fmp4.read_track(init_segment(SOUND, 48000, AAC.entry())) == fmp4.Track(48000, "mp4a.40.2")
    moov = child(memoryview(picture), b"moov")
    assert moov is not None
    assert [kind for kind, _ in children(moov)] == [b"mvhd", b"trak", b"mvex"]
    assert child(moov, b"trak", b"edts") is None


def test_samples_shown_in_another_order_than_decoded() -> None:
    samples = [
        Sample(3000, 4, 0, sync=True),
        Sample(3000, 3, 3000, sync=False),
        Sample(3600, 2, -3000, sync=False),
    ]
    data = media_segment(7, 900_000, samples, [b"aaaa", b"bbb", b"cc"])

    read = fmp4.read_segment(data)
    assert (read.decodes_at, read.time, read.end) == (900_000, 900_000, 909_000)
    assert (read.frames, read.starts_with_sync) == (3, True)
    assert data.endswith(b"mdataaaabbbcc")


def test_what_all_samples_share_is_said_once() -> None:
    alike = media_segment(1, 480_000, [Sample(1024, 300, 0, sync=True)] * 188, [b""])
    differing = media_segment(
        1, 480_000, [Sample(1024 + n % 2, 300, n % 2, sync=True) for n in range(188)], [b""]
    )
    assert len(differing) - len(alike) == 188 * 8 - 4
    assert fmp4.read_segment(alike).end == 480_000 + 188 * 1024


def test_times_beyond_32_bits() -> None:
    late = 1 << 40
    assert fmp4.read_segment(media_segment(1, late, [Sample(1, 0, 0, sync=True)], [])).time == late


def test_boxes_that_lie_are_refused() -> None:
    assert bytes(child(memoryview(box(b"a   ", box(b"b   ", b"x"))), b"a   ", b"b   ") or b"") == b"x"
    for data in (b"\0\0\0\4free", b"\0\0\1\0free", b"\0\0\0\1free\0\0\0\0\0\0\0\1"):
        with pytest.raises(Broken):
            list(children(memoryview(data)))


def test_the_first_slice_tells_an_idr_picture() -> None:
    parameters, idr, other = b"\0\0\0\2\x67\0", b"\0\0\0\2\x65\0", b"\0\0\0\2\x41\0"
    assert nal.starts_with_idr(memoryview(parameters + idr), 4)
    assert nal.starts_with_idr(memoryview(idr[:5]), 4)  # of which we have only the beginning
    assert not nal.starts_with_idr(memoryview(parameters + other + idr), 4)
    assert not nal.starts_with_idr(memoryview(b""), 4)


def test_bytes_from_many_places_by_few_reads() -> None:
    file = bytes(range(256)) * 8192
    asked: list[tuple[int, int]] = []

    def read(start: int, length: int) -> bytes:
        asked.append((start, length))
        return file[start : start + length]

    ranges = Ranges(read, [(2_000_000, 2_000_010), (5, 10), (100, 300), (8, 20)])
    assert sorted(asked) == [(5, 295), (2_000_000, 10)]
    assert ranges.at(9, 3) == file[9:12]
    assert ranges.at(2_000_004, 6) == file[2_000_004:2_000_010]


def test_a_file_that_ends_too_early() -> None:
    with pytest.raises(OSError, match="shorter"):
        Ranges(lambda start, length: b"abc", [(0, 10)])
