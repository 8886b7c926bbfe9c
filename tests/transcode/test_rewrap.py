"""Rewrapping: the same frames at the same distances, in a file that can be cut; or nothing at all."""

from pathlib import Path
from typing import Any

import pytest

from functions.transcode import encoder, rewrap
from functions.transcode.outcomes import EncodeFailed
from functions.transcode.scan import scan
from tests.fake_cloud import NAMES, FakeCloud
from tests.transcode.chunked import TONE, X264, ffmpeg_run, numbered
from tests.transcode.workplace import IDS, PLACE, Context, Workplace, ten_seconds

KEY = f"{PLACE}/source.nut"


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return ten_seconds(tmp_path_factory.mktemp("source"))


@pytest.fixture
def workplace(cloud: FakeCloud, settings: pytest.MonkeyPatch, source: Path) -> Workplace:
    return Workplace(cloud, settings, source)


def pending(workplace: Workplace) -> list[Any]:
    return workplace.cloud.s3.list_multipart_uploads(Bucket=NAMES["media_bucket"]).get("Uploads", [])


def test_every_frame_is_there_and_can_be_found(workplace: Workplace, tmp_path: Path) -> None:
    assert rewrap.handler(IDS, Context()) == {"refusal": None}

    workplace.cloud.s3.download_file(NAMES["media_bucket"], KEY, str(tmp_path / "rewrapped"))
    index = scan(str(tmp_path / "rewrapped"), 0)
    assert index
    assert len(index.times) == 300
    assert index.seconds == pytest.approx(10, abs=0.001)
    assert [index.times[key] for key in index.keys] == [
        index.times[0] + at * 2 / index.time_base for at in range(5)
    ]


def test_it_travels_in_parts(workplace: Workplace, source: Path, settings: pytest.MonkeyPatch) -> None:
    settings.setattr(rewrap, "PART_SIZE", 5 * 1024 * 1024)
    blocks = [bytes([number]) * rewrap.PART_SIZE for number in range(6)] + [b"the end"]

    rewrap.upload(KEY, blocks)

    body = workplace.cloud.s3.get_object(Bucket=NAMES["media_bucket"], Key=KEY)["Body"].read()
    assert body == b"".join(blocks)


def test_the_tracks_may_be_named(workplace: Workplace, tmp_path: Path, settings: pytest.MonkeyPatch) -> None:
    path = tmp_path / "two.ts"
    tones = [*TONE[:3], "sine=f=200:d=1", *TONE[:3], "sine=f=900:d=1"]
    maps = ("-map", "0:v", "-map", "1:a", "-map", "2:a")
    ffmpeg_run(
        *numbered("30", 1)[:4], *tones, *maps, *X264, "-c:a", "aac", "-ac:a:1", "1", "-ac:a:0", "2", path
    )
    settings.setattr("functions.transcode.original.address", lambda *_: str(path))

    rewrap.handler({**IDS, "video_index": 0, "audio_index": 2}, Context())

    workplace.cloud.s3.download_file(NAMES["media_bucket"], KEY, str(tmp_path / "rewrapped"))
    assert (
        ffmpeg_run("-i", tmp_path / "rewrapped", "-map", "0:1", "-f", "framemd5", "pipe:1").count(b"mono")
        == 1
    )


def test_what_breaks_on_the_way_leaves_nothing(workplace: Workplace, settings: pytest.MonkeyPatch) -> None:
    def breaks(stream: encoder.Stream) -> Any:
        yield b"x" * 100
        raise EncodeFailed("as if FFmpeg had been killed")

    settings.setattr(encoder.Stream, "__iter__", breaks)

    with pytest.raises(EncodeFailed):
        rewrap.handler(IDS, Context())
    assert pending(workplace) == []
    assert KEY not in workplace.cloud.keys("media_bucket")


def test_a_file_that_cannot_be_read_is_refused(
    workplace: Workplace, tmp_path: Path, settings: pytest.MonkeyPatch
) -> None:
    (tmp_path / "noise.ts").write_bytes(b"This is no film. " * 1000)
    settings.setattr("functions.transcode.original.address", lambda *_: str(tmp_path / "noise.ts"))

    assert "damaged" in str(rewrap.handler(IDS, Context())["refusal"])
    assert pending(workplace) == []


def test_what_nut_has_no_name_for_goes_into_matroska(
    workplace: Workplace, tmp_path: Path, settings: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "camera.mxf"
    picture = ("-f", "lavfi", "-i", "testsrc2=s=1920x1080:r=25:d=0.2")
    ffmpeg_run(*picture, "-c:v", "dnxhd", "-b:v", "120M", "-pix_fmt", "yuv422p", path)
    settings.setattr("functions.transcode.original.address", lambda *_: str(path))

    assert rewrap.handler(IDS, Context()) == {"refusal": None}

    workplace.cloud.s3.download_file(NAMES["media_bucket"], KEY, str(tmp_path / "rewrapped"))
    index = scan(str(tmp_path / "rewrapped"), 0)
    assert index
    assert len(index.times) == 5


def test_packets_without_any_time_are_refused_not_retried(
    workplace: Workplace, tmp_path: Path, settings: pytest.MonkeyPatch
) -> None:
    ffmpeg_run(*numbered("30", 1), *X264, "-bf", "2", tmp_path / "bare.h264")
    settings.setattr("functions.transcode.original.address", lambda *_: str(tmp_path / "bare.h264"))

    assert "cannot be read" in str(rewrap.handler(IDS, Context())["refusal"])
    assert pending(workplace) == []


def test_it_stops_before_lambda_stops_it(workplace: Workplace) -> None:
    assert "takes longer" in str(rewrap.handler(IDS, Context(seconds=0))["refusal"])
    assert pending(workplace) == []
