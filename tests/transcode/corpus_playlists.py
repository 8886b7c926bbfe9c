"""Whether playlists keep RFC 8216's rules and tell the truth about the segments they list."""

from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any

import m3u8
from m3u8 import parser

from tests.transcode.corpus_segments import samples, timescale


def check_playlists(manifest: Path) -> None:
    """The multivariant playlist and everything below it."""
    text = manifest.read_text()
    parser.parse(text, strict=True)
    top = m3u8.loads(text)
    assert top.is_variant
    assert top.is_independent_segments
    assert text.startswith("#EXTM3U\n#EXT-X-VERSION:")
    assert top.version >= 6
    sounds = {media.group_id: Track(manifest.parent / media.uri) for media in top.media if media.uri}
    for variant in top.playlists:
        _check_variant(variant, manifest.parent, sounds)
    boundaries = {
        tuple(round(time, 3) for time in Track(manifest.parent / variant.uri).times)
        for variant in top.playlists
    }
    assert len(boundaries) == 1, "renditions are cut at different times"


class Track:
    """A complete media playlist that was checked, with what its segments weigh and how long they last."""

    def __init__(self, path: Path) -> None:
        text = path.read_text()
        parser.parse(text, strict=True)
        self.path = path
        self.playlist = playlist = m3u8.loads(text)
        folder = path.parent
        self.init = (folder / playlist.segment_map[0].uri).read_bytes()
        self.sizes = [(folder / segment.uri).stat().st_size for segment in playlist.segments]
        self.lasting = [float(segment.duration) for segment in playlist.segments]
        self.times = [0.0, *accumulate(self.lasting)]
        self.check()

    def check(self) -> None:
        """What must hold of each media playlist that is complete."""
        playlist = self.playlist
        assert playlist.version >= 6, "EXT-X-MAP needs it"
        assert playlist.is_independent_segments
        assert (playlist.playlist_type or "").upper() == "VOD"
        assert playlist.is_endlist
        assert len(playlist.segment_map) == 1
        assert all(round(seconds) <= playlist.target_duration for seconds in self.lasting)
        assert {segment.uri for segment in playlist.segments} == {
            path.name for path in self.path.parent.glob("*.m4s")
        }, f"{self.path}: files that nobody plays, or that are not there"
        self._check_durations()

    def _check_durations(self) -> None:
        """Each EXTINF is the time until the next segment begins."""
        scale = timescale(self.init)
        starts = [int(Path(segment.uri).stem) / scale for segment in self.playlist.segments]
        for (before, after), told in zip(pairwise(starts), self.lasting, strict=False):
            assert abs(after - before - told) < 0.0011, f"{self.path}: {after - before} told as {told}"
        last = samples((self.path.parent / self.playlist.segments[-1].uri).read_bytes())
        end = max(each.decoded + each.later + each.lasts for each in last) / scale
        assert abs(end - starts[-1] - self.lasting[-1]) < 0.0011

    @property
    def peak(self) -> float:
        """RFC 8216, 4.1: over every run of segments that lasts 0.5 to 1.5 target durations."""
        target = self.playlist.target_duration
        rates: list[float] = [sum(self.sizes) * 8 / max(sum(self.lasting), 0.001)]
        for first in range(len(self.sizes)):
            for last in range(first + 1, len(self.sizes) + 1):
                seconds = sum(self.lasting[first:last])
                if target / 2 <= seconds <= target * 1.5:
                    rates.append(sum(self.sizes[first:last]) * 8 / seconds)
                if seconds > target * 1.5:
                    break
        return max(rates)


def _check_variant(variant: Any, folder: Path, sounds: dict[str, Track]) -> None:
    info = variant.stream_info
    picture = Track(folder / variant.uri)
    sound = sounds[info.audio] if info.audio else None
    avc = picture.init.index(b"avcC")
    codecs = [f"avc1.{picture.init[avc + 5 : avc + 8].hex()}", *(["mp4a.40.2"] if sound else [])]
    assert info.codecs.lower().split(",") == codecs
    at = picture.init.index(b"avc1", picture.init.index(b"stsd")) + 28
    size = tuple(int.from_bytes(picture.init[at + side : at + side + 2], "big") for side in (0, 2))
    assert info.resolution == size
    # EXTINF has six decimals: one frame's rate may be a little less by it.
    assert info.bandwidth >= (picture.peak + (sound.peak if sound else 0)) * 0.9999
    assert 0 < info.average_bandwidth <= info.bandwidth
    assert info.frame_rate > 0
