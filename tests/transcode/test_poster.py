"""The poster shows something, wherever the film begins to."""

from pathlib import Path

import pytest
from PIL import Image

from functions.transcode import ffmpeg, poster
from functions.transcode.judge import judge
from functions.transcode.look import look
from functions.transcode.plan import Source, plan
from tests.transcode.corpus import Corpus


def shown(corpus: Corpus, name: str, folder: Path) -> Image.Image | None:
    path = corpus[name]
    facts = look(str(path), path.stat().st_size, path.read_bytes()[:512])
    source: Source = plan("v", "o", "p", facts, judge(facts))["source"]
    best = poster.choose(source, ffmpeg.read(str(path)), folder)
    return Image.open(best).convert("L") if best else None


@pytest.mark.parametrize("name", ["plain.mp4", "fadein.mp4", "oneframe.mp4", "recorder.webm", "stream.ts"])
def test_it_is_neither_black_nor_blank(name: str, corpus: Corpus, tmp_path: Path) -> None:
    picture = shown(corpus, name, tmp_path)

    assert picture
    _, high = picture.getextrema()
    assert isinstance(high, int)
    assert high > 128


def test_a_black_film_has_a_black_poster(corpus: Corpus, tmp_path: Path) -> None:
    assert shown(corpus, "black.mp4", tmp_path)


def test_a_rotated_film_has_an_upright_one(corpus: Corpus, tmp_path: Path) -> None:
    picture = shown(corpus, "rotated.mp4", tmp_path)

    assert picture
    assert picture.size == (180, 320)


def test_there_may_be_none(corpus: Corpus, tmp_path: Path) -> None:
    source: Source = {"seconds": 9, "width": 16, "height": 16, "video_index": 0}  # type: ignore[typeddict-item]
    source |= {"interlaced": False, "hdr": False, "colours_told": True}

    assert poster.choose(source, ffmpeg.read(str(corpus["text.mp4"])), tmp_path) is None
