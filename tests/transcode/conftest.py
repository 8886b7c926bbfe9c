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
)
from functions.transcode.plan import Source
from tests.fake_cloud import NAMES, FakeCloud
from tests.transcode.corpus import Corpus

OWNER = "owner-1"


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
            fail.handler({**run, "refusal": refusal, "attempt": 0}, None)
        return videos.get(video_id)

    def make(self, run: dict[str, Any]) -> str | None:
        """Everything up to ``ready``, or to the first refusal, which is answered."""
        step = self.plan(run)
        if step["next"] == "refuse":
            return str(step["refusal"])
        if step["sound"] and (refusal := sound.handler(run, Context())["refusal"]):
            return str(refusal)
        poster.handler(run, Context())
        if refusal := self.fan_out(run):
            return refusal
        storyboard.handler(run, Context())
        return finish.handler({**run, "attempt": 0}, Context())["refusal"]

    def plan(self, run: dict[str, Any]) -> dict[str, Any]:
        """Probe, by way of a rewrapped source where it asks for one; its answer."""
        step = probe.handler(run, None)
        if step["next"] == "rewrap":
            tracks = {key: step[key] for key in ("video_index", "audio_index")}
            rewrapped = rewrap.handler({**run, **tracks}, Context())
            if rewrapped["refusal"]:
                return {"next": "refuse", "refusal": rewrapped["refusal"], "sound": False}
            step = probe.handler(run, None)
        return step

    def fan_out(self, run: dict[str, Any]) -> str | None:
        """Round after round until all is encoded; the refusal, if any."""
        deal: dict[str, Any] = {"round": 0}
        answers: list[Any] = []
        while True:
            told = {"round": deal["round"], "answers": answers, "attempt": 0}
            deal = dict(rounds.handler({**run, **told}, None))
            if deal["next"] != "work":
                assert deal["next"] in ("done", "refuse"), deal
                return deal["refusal"]
            answers = [
                {**encode.handler({**run, "item": item}, Context()), "lost": False} for item in deal["items"]
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
