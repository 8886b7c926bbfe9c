"""The rival: one FFmpeg process that makes the whole ladder, with our encoder's own flags."""

from dataclasses import dataclass
from pathlib import Path

from bench.transcoding.running import Took, run
from functions.transcode import ffmpeg
from functions.transcode.chunks import whole
from functions.transcode.encoder import binary
from functions.transcode.plan import Plan
from functions.transcode.playlists import AUDIO


@dataclass(frozen=True)
class SingleRun:
    """What it took, and the folder with a folder of segments for each rung."""

    took: Took
    folder: Path

    def files(self, rung: str) -> list[Path]:
        """A rendition's init and media segments, in order."""
        return [self.folder / rung / "init.mp4", *sorted((self.folder / rung).glob("*.m4s"))]


def encode(plan: Plan, path: Path, folder: Path) -> SingleRun:
    """Everything that the plan's own run would make of the file at ``path``, below ``folder``."""
    source = plan["source"]
    for name in [*(rung["name"] for rung in plan["rungs"]), AUDIO]:
        (folder / name).mkdir(parents=True)
    reading = ffmpeg.read(str(path))
    one = whole(source["seconds"], source["frames"])
    pictures = ffmpeg.encode_picture(source, plan["rungs"], one, reading, folder)
    command = [binary(), *pictures, *_sound(plan, reading, folder)]
    return SingleRun(run(command, folder / "log"), folder)


def _sound(plan: Plan, reading: list[str], folder: Path) -> list[str]:
    """The options of the sound's output; where our run copies the sound, so does the rival."""
    if plan["sound"] == "none":
        return []
    command = ffmpeg.encode_sound(plan["source"], reading, folder)
    options = command[command.index(reading[-1]) + 1 :]
    if plan["sound"] == "copy":
        filters = options.index("-af")
        muxing = options.index("-f")
        options[filters:muxing] = ["-c:a", "copy"]
    return options
