"""The engine as deployed: killed it goes on, MediaConvert does its part, cancelling leaves nothing behind."""

import os
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import imageio_ffmpeg
import pytest

from local.aws import client
from local.demo_api import DemoApi
from local.deploy import read_outputs
from tests.journeys.people import Person
from tests.journeys.test_demo import frames, load
from tests.journeys.test_killed_worker import processes

PATIENCE_SECONDS = 240
H264 = ("-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p")
# The steps that a short H.264 clip with MP3 sound takes, and those of a mezzanine.
STEPS = ("Probe", "Sound", "Poster", "Rounds", "Encode", "Storyboard", "Finish")
CONVERSION = ("Convert", "OnJobChanged", "Adopt")


@pytest.fixture(scope="session")
def short(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two seconds with sound that must be encoded."""
    return made(tmp_path_factory.mktemp("short") / "short.mkv", *H264, "-c:a", "libmp3lame")


@pytest.fixture(scope="session")
def mezzanine(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What editors export."""
    path = tmp_path_factory.mktemp("mezzanine") / "master.mov"
    return made(path, "-c:v", "prores_ks", "-profile:v", "0", "-c:a", "pcm_s16le")


def made(path: Path, *codecs: str, size: str = "480x270", seconds: int = 2) -> Path:
    """A test picture and a tone."""
    picture = f"testsrc2=size={size}:rate=30:duration={seconds}"
    sources = ("-f", "lavfi", "-i", picture, "-f", "lavfi", "-i", f"sine=frequency=300:duration={seconds}")
    command = [imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error", *sources, *codecs, str(path)]
    subprocess.run(command, check=True)
    return path


@pytest.fixture
def api(http: httpx.Client, person: Callable[[str], Person]) -> DemoApi:
    """A creator's view of the API."""
    api = DemoApi(http)
    api.token = person("Robin").token
    return api


def upload(api: DemoApi, clip: Path) -> str:
    """Send ``clip``; the video's id."""
    begun = api.begin(clip)
    api.send(begun, clip, lambda sent: None)
    return str(begun["video_id"])


def ended(api: DemoApi, video_id: str) -> dict[str, Any]:
    """The video once it is ready or has failed."""
    until = time.monotonic() + PATIENCE_SECONDS
    while (video := api.video(video_id))["state"] not in {"ready", "failed"}:
        assert time.monotonic() < until, video
        time.sleep(0.5)
    return video


def renditions(api: DemoApi, http: httpx.Client, video_id: str) -> list[int]:
    """How many frames each rendition has."""
    manifest = str(http.base_url.join(api.playback(video_id)["manifest_url"]))
    return [len(frames(variant.absolute_uri)) for variant in load(manifest).playlists]


def workers(step: str) -> set[int]:
    """The processes in which the emulator runs a step's Lambda; long names are cut short."""
    return {pid for pid, _, command in processes() if f"services-Transcode{step}F" in command}


@contextmanager
def killing(step: str) -> Iterator[list[int]]:
    """Kill the first process that is started for a step's Lambda; idle ones go first, so that one must be."""
    for pid in workers(step):
        os.kill(pid, signal.SIGKILL)
    killed: list[int] = []
    over = threading.Event()

    def watch() -> None:
        while not over.is_set() and not killed:
            for pid in workers(step):
                os.kill(pid, signal.SIGKILL)
                killed.append(pid)
            time.sleep(0.02)

    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        yield killed
    finally:
        over.set()
        watcher.join()


@pytest.mark.parametrize("step", STEPS)
def test_a_lambda_killed_at_any_step_changes_nothing(
    step: str, api: DemoApi, http: httpx.Client, short: Path
) -> None:
    with killing(step) as killed:
        video = ended(api, video_id := upload(api, short))

    assert killed
    assert (video["state"], video["reason"], video["note"]) == ("ready", None, None)
    assert renditions(api, http, video_id) == [60] * len(video["renditions"])
    assert video["storyboard_url"] is None  # two seconds have none
    assert len(video["posters"]) >= 1


@pytest.mark.parametrize("step", CONVERSION)
def test_killed_on_mediaconvert_s_road_it_goes_on_as_well(
    step: str, api: DemoApi, http: httpx.Client, mezzanine: Path
) -> None:
    with killing(step) as killed:
        video = ended(api, video_id := upload(api, mezzanine))

    assert killed
    assert (video["state"], video["reason"], video["route"]) == ("ready", None, "mediaconvert")
    assert renditions(api, http, video_id) == [60] * len(video["renditions"])


def test_a_mezzanine_goes_through_mediaconvert_and_says_its_price(
    api: DemoApi, http: httpx.Client, mezzanine: Path
) -> None:
    video = ended(api, video_id := upload(api, mezzanine))

    assert (video["state"], video["route"]) == ("ready", "mediaconvert")
    assert video["cost_estimate"] > 0
    assert renditions(api, http, video_id) == [60] * len(video["renditions"])
    (job,) = [each for each in jobs() if each["UserMetadata"]["video_id"] == video_id]
    assert job["Status"] == "COMPLETE"


def jobs() -> list[Any]:
    """The jobs that MediaConvert was asked for, latest first."""
    found: list[Any] = client("mediaconvert").list_jobs(MaxResults=20, Order="DESCENDING")["Jobs"]
    return found


def test_cancelled_half_way_it_stops_and_leaves_nothing(api: DemoApi, tmp_path: Path) -> None:
    long = made(tmp_path / "long.mp4", *H264, "-c:a", "aac", size="1280x720", seconds=60)
    video_id = upload(api, long)
    until = time.monotonic() + PATIENCE_SECONDS
    while api.video(video_id)["state"] != "playable":
        assert time.monotonic() < until
        time.sleep(0.2)

    cancelled = api.call("POST", f"/api/videos/{video_id}/cancel")

    assert (cancelled["state"], cancelled["reason"]) == ("failed", "You cancelled the processing.")
    while left := objects(video_id):
        assert time.monotonic() < until, left
        time.sleep(1)
    # Encoders that were under way have noticed: nothing comes after.
    time.sleep(8)
    assert objects(video_id) == []
    (execution,) = [each for each in executions() if each["name"] == video_id]
    assert execution["status"] == "ABORTED"


def objects(video_id: str) -> list[str]:
    """Everything of a video that lies in the media bucket."""
    pages = client("s3").get_paginator("list_objects_v2").paginate(Bucket=read_outputs()["media_bucket"])
    return [
        item["Key"] for page in pages for item in page.get("Contents", []) if f"/{video_id}/" in item["Key"]
    ]


def executions() -> list[Any]:
    """The pipeline's runs."""
    found: list[Any] = client("stepfunctions").list_executions(
        stateMachineArn=read_outputs()["pipeline_arn"]
    )["executions"]
    return found
