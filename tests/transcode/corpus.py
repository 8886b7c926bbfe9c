"""Hard sources, each made when a test first asks for it; what is to become of them stands beside them."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from tests.transcode import (
    corpus_broken,
    corpus_extras,
    corpus_formats,
    corpus_pictures,
    corpus_recorder,
    corpus_slow,
    corpus_sounds,
    corpus_times,
)
from tests.transcode.corpus_source import OF, Source, ffmpeg

SOURCES: dict[str, Source] = {
    **corpus_formats.SOURCES,
    **corpus_pictures.SOURCES,
    **corpus_times.SOURCES,
    **corpus_sounds.SOURCES,
    **corpus_extras.SOURCES,
    **corpus_recorder.SOURCES,
    **corpus_broken.SOURCES,
    **corpus_slow.SOURCES,
}

# Cousins of others that are always tried: these run in `make test-corpus` only.
WHEN_THERE_IS_TIME = frozenset(
    [
        "faststart.mp4",
        "vvc.mp4",
        "alpha.webm",
        "recorder.mkv",
        "theora.ogv",
        "videocd.mpg",
        "huffyuv.avi",
        "h264.avi",
        "sorenson.flv",
        "proresalpha.mov",
        "cineform.mov",
        "animation.mov",
        "archive.mkv",
        "pictures.mkv",
        "moving.apng",
        "bare.hevc",
        "bare.y4m",
        "bare.ivf",
        "realmedia.rm",
        "premiere.mp4",
        "square.mp4",
        "narrow.mp4",
        "rotated90.mp4",
        "mirrored.mp4",
        "banner.mp4",
        "larger.ts",
        "film.mp4",
        "pal.mp4",
        "sixty.mp4",
        "ninety.mp4",
        "slides.mp4",
        "bottomfirst.mp4",
        "twelvebit.mkv",
        "gray.mp4",
        "wide.mkv",
        "black.mp4",
        "twoframes.mp4",
        "hugegop.mp4",
        "allintra.mp4",
        "pyramid.mp4",
        "inband.mp4",
        "jitter.mkv",
        "four.mp4",
        "straight.mp4",
        "four.ts",
        "twice.ts",
        "latesound.mkv",
        "latepicture.mkv",
        "radio.mp4",
        "studio.mov",
        "cinema.mkv",
        "dolbyplus.mkv",
        "dts.mkv",
        "opus.mp4",
        "alac.mov",
        "mp3.mp4",
        "vorbis.mkv",
        "law.mov",
        "float.mkv",
        "threetracks.mp4",
        "mute.mp4",
        "styled.mkv",
        "chapters.mp4",
        "talkative.mp4",
        "cover.mkv",
        "attachment.mkv",
        "really-an-mp4.avi",
        "really-a-ts.mov",
        "nothing-to-say",
        "padded.mp4",
        "screen-vp8.webm",
        "screen-h264.mkv",
        "twopictures.mp4",
        "h264-in-nothing.mp4",
        "offset.mp4",
        "tape.dv",
    ]
)


class Corpus(Mapping[str, Path]):
    """``corpus["plain.mp4"]`` is the path of that source."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def __iter__(self) -> Iterator[str]:
        return iter(SOURCES)

    def __len__(self) -> int:
        return len(SOURCES)

    def __getitem__(self, name: str) -> Path:
        path = self._folder / name
        if not path.exists():
            self._make(SOURCES[name], path)
        return path

    def _make(self, source: Source, path: Path) -> None:
        if callable(source.make):
            source.make(self, path)
            return
        arguments = [self[each.removeprefix(OF)] if each.startswith(OF) else each for each in source.make]
        ffmpeg(*arguments, path)
