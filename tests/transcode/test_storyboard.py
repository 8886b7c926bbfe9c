"""The storyboard shows what the video shows at that time, and reads no more of it than it needs."""

import struct
from pathlib import Path
from typing import Any, cast

import pytest
from PIL import Image

from footlight import videos
from functions.transcode import storyboard, vtt, work
from functions.transcode.outcomes import EncodeFailed
from functions.transcode.playlists import Rendition
from functions.transcode.records import Segment
from functions.transcode.vtt import Board
from tests.fake_cloud import FakeCloud
from tests.transcode import clips

SECONDS = 240
RATE = 5
PREFIX = "media/private/owner-1/video-1"
RUNG = {"name": "240p", "width": 64, "height": 36, "max_rate": 400_000}
RUN = {"video_id": "video-1", "owner_id": "owner-1"}


def grey(second: float) -> int:
    """The luma of the film at a second: no two within three minutes are the same."""
    return 20 + int(second / 2) * 7 % 200


@pytest.fixture(scope="module")
def film(tmp_path_factory: pytest.TempPathFactory) -> tuple[Rendition, dict[str, bytes]]:
    """Four minutes of CMAF as the encoders make it, keyframes two seconds apart; the files by their names."""
    folder = tmp_path_factory.mktemp("film")
    options = ("-g", str(2 * RATE), "-output_ts_offset", "10", "-f", "hls", "-hls_time", "4")
    fragments = "use_editlist=0:movflags=+frag_discont+negative_cts_offsets"
    clips.ffmpeg(
        *("-f", "lavfi", "-i", f"nullsrc=s=64x36:r={RATE}:d={SECONDS},format=yuv420p"),
        *("-vf", "geq=lum='20+mod(floor(T/2)*7,200)':cb=128:cr=128", *clips.H264, *options),
        *("-hls_segment_type", "fmp4", "-hls_segment_options", fragments, "-hls_list_size", "0"),
        *("-hls_fmp4_init_filename", "init.mp4", "-hls_segment_filename", folder / "%03d.m4s"),
        folder / "index.m3u8",
    )
    init = (folder / "init.mp4").read_bytes()
    timescale: int = struct.unpack_from(">I", init, init.index(b"mdhd") + 16)[0]
    files, segments = {"init.mp4": init}, []
    for data in (path.read_bytes() for path in sorted(folder.glob("*.m4s"))):
        time = struct.unpack_from(">Q", data, data.index(b"tfdt") + 8)[0]
        files[f"{time}.m4s"] = data
        segments.append(Segment(time=time, duration=4 * timescale, size=len(data), frames=4 * RATE))
    assert [segment["time"] / timescale for segment in segments] == list(range(10, 250, 4))
    known: Any = {"name": "240p", "codecs": "avc1.42c00b", "timescale": timescale, "init": "x"}
    return cast("Rendition", {**known, "segments": segments, "decoded": SECONDS * RATE}), files


