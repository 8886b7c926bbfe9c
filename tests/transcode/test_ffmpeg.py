"""FFmpeg's command lines: what keeps sources from harming us, and sizes and times right."""

from pathlib import Path
from typing import Any

from functions.transcode import ffmpeg, original
from functions.transcode.ladder import ladder

SOURCE: Any = {
    "width": 1280,
    "height": 720,
    "frame_rate": 30.0,
    "video_index": 0,
    "audio_index": 1,
    "capped": False,
    "variable": False,
    "interlaced": False,
    "hdr": False,
    "rgb": False,
    "colours_told": True,
}
RUNGS = ladder(1280, 720, 30)


def picture(**changes: Any) -> str:
    source: Any = {**SOURCE, **changes}
    return " ".join(ffmpeg.encode_picture(source, RUNGS, ffmpeg.read("https://s3/x"), Path("out")))


def test_no_playlist_and_no_file_can_be_opened_through_a_source() -> None:
    reading = ffmpeg.read("https://s3/x")

    demuxers = reading[reading.index("-format_whitelist") + 1].split(",")
    assert not {"hls", "concat", "dash", "image2", "lavfi", "sdp", "rtsp"} & set(demuxers)
    assert reading[reading.index("-protocol_whitelist") + 1] == "http,https,tcp,tls"


def test_https_is_checked_against_the_authorities_boto3_trusts() -> None:
    assert Path(original.trusted_authorities()).exists()
    assert ffmpeg.read("https://s3/x", "ca.pem")[-4:] == ["-ca_file", "ca.pem", "-i", "https://s3/x"]
    assert "-ca_file" not in ffmpeg.read("http://s3/x", "ca.pem")


def test_one_decode_serves_every_rung() -> None:
    command = picture()

    assert command.count(" -i ") == 1
    assert "split=4" in command
    assert command.count("-c:v libx264") == 4


def test_a_variable_rate_has_no_reordered_frames() -> None:
    assert "-bf 2" in picture()
    assert "-bf 0" in picture(variable=True)


def test_fields_light_and_haste_are_corrected_only_where_there_are_any() -> None:
    assert not any(name in picture() for name in ("bwdif", "tonemap", "fps=60", "setparams"))
    assert "bwdif=mode=send_frame" in picture(interlaced=True)
    assert "tonemap=" in picture(hdr=True)
    assert "fps=60" in picture(capped=True)
    assert "setparams=colorspace=bt709" in picture(colours_told=False)


def test_a_poster_fits_its_frame() -> None:
    tall: Any = {**SOURCE, "width": 2160, "height": 3840}

    command = ffmpeg.grab(tall, [], 1, 8, Path("p.jpg"))

    assert "scale=720:1280" in " ".join(command)
