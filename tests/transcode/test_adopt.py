"""What MediaConvert made lies in our layout afterwards, under our names, and plays."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Any

import imageio_ffmpeg
import pytest

from functions.transcode import adopt, convert_job, shelf
from functions.transcode.assemble import assemble
from functions.transcode.outcomes import EncodeFailed
from functions.transcode.playlists import durations, frames, start
from tests.fake_cloud import NAMES, FakeCloud
from tests.mediaconvert import TestCloud
from tests.transcode import conversion
from tests.transcode.conversion import BROADCAST, PRORES, RUN, States, arrived, converted, played, records

# Fixtures.
states, elemental = conversion.states, conversion.elemental


def test_a_broadcast_becomes_ours(
    cloud: FakeCloud, elemental: TestCloud, states: States, tmp_path: Path
) -> None:
    plan = arrived(cloud, elemental, tmp_path, BROADCAST, interlaced=True)

    assert converted(elemental, states) == {"status": "COMPLETE", "error": None}
    assert adopt.handler(RUN, None) == {"refusal": None, "sound": False}

    made = assemble(plan, records(plan))
    seen = played(cloud, plan, tmp_path)
    assert [seen[rung["name"]][0] for rung in plan["rungs"]] == [75, 75]
    # In this stream the picture begins ten milliseconds after the sound, and still does.
    assert made.sound
    assert [start(track) for track in (*made.rungs, made.sound)] == pytest.approx([0.01, 0.01, 0], abs=0.001)
    assert seen["audio"][2] == pytest.approx(3, abs=0.05)


def test_a_mezzanine_is_cut_alike_in_all_rungs(
    cloud: FakeCloud, elemental: TestCloud, states: States, tmp_path: Path
) -> None:
    plan = arrived(cloud, elemental, tmp_path, PRORES, frame_rate=29.97)
    converted(elemental, states)
    adopt.handler(RUN, None)

    made = assemble(plan, records(plan))
    low, high = made.rungs
    assert [each["time"] for each in low["segments"]] == [each["time"] for each in high["segments"]]
    assert [round(seconds, 2) for seconds in durations(low)] == [4.0, 4.0, 1.0]
    assert (low["codecs"][:5], frames(low), frames(high)) == ("avc1.", 270, 270)
    assert played(cloud, plan, tmp_path)["240p"][0] == 270
    # The picture begins at zero, and the sound is in step with it.
    assert tone_begins(tmp_path / plan["prefix"] / "audio/index.m3u8") == pytest.approx(1, abs=0.005)
    head = cloud.s3.head_object(
        Bucket=NAMES["media_bucket"], Key=f"{plan['prefix']}/120p/{low['segments'][1]['time']}.m4s"
    )
    assert (head["ContentType"], head["CacheControl"]) == ("video/iso.segment", shelf.FOREVER)

    # Again, as after a crash: nothing changes.
    before = cloud.s3.list_objects_v2(Bucket=NAMES["media_bucket"])["Contents"]
    adopt.handler(RUN, None)
    assert cloud.s3.list_objects_v2(Bucket=NAMES["media_bucket"])["Contents"] == before


def tone_begins(playlist: Path) -> float:
    """When the silence ends, in seconds on the timeline."""
    command = [imageio_ffmpeg.get_ffmpeg_exe(), "-nostdin", "-hide_banner", "-i", str(playlist)]
    command += ["-af", "silencedetect=noise=-30dB:d=0.2", "-f", "null", "-"]
    told = subprocess.run(command, check=True, capture_output=True, text=True).stderr
    return float(told.partition("silence_end: ")[2].split()[0])


def test_a_timeline_need_not_begin_at_zero(
    cloud: FakeCloud,
    elemental: TestCloud,
    states: States,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked = convert_job._group
    monkeypatch.setattr(
        convert_job, "_group", lambda plan: {**asked(plan), "VideoCompositionOffsets": "UNSIGNED"}
    )
    plan = arrived(cloud, elemental, tmp_path, BROADCAST)
    converted(elemental, states)

    adopt.handler(RUN, None)

    # Two frames for reordering.
    made = assemble(plan, records(plan))
    assert [start(rung) for rung in made.rungs] == [0.08, 0.08]
    assert played(cloud, plan, tmp_path)["120p"][:2] == (75, 0.08)


def test_renditions_that_are_cut_differently_are_refused(
    cloud: FakeCloud,
    elemental: TestCloud,
    states: States,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked = convert_job._h264

    def uneven(rung: Any, source: Any) -> Any:
        return {**asked(rung, source), "GopSize": 2 if rung["name"] == "240p" else 3}

    monkeypatch.setattr(convert_job, "_h264", uneven)
    plan = arrived(cloud, elemental, tmp_path, PRORES)
    converted(elemental, states)

    with pytest.raises(EncodeFailed, match="same times"):
        adopt.handler(RUN, None)
    assert cloud.keys("media_bucket", plan["prefix"]) == []
