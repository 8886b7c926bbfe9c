"""Playlists: durations by what is shown, rates by what a line must carry."""

from functions.transcode.fmp4 import Segment
from functions.transcode.playlists import media_playlist, rates


def segment(number: int, start: float, end: float, size: int = 1000) -> Segment:
    return Segment(f"{number:05d}.m4s", size, 30, start, end, True)


def test_a_segment_lasts_until_the_next_begins() -> None:
    text = media_playlist([segment(0, 10, 13.9), segment(1, 14, 15.5)])

    assert "#EXTINF:4.000000,\n00000.m4s\n#EXTINF:1.500000,\n00001.m4s\n#EXT-X-ENDLIST" in text
    assert "#EXT-X-TARGETDURATION:4" in text


def test_the_peak_overlooks_a_short_last_segment() -> None:
    peak, average = rates([segment(0, 0, 4), segment(1, 4, 8, 2000), segment(2, 8, 8.1, 500)])

    assert peak == 4000
    assert average == 3457


def test_a_single_frame_has_rates_too() -> None:
    assert rates([segment(0, 10, 10.5, 100)]) == (1600, 1600)
