"""FFmpeg's command lines: what keeps sources from harming us, and sizes and times right."""

from pathlib import Path
from typing import Any

from functions.transcode import ffmpeg, original
from functions.transcode.ladder import ladder
from functions.transcode.plan import Chunk
from tests.transcode.chunked import WHOLE

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
    "colours_strange": False,
    "time_base": (1, 15360),
    "start": 512,
}
CHUNK = Chunk(seek=61440, begin=62464, end=184320, offset=4.03, seconds=7.93, frames=238)
RUNGS = ladder(1280, 720, 30)


def picture(chunk: Chunk = WHOLE, **changes: Any) -> str:
    source: Any = {**SOURCE, **changes}
    command = ffmpeg.encode_picture(source, RUNGS, chunk, ffmpeg.read("https://s3/x"), Path("out"))
    return " ".join(command)


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


def test_a_chunk_is_found_by_the_source_s_own_clock() -> None:
    command = picture(CHUNK)

    assert "-copyts -max_error_rate 1 -noaccurate_seek -seek_timestamp 1 -ss 4.004000 " in command
    assert "[0:0]trim=start_pts=62464:end_pts=184320,setpts=PTS-(512),split=4" in command
    # Two segments of 3.965 s, each of two groups of pictures.
    assert "-hls_time 3.964980" in command
    assert "/1.982500000)" in command


def test_a_whole_source_is_read_as_it_comes() -> None:
    command = picture()

    assert "-ss" not in command
    assert "copyts" not in command
    assert "trim=" not in command
    assert "-hls_time 3.99998" in command


def test_only_a_seam_s_encoder_begins_with_a_used_buffer() -> None:
    assert "rc_init_occupancy" in picture(CHUNK)
    assert "rc_init_occupancy" not in picture()


def test_haste_is_one_rung_without_finesse() -> None:
    source: Any = SOURCE
    command = " ".join(ffmpeg.encode_picture(source, RUNGS[:1], CHUNK, [], Path("out"), hurried=True))

    assert "-preset ultrafast" in command
    assert "flags=fast_bilinear" in command
    assert "out/first/init" not in command
    assert "out/first/%05d.m4s" in command


def test_a_poster_fits_its_frame() -> None:
    tall: Any = {**SOURCE, "width": 2160, "height": 3840}

    command = ffmpeg.grab(tall, [], 1, 8, Path("p.jpg"))

    assert "scale=720:1280" in " ".join(command)
