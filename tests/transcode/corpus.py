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
