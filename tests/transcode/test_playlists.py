"""Playlists: durations by what is shown, rates by what a line must carry, and how they may grow."""

from itertools import pairwise

import m3u8
import pytest
from hypothesis import given
from hypothesis import strategies as st

from functions.transcode.outcomes import EncodeFailed
from functions.transcode.playlists import (
    bandwidth,
    end,
    frames,
    media_playlist,
    merge,
    multivariant_playlist,
    rates,
    start,
)
from functions.transcode.records import Part, Segment
from tests.transcode.tracks import SECOND, part, segment, sound, track


def test_parts_become_one_track_in_order_of_time() -> None:
    whole = merge([part(segment(14, 4), segment(18, 2)), part(segment(10, 4))])

    assert [each["time"] / SECOND for each in whole["segments"]] == [10, 14, 18]
    assert (start(whole), end(whole), frames(whole), whole["decoded"]) == (10, 20, 90, 90)
    assert (whole["name"], whole["width"], whole["height"]) == ("360p", 640, 360)


def test_an_item_without_a_frame_changes_nothing() -> None:
    """A chunk in a stretch that cannot be decoded: its encoder never wrote an init segment."""
    whole = merge([part(init=""), part(segment(10, 4))])

    assert (whole["init"], frames(whole)) == ("abc", 30)


@pytest.mark.parametrize(
    ("parts", "why"),
    [
        ([part(segment(10, 4)), part(segment(14, 4), init="other")], "2 different init segments"),
        ([part(segment(10, 4)), part(segment(10, 4))], "two segments begin at 900000"),
        ([], "No part"),
    ],
)
def test_what_does_not_belong_together_is_not_put_together(parts: list[Part], why: str) -> None:
    with pytest.raises(EncodeFailed, match=why):
        merge(parts)


def test_a_segment_lasts_until_the_next_begins() -> None:
    text = media_playlist(track(segment(10, 3.9), segment(14, 1.5)), complete=True)

    assert "#EXTINF:4.000000,\n900000.m4s\n#EXTINF:1.500000,\n1260000.m4s\n#EXT-X-ENDLIST" in text
    assert "#EXT-X-TARGETDURATION:4" in text


def test_a_complete_playlist_says_so() -> None:
    playlist = m3u8.loads(media_playlist(track(segment(10, 4)), complete=True))

    assert (playlist.playlist_type, playlist.is_endlist, playlist.start) == ("vod", True, None)
    assert playlist.is_independent_segments
    assert playlist.segment_map[0].uri == "init.mp4"


@given(
    lengths=st.lists(st.floats(0.1, 9.4), min_size=2, max_size=12),
    known=st.integers(1, 12),
)
def test_a_playlist_grows_only_at_its_end(lengths: list[float], known: int) -> None:
    """RFC 8216, 6.2.1: what a player has read stays as it was, the target duration too."""
    times = [10 + sum(lengths[:number]) for number in range(len(lengths) + 1)]
    segments = [
        Segment(
            time=round(begin * SECOND),
            duration=round(after * SECOND) - round(begin * SECOND),
            size=9,
            frames=1,
        )
        for begin, after in pairwise(times)
    ]
    before = media_playlist(track(*segments[:known]), complete=False, target=10)
    after = media_playlist(track(*segments), complete=False, target=10)

    assert after.startswith(before)
    growing = m3u8.loads(before)
    assert (growing.playlist_type, growing.is_endlist, growing.target_duration) == ("event", False, 10)
    assert growing.start.time_offset == 0
    assert all(round(each.duration) <= 10 for each in growing.segments)


def test_no_segment_is_longer_than_the_target_says() -> None:
    """A screen recording in which nothing moved for a while: the promise was wrong, so it is mended."""
    playlist = m3u8.loads(media_playlist(track(segment(10, 4), segment(44, 4)), complete=False, target=10))

    assert playlist.target_duration == 34


def test_a_short_last_segment_adds_to_the_peak_but_is_none_alone() -> None:
    peak, average = rates(track(segment(0, 4), segment(4, 4, 2000), segment(8, 0.1, 500)))

    assert peak == -(-2500 * 8 // 4.1)
    assert average == 3457


def test_a_single_frame_has_rates_too() -> None:
    assert rates(track(segment(10, 0.1, 100))) == (8000, 8000)


@given(sizes=st.lists(st.integers(1, 10**6), min_size=1, max_size=12), length=st.floats(0.1, 8))
def test_the_peak_is_never_below_the_average(sizes: list[int], length: float) -> None:
    peak, average = rates(
        track(*(segment(number * length, length, size) for number, size in enumerate(sizes)))
    )

    assert peak >= average > 0


def test_every_rendition_comes_with_the_sound() -> None:
    high = track(segment(10, 4, 8000), name="720p", width=1280, height=720, codecs="avc1.64001f")
    low, heard = track(segment(10, 4)), sound(segment(10, 4, 100), channels=1)

    playlist = m3u8.loads(multivariant_playlist([high, low], heard, 30))

    assert [each.uri for each in playlist.playlists] == ["360p/index.m3u8", "720p/index.m3u8"]
    best = playlist.playlists[1].stream_info
    assert (best.resolution, best.codecs, best.frame_rate) == ((1280, 720), "avc1.64001f,mp4a.40.2", 30)
    assert best.bandwidth == bandwidth(high, heard) == 16_200
    assert [(each.uri, each.channels) for each in playlist.media] == [("audio/index.m3u8", "1")]


def test_a_silent_video_names_no_sound() -> None:
    playlist = m3u8.loads(multivariant_playlist([track(segment(10, 4))], None, 29.97))

    assert playlist.playlists[0].stream_info.codecs == "avc1.64001e"
    assert not playlist.media
