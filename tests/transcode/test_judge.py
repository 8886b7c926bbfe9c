"""Each kind of bad input is refused in words that name it."""

from pathlib import Path

import pytest

from functions.transcode.judge import judge, looks_like_video, refuse_unread
from functions.transcode.look import look
from functions.transcode.outcomes import BadMedia
from tests.transcode.corpus import Corpus

BAD = {
    "empty.mp4": "The file is empty",
    "text.mp4": "not a video",
    "playlist.mp4": "not a video",
    "noindex.mp4": "damaged or incomplete",
    "truncated.mp4": "incomplete: it ends before the video does",
    "scrambled.mp4": "not one frame",
    "unknowncodec.mp4": "in a format that cannot be read",
    "song.wav": "sound but no picture",
    "song.mp3": "sound but no picture",
    "renamed.mp4": "still image",
    "photo.mp4": "still image",
    "still.gif": "still image",
    "picture.heic": "still image",
    "tiny.mp4": "too small (8 by 8 pixels)",
    "wide.mp4": "too large (8400 by 16 pixels)",
    "thirteenhours.mp4": "12 hours is the limit",
}


@pytest.mark.parametrize("name", BAD)
def test_bad_media_is_called_by_its_name(name: str, corpus: Corpus) -> None:
    with pytest.raises(BadMedia) as refusal:
        tried(corpus[name])

    assert BAD[name] in str(refusal.value)
    assert str(refusal.value).endswith(".")


def tried(path: Path) -> None:
    size, head = path.stat().st_size, path.read_bytes()[:512]
    refuse_unread(size, head)
    judge(look(str(path), size, head))


@pytest.mark.parametrize("name", ["plain.mp4", "stream.ts", "recorder.webm", "old.avi", "flash.flv"])
def test_videos_are_known_by_their_first_bytes(name: str, corpus: Corpus) -> None:
    assert looks_like_video(corpus[name].read_bytes()[:512])


def test_a_text_is_not(corpus: Corpus) -> None:
    assert not looks_like_video(corpus["text.mp4"].read_bytes()[:512])
