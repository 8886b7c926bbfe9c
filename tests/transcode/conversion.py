"""A video on the MediaConvert road: its plan, its source, the stand-in, and the run that waits for it."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import imageio_ffmpeg
import pytest

from footlight import clients, media, videos
from functions.transcode import convert, on_job_changed, shelf, work
from functions.transcode.assemble import assemble
from functions.transcode.ladder import Rung
from functions.transcode.plan import Plan
from functions.transcode.playlists import media_playlist, multivariant_playlist
from functions.transcode.records import Record
from tests.fake_cloud import NAMES, FakeCloud
from tests.mediaconvert import ROLE, TestCloud, mediaconvert

OWNER, VIDEO = "owner-1", "video-1"
RUN = {"video_id": VIDEO, "owner_id": OWNER}
RUNGS = [
    Rung(name="120p", width=160, height=120, max_rate=200_000),
    Rung(name="240p", width=320, height=240, max_rate=400_000),
]
# Each 3 s or more: PAL fields in a transport stream, and an editor's mezzanine at 29.97 frames a second.
BROADCAST = (
    *("-f", "lavfi", "-i", "testsrc2=s=320x240:r=50:d=3", "-f", "lavfi", "-i", "sine=d=3:r=48000"),
    *("-vf", "tinterlace=interleave_top,setfield=tff", "-c:v", "mpeg2video", "-flags", "+ilme+ildct"),
    *("-b:v", "2M", "-c:a", "mp2", "-f", "mpegts"),
)
PRORES = (
    *("-f", "lavfi", "-i", "testsrc2=s=320x240:r=30000/1001:d=9"),
    # Silence, and from one second on a tone.
    *("-f", "lavfi", "-i", "aevalsrc='if(gte(t,1),sin(2000*PI*t),0)':s=44100:d=9"),
    *("-c:v", "prores_ks", "-profile:v", "proxy", "-c:a", "pcm_s16le", "-f", "mov"),
)


def planned(**source: Any) -> Plan:
    place = work.prefix(OWNER, VIDEO)
    facts = {"interlaced": False, "hdr": False, "capped": False, "variable": False, "audio_index": 1}
    made: Any = {
        "video_id": VIDEO,
        "owner_id": OWNER,
        "prefix": media.prefix("private", OWNER, VIDEO),
        "work": place,
        "route": "mediaconvert",
        "source": {**facts, "width": 320, "height": 240, "frame_rate": 25.0, **source},
        "rungs": RUNGS,
        "groups": [],
        "chunks": [],
        "first": "none",
        "spans": [],
        "sound": "encode",
        "estimate": 0.1,
    }
    plan: Plan = made
    return plan


class States:
    """Step Functions, as far as tokens go: what they were answered, and that they are spent after."""

    def __init__(self) -> None:
        self.answers: dict[str, dict[str, Any]] = {}
        names = ("TaskDoesNotExist", "TaskTimedOut", "InvalidToken")
        self.exceptions = SimpleNamespace(**{name: type(name, (Exception,), {}) for name in names})

    def send_task_success(self, taskToken: str, output: str) -> None:  # noqa: N803 - boto3 names it
        if taskToken in self.answers:
            raise self.exceptions.TaskTimedOut
        self.answers[taskToken] = json.loads(output)


@pytest.fixture
def states(cloud: FakeCloud, settings: pytest.MonkeyPatch) -> States:
    fake = States()
    settings.setattr(clients, "states", lambda: fake)
    return fake


@pytest.fixture
def elemental(cloud: FakeCloud, settings: pytest.MonkeyPatch, states: States) -> Iterator[TestCloud]:
    """MediaConvert, which the functions find by the variable that says where it is."""
    settings.setenv("FOOTLIGHT_CONVERT_ROLE", ROLE)
    with mediaconvert() as stand_in:
        settings.setenv("AWS_ENDPOINT_URL_MEDIACONVERT", stand_in.endpoint)
        yield stand_in


def arrived(
    cloud: FakeCloud, elemental: TestCloud, folder: Path, arguments: tuple[str, ...], **source: Any
) -> Plan:
    """A video that is being processed, its source made by FFmpeg, its plan on the workbench."""
    path = folder / "source"
    command = [imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error", "-y", *arguments, str(path)]
    subprocess.run(command, check=True)
    return begun(cloud, elemental, path, **source)


def begun(cloud: FakeCloud, elemental: TestCloud, path: Path, **source: Any) -> Plan:
    key = media.source_key(OWNER, VIDEO)
    cloud.s3.put_object(Bucket=NAMES["uploads_bucket"], Key=key, Body=path.read_bytes())
    elemental.sources[f"s3://{NAMES['uploads_bucket']}/{key}"] = path
    row = videos.promise(VIDEO, OWNER, title="A video", visibility="public")
    row.state = "processing"
    row.save()
    plan = planned(**source)
    work.write(f"{plan['work']}/{work.PLAN}", plan)
    return plan


def converted(elemental: TestCloud, states: States, token: str = "token-1") -> dict[str, Any]:
    """Ask for the job, hand each of its events on; what the run was answered."""
    convert.handler({**RUN, "token": token}, None)
    for event in elemental.events({"COMPLETE", "ERROR", "CANCELED"}):
        on_job_changed.handler(event, None)
    return states.answers[token]


def played(cloud: FakeCloud, plan: Plan, folder: Path) -> dict[str, tuple[int, float, float]]:
    """The adopted files behind our own playlists: frames, first and last time of each track, by FFmpeg."""
    made = assemble(plan, records(plan))
    assert made.sound
    for track in [*made.rungs, made.sound]:
        shelf.put(f"{plan['prefix']}/{track['name']}/index.m3u8", media_playlist(track, complete=True))
    shelf.put(f"{plan['prefix']}/{media.MANIFEST}", multivariant_playlist(made.rungs, made.sound, 25.0))
    for key in cloud.keys("media_bucket", plan["prefix"]):
        path = folder / key
        path.parent.mkdir(parents=True, exist_ok=True)
        cloud.s3.download_file(NAMES["media_bucket"], key, str(path))
    return {
        track["name"]: decoded(folder / plan["prefix"] / track["name"] / "index.m3u8")
        for track in [*made.rungs, made.sound]
    }


def decoded(path: Path) -> tuple[int, float, float]:
    command = [imageio_ffmpeg.get_ffmpeg_exe(), "-nostdin", "-v", "error", "-copyts", "-i", str(path)]
    done = subprocess.run(
        [*command, "-fps_mode", "passthrough", "-f", "framecrc", "-"],
        check=True,
        capture_output=True,
        text=True,
    )
    assert not done.stderr, done.stderr
    base = next(line for line in done.stdout.splitlines() if line.startswith("#tb"))
    numerator, denominator = base.partition(": ")[2].split("/")
    times = [
        int(line.split(",")[2]) * int(numerator) / int(denominator)
        for line in done.stdout.splitlines()
        if not line.startswith("#")
    ]
    assert times == sorted(times)
    return len(times), times[0], times[-1]


def records(plan: Plan) -> dict[str, Record]:
    names = [*(f"job-{rung['name']}" for rung in plan["rungs"]), "sound"]
    return {name: work.read(work.record_key(plan["work"], name)) for name in names}
