"""Cut into many chunks, a picture is the same as in one: every frame once, in order, at its own time."""

import pytest

from functions.transcode import chunks, planning, work
from tests.transcode.conftest import OWNER, Studio
from tests.transcode.test_corpus import examine

CUT = [
    "premiere.mp4",
    "opengop.mp4",
    "hevcopengop.mkv",
    "vfr.mp4",
    "trimmed.mov",
    "four.ts",
    "broadcast422.mov",
]
CUT += ["recorder.webm", "ntsc.mp4", "slow.mp4", "divx.avi"]
LATER = ["hugegop.mp4", "film.mp4", "sixty.mp4", "jitter.mkv", "broadcast.ts", "interlaced.mp4"]
LATER += [
    "vp9.webm",
    "av1.mp4",
    "flash.flv",
    "windows.wmv",
    "wrap.ts",
    "latesound.mp4",
    "twoedits.mov",
    "refresh.ts",
]


@pytest.fixture
def scissors(settings: pytest.MonkeyPatch) -> None:
    """Every second is a chunk, whatever the source, and something is shown first."""
    settings.setattr(chunks, "SHORTEST", 0.9)
    settings.setattr(chunks, "LONGEST", 1.0)
    settings.setattr(planning, "WORK_OF_A_WHOLE", 0.0)
    settings.setattr(planning, "NOT_WORTH_A_FIRST", 0.0)


@pytest.mark.parametrize(
    "name", [*CUT, *(pytest.param(name, marks=pytest.mark.slow_corpus) for name in LATER)]
)
def test_no_seam_can_be_found(name: str, studio: Studio, scissors: None) -> None:
    examine(name, studio)

    plan = work.read(f"{work.prefix(OWNER, 'video-1')}/{work.PLAN}")
    assert len(plan["chunks"]) > 1
    assert plan["first"] != "none"