def lumas(folder: Path, board: Board) -> list[float]:
    """The mean luma of each still, cut out as its cue says."""
    found = []
    for number in range(board.count):
        row, column = divmod(number % 100, 10)
        left, top = column * board.width, row * board.height
        with Image.open(folder / board.sheets[number // 100]) as sheet:
            still = sheet.crop((left, top, left + board.width, top + board.height)).convert("L")
        found.append(sum(still.tobytes()) / len(still.tobytes()))
    return found


def drawn(film: tuple[Rendition, dict[str, bytes]], board: Board, folder: Path) -> list[float]:
    wanted = storyboard.keys(PREFIX, film[0], board)
    storyboard.draw(board, (film[1][key.rsplit("/")[-1]] for key in wanted), folder)
    return lumas(folder, board)


def test_each_still_shows_its_moment(film: tuple[Rendition, dict[str, bytes]], tmp_path: Path) -> None:
    board = vtt.board(SECONDS, 64, 36)
    assert board
    assert (board.every, board.count, len(board.sheets)) == (2, 120, 2)

    shown = drawn(film, board, tmp_path)
    # Studio luma, 16 to 235, is stretched to a JPEG's 0 to 255.
    expected = [(grey(2 * number) - 16) * 255 / 219 for number in range(120)]
    assert shown == pytest.approx(expected, abs=4)
    with Image.open(tmp_path / "storyboard-001.jpg") as sheet:
        assert sheet.size == (1600, 900)


@pytest.mark.parametrize("every", [5, 27, 60])
def test_of_a_long_video_only_some_segments_are_read(
    film: tuple[Rendition, dict[str, bytes]], tmp_path: Path, every: int
) -> None:
    board = Board(SECONDS, every, -(-SECONDS // every), 64, 36)
    assert len(storyboard.keys(PREFIX, film[0], board)) == board.count + 1

    shown = drawn(film, board, tmp_path)
    for number, luma in enumerate(shown):
        begin = number * every
        near = [(grey(second) - 16) * 255 / 219 for second in range(max(0, begin - 4), begin + 4)]
        assert min(abs(luma - value) for value in near) < 4, begin


def test_a_video_that_ends_before_its_last_still_repeats_it(
    film: tuple[Rendition, dict[str, bytes]], tmp_path: Path
) -> None:
    board = Board(12, 2, 6, 64, 36)
    rendition: Any = {**film[0], "segments": film[0]["segments"][:2]}

    shown = drawn((rendition, film[1]), board, tmp_path)
    assert shown[4:] == pytest.approx([shown[3]] * 2, abs=2)


@pytest.mark.parametrize("broken", [[], [b"nonsense" * 1000]])
def test_what_cannot_be_read_is_an_accident(tmp_path: Path, broken: list[bytes]) -> None:
    with pytest.raises(EncodeFailed, match="FFmpeg ended with"):
        storyboard.draw(Board(12, 2, 6, 64, 36), broken, tmp_path)


def test_it_never_hangs(tmp_path: Path, film: tuple[Rendition, dict[str, bytes]]) -> None:
    with pytest.raises(EncodeFailed):
        storyboard.draw(Board(12, 2, 6, 64, 36), iter(film[1].values()), tmp_path, patience=0)


@pytest.fixture
def run(cloud: FakeCloud, film: tuple[Rendition, dict[str, bytes]]) -> FakeCloud:
    """A video whose ladder is encoded, on the workbench as its encoders leave it."""
    chunk = {"seek": None, "begin": None, "end": None, "offset": 0, "seconds": SECONDS, "frames": None}
    ladder: dict[str, Any] = {
        "rungs": [RUNG, {**RUNG, "name": "360p"}],
        "groups": [["240p"], ["360p"]],
        "chunks": [chunk],
    }
    made = {"item": "rungs-00000-0", "parts": [film[0]], "refusal": None, "done": True}
    plan = clips.plan("video-1", clips.source(SECONDS, 64, 36), **ladder, first="none", spans=[])
    work.write("work/owner-1/video-1/plan.json", plan)
    work.write("work/owner-1/video-1/done/rungs-00000-0.json", made)
    for name, data in film[1].items():
        cloud.s3.put_object(Bucket="footlight-media", Key=f"{PREFIX}/240p/{name}", Body=data)
    videos.promise("video-1", "owner-1", title="A film").save()
    videos.change("video-1", lambda _: {"state": "playable"})
    return cloud


def test_the_handler_stores_sheets_and_their_list(run: FakeCloud) -> None:
    assert storyboard.handler(RUN, None) == storyboard.handler(RUN, None) == {"storyboard": "storyboard.vtt"}

    names = ["storyboard-001.jpg", "storyboard-002.jpg", "storyboard.vtt"]
    assert run.keys("media_bucket", f"{PREFIX}/story") == [f"{PREFIX}/{name}" for name in names]
    listed = run.s3.get_object(Bucket="footlight-media", Key=f"{PREFIX}/storyboard.vtt")
    assert listed["ContentType"].startswith("text/vtt")
    assert listed["Body"].read().decode().count("-->") == 120


def test_without_a_whole_rung_there_is_none(run: FakeCloud) -> None:
    work.write("work/owner-1/video-1/done/rungs-00000-0.json", {"item": "x", "parts": [], "refusal": "No."})

    assert storyboard.handler(RUN, None) == {"storyboard": None}


def test_of_a_video_that_was_deleted_meanwhile_nothing_is_left(run: FakeCloud) -> None:
    videos.remove("video-1")
    storyboard.handler(RUN, None)
    assert run.keys("media_bucket") == []

    assert storyboard.handler(RUN, None) == {"storyboard": None}
