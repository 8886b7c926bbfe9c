"""What PyAV sees in a source."""

from functions.transcode.facts import Facts, Video
from functions.transcode.look import look
from tests.transcode.corpus import Corpus


def facts(corpus: Corpus, name: str) -> Facts:
    path = corpus[name]
    return look(str(path), path.stat().st_size, path.read_bytes()[:512])


def video(corpus: Corpus, name: str) -> Video:
    found = facts(corpus, name).video
    assert found
    return found


def test_an_mp4_is_read_by_its_index(corpus: Corpus) -> None:
    seen = video(corpus, "plain.mp4")

    assert (seen.codec, seen.width, seen.height, seen.frames) == ("h264", 320, 180, 60)
    assert (round(seen.frame_rate, 3), seen.variable) == (30, False)


def test_frames_before_an_edit_list_do_not_count(corpus: Corpus) -> None:
    assert video(corpus, "trimmed.mp4").frames == 39


def test_a_recording_without_a_duration_is_measured(corpus: Corpus) -> None:
    seen = video(corpus, "recorder.webm")

    assert seen.seconds
    assert 3.8 < seen.seconds < 4
    assert seen.variable


def test_rotation_is_on_the_frame(corpus: Corpus) -> None:
    assert video(corpus, "rotated.mp4").rotation % 180 == 90


def test_fields_hdr_and_rgb_are_noticed(corpus: Corpus) -> None:
    assert video(corpus, "interlaced.mp4").interlaced
    assert video(corpus, "hdr.mp4").hdr
    assert video(corpus, "moving.gif").rgb
    assert not video(corpus, "plain.mp4").interlaced


def test_a_cover_is_no_picture(corpus: Corpus) -> None:
    seen = facts(corpus, "song.mp3")

    assert seen.video is None
    assert seen.audio_index == 0
