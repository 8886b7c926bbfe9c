"""A Lambda that dies at any step, after a call to AWS, and is called again, changes nothing in the result."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import botocore.client
import pytest

from footlight import videos
from functions.transcode import chunks, planning
from tests.fake_cloud import NAMES
from tests.transcode.conftest import OWNER, STEPS, Context, Studio

# What of a row differs from run to run: times, and what they cost.
PASSING = {"updated_at", "created_at", "published_at", "revision", "cost_actual", "percent"}
RUN = {"video_id": "video-1", "owner_id": OWNER}

# By source, the steps it takes: the one is copied first, the other rewrapped, and encoded in a hurry.
STEPS_OF = {
    "ladder.mp4": (
        "probe",
        "poster",
        "rounds",
        "encode copy",
        "encode rungs",
        "storyboard",
        "finish",
        "tidy",
    ),
    "stream.ts": ("probe", "rewrap", "sound", "rounds", "encode first", "encode rungs", "finish"),
}
VICTIMS = [
    (source, step, moment)
    for source, steps in STEPS_OF.items()
    for step in steps
    for moment in ("at its beginning", "half-way", "at its end")
]


# It has done everything, and dies before its answer is heard.
ALL_DONE = -1


class Killed(BaseException):
    """What a SIGKILL is to a handler: nothing catches it."""


class Calls:
    """Counts calls to AWS once they have had their effect; dies of the one it is told of."""

    def __init__(self) -> None:
        self.made = 0
        self.last = 0

    @contextmanager
    def watched(self) -> Iterator[None]:
        real = botocore.client.BaseClient._make_api_call  # type: ignore[attr-defined]

        def call(client: Any, operation: str, arguments: Any) -> Any:
            answer = real(client, operation, arguments)
            self.made += 1
            if self.made == self.last:
                raise Killed
            return answer

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(botocore.client.BaseClient, "_make_api_call", call)
            yield


class Assassin(Studio):
    """Kills ``victim`` once, after its ``after``-th call, and has it retried; counts everybody's calls."""

    victim = ""
    after = 0
    counted: dict[str, int]
    killed: list[str]

    def call(self, step: str, event: dict[str, Any]) -> Any:
        name = f"{step} {event['item']['kind']}" if "item" in event else step
        calls = Calls()
        if name == self.victim and not self.killed:
            calls.last = self.after
        try:
            with calls.watched():
                answer = STEPS[step].handler({**event, "attempt": 0}, Context())
                if calls.last == ALL_DONE:
                    raise Killed
                return answer
        except Killed:
            self.killed.append(name)
            return STEPS[step].handler({**event, "attempt": 1}, Context())
        finally:
            self.counted.setdefault(name, calls.made)


@pytest.fixture
def assassin(studio: Studio, settings: pytest.MonkeyPatch) -> Assassin:
    """Cuts even short sources into pieces, takes every detour, and kills whom it is told to."""
    settings.setattr(chunks, "SHORTEST", 1.0)
    settings.setattr(chunks, "WORK_OF_A_CHUNK", 0.1)
    settings.setattr(planning, "NOT_WORTH_A_FIRST", 0.0)
    settings.setattr(planning, "WORK_OF_A_WHOLE", 0.0)
    made = Assassin(studio.cloud, studio.corpus, studio.folder)
    made.counted, made.killed = {}, []
    return made


def result(studio: Studio) -> dict[str, Any]:
    """All that a run leaves: the row, every file by its content, and what was told, however often."""
    row = videos.get("video-1").attribute_values
    bucket = NAMES["media_bucket"]
    files = {
        key: hashlib.sha256(studio.cloud.s3.get_object(Bucket=bucket, Key=key)["Body"].read()).hexdigest()
        for key in studio.cloud.keys("media_bucket")
    }
    told = sorted({kind for kind, _ in studio.cloud.told()})
    return {"row": {name: row[name] for name in row.keys() - PASSING}, "files": files, "told": told}


UNDISTURBED: dict[str, Any] = {}


def transcode(studio: Assassin, source: str) -> dict[str, Any]:
    """The whole way, up to the tidied end."""
    row = studio.run(studio.upload(source))
    assert (row.state, row.reason) == ("ready", None)
    studio.call("tidy", RUN)
    return result(studio)


def undisturbed(studio: Assassin, source: str) -> tuple[dict[str, Any], dict[str, int]]:
    """What comes of a run without a death, and how many calls each step makes; asked for once a process."""
    if source not in UNDISTURBED:
        UNDISTURBED[source] = transcode(studio, source), dict(studio.counted)
        for bucket in ("media_bucket", "uploads_bucket"):
            for key in studio.cloud.keys(bucket):
                studio.cloud.s3.delete_object(Bucket=NAMES[bucket], Key=key)
        videos.remove("video-1")
        studio.counted.clear()
    found: tuple[dict[str, Any], dict[str, int]] = UNDISTURBED[source]
    return found


@pytest.mark.parametrize("source", STEPS_OF)
def test_undisturbed_it_takes_every_step(source: str, assassin: Assassin) -> None:
    left, counted = undisturbed(assassin, source)

    assert set(STEPS_OF[source]) <= set(counted)
    assert left["told"] == ["VideoPlayable", "VideoReady"]


@pytest.mark.parametrize(("source", "step", "moment"), VICTIMS)
def test_a_killed_step_changes_nothing_in_the_result(
    source: str, step: str, moment: str, assassin: Assassin
) -> None:
    wanted, counted = undisturbed(assassin, source)
    assassin.victim = step
    assassin.after = {"at its beginning": 1, "half-way": (counted[step] + 1) // 2, "at its end": ALL_DONE}[
        moment
    ]

    assert transcode(assassin, source) == wanted
    assert assassin.killed == [step]
