"""A source corpus, and a run of the whole pipeline in this process, in the state machine's order."""

from __future__ import annotations

import re
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import imageio_ffmpeg
import pytest

from footlight import media, videos
from functions.transcode import (
    encode,
    fail,
    finish,
    original,
    poster,
    probe,
    rewrap,
    rounds,
    sound,
    storyboard,
    tidy,
)
from functions.transcode.plan import Source
from tests.fake_cloud import NAMES, FakeCloud
from tests.transcode.corpus import Corpus

OWNER = "owner-1"
STEPS: dict[str, Any] = {
    "probe": probe,
    "rewrap": rewrap,
    "sound": sound,
    "poster": poster,
    "rounds": rounds,
    "encode": encode,
    "storyboard": storyboard,
    "finish": finish,
    "tidy": tidy,
    "fail": fail,
}


class Context:
    """What Lambda hands to a handler."""

    def get_remaining_time_in_millis(self) -> int:
        return 60_000


@dataclass
class Studio:
    """A fake cloud in which sources are read from disk, since FFmpeg cannot reach moto's memory."""

    cloud: FakeCloud
    corpus: Corpus
    folder: Path
    # Whether the sound that should have been copied was lost.
    silent: bool = False

    def upload(self, name: str, video_id: str = "video-1", **attributes: Any) -> str:
        """A source that has arrived; its video id."""
        path = self.corpus[name]
        self.cloud.s3.put_object(
            Bucket=NAMES["uploads_bucket"], Key=media.source_key(OWNER, video_id), Body=path.read_bytes()
        )
        row = videos.promise(video_id, OWNER, **{"title": name, "visibility": "public", **attributes})
        row.state = "uploaded"
        row.save()
        (self.folder / video_id).unlink(missing_ok=True)
        (self.folder / video_id).symlink_to(path)
        return video_id

    def run(self, video_id: str) -> Any:
        """The states of pipeline.asl.json one after the other; the video's row."""
        run = {"video_id": video_id, "owner_id": OWNER}
        refusal = self.make(run)
        if refusal:
            self.call("fail", {**run, "refusal": refusal})
        return videos.get(video_id)

    def call(self, step: str, event: dict[str, Any]) -> Any:
        """What Step Functions does with a task: the step's Lambda is called; the first time it ends well."""
        return STEPS[step].handler({**event, "attempt": 0}, Context())

    def make(self, run: dict[str, Any]) -> str | None:
        """Everything up to ``ready``, or to the first refusal, which is answered."""
        step = self.plan(run)
        if step["next"] == "refuse":
            return str(step["refusal"])
        if step["sound"] and (refusal := self.call("sound", run)["refusal"]):
            return str(refusal)
        self.call("poster", run)
        if refusal := self.fan_out(run):
            return refusal
        if self.silent and (refusal := self.call("sound", run)["refusal"]):
            return str(refusal)
        self.call("storyboard", run)
        refused: str | None = self.call("finish", run)["refusal"]
        return refused

    def plan(self, run: dict[str, Any]) -> Any:
        """Probe, by way of a rewrapped source where it asks for one; its answer."""
        step = self.call("probe", run)
        if step["next"] == "rewrap":
            tracks = {key: step[key] for key in ("video_index", "audio_index")}
            if refusal := self.call("rewrap", {**run, **tracks})["refusal"]:
                return {"next": "refuse", "refusal": refusal, "sound": False}
            step = self.call("probe", run)
        return step

    def fan_out(self, run: dict[str, Any]) -> str | None:
        """Round after round until all is encoded; the refusal, if any."""
        deal: dict[str, Any] = {"round": 0}
        answers: list[Any] = []
        while True:
            deal = self.call("rounds", {**run, "round": deal["round"], "answers": answers})
            if deal["next"] != "work":
                assert deal["next"] in ("done", "refuse"), deal
                refusal: str | None = deal["refusal"]
                self.silent = deal["sound"]
                return refusal
            answers = [
                {"lost": False, **self.call("encode", {**run, "item": item})} for item in deal["items"]
            ]

    def path(self, source: Source) -> str:
        """Where FFmpeg finds what a plan reads from."""
        if source["bucket"] == "uploads_bucket":
            return str(self.folder / source["key"].split("/")[2])
        path = self.folder / source["key"].replace("/", "-")
        self.cloud.s3.download_file(NAMES["media_bucket"], source["key"], str(path))
        return str(path)

    def tags(self, video_id: str) -> dict[str, str]:
        """The source's tags."""
        key = media.source_key(OWNER, video_id)
        found = self.cloud.s3.get_object_tagging(Bucket=NAMES["uploads_bucket"], Key=key)["TagSet"]
        return {tag["Key"]: tag["Value"] for tag in found}

    def download(self, prefix: str) -> Path:
        """The video's media files on disk, for FFmpeg to play."""
        for key in self.cloud.keys("media_bucket", prefix):
            path = self.folder / key
            path.parent.mkdir(parents=True, exist_ok=True)
            self.cloud.s3.download_file(NAMES["media_bucket"], key, str(path))
        return self.folder / prefix / media.MANIFEST


@pytest.fixture(scope="session")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    """Sources, each made once."""
    return Corpus(tmp_path_factory.mktemp("corpus"))


@pytest.fixture
def studio(cloud: FakeCloud, corpus: Corpus, tmp_path: Path, settings: pytest.MonkeyPatch) -> Studio:
    """Footlight's cloud with the transcode feature on it."""
    studio = Studio(cloud, corpus, tmp_path)
    settings.setenv("FOOTLIGHT_TRANSCODE_ROUTE", "ffmpeg")
    settings.setattr(original, "address", lambda _, video_id: str(tmp_path / video_id))
    settings.setattr(original, "address_of", studio.path)
    return studio


def decoded_frames(path: Path, stream: str = "0:v:0") -> int:
    """How many frames FFmpeg decodes of one stream, all of it, without a word of complaint."""
    command = [imageio_ffmpeg.get_ffmpeg_exe(), "-nostdin", "-v", "error", "-i", str(path), "-map", stream]
    command += ["-fps_mode", "passthrough", "-progress", "pipe:1", "-f", "null", "-"]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    assert not done.stderr, done.stderr
    return int(re.findall(r"^frame=(\d+)", done.stdout, re.MULTILINE)[-1])
