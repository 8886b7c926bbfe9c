"""Encodes one MediaConvert job with FFmpeg; segments go to S3 while it works, so the disk stays small."""

import asyncio
import re
import tempfile
from collections.abc import AsyncGenerator, Callable
from contextlib import aclosing
from dataclasses import dataclass, field
from pathlib import Path

import imageio_ffmpeg
from botocore.exceptions import ClientError

from local.mediaconvert_cloud import Storage, refusal
from local.mediaconvert_ffmpeg import Order, Output, command

LASTS = re.compile(r"Duration: (\d+):(\d\d):(\d\d\.\d+)")
MEDIA = {".cmfv", ".cmfa"}
UNREADABLE = "Could not find a parser for the container"
# FFmpeg's last words that blame its input.
NOT_MEDIA = (
    "Invalid data found",
    "Error opening input",
    "moov atom not found",
    "does not contain any stream",
)
OPENING, PROCESSING = 1010, 1999


class JobFailed(Exception):
    """The job ends with an error; ``code`` is one of MediaConvert's."""

    def __init__(self, code: int, message: str) -> None:
        super().__init__(message)
        self.code = code


@dataclass
class Made:
    """What became of an order: the sizes of its segments in bytes, by output, and its length in seconds."""

    seconds: float = 0.0
    sizes: dict[str, list[int]] = field(default_factory=dict)


async def encode(order: Order, storage: Storage, tell: Callable[[float], None]) -> Made:
    """Do the work; ``tell`` hears the share that is done. Raises JobFailed. Cancelling it stops FFmpeg."""
    try:
        await asyncio.to_thread(storage.check, order.source)
    except ClientError as error:
        raise JobFailed(*refusal(error)) from None
    with tempfile.TemporaryDirectory(prefix="footlight-mediaconvert-") as place:
        folder = Path(place)
        made = Made(sizes={each.name: [] for each in _outputs(order)})
        # Closed at once where the job is cancelled: FFmpeg goes before its folder does.
        async with aclosing(_run(order, storage.address(order.source), folder)) as run:
            async for seconds in run:
                made.seconds = max(made.seconds, seconds)
                await asyncio.to_thread(_ship, order, storage, folder, made)
                tell(min(1.0, seconds / (_length(folder) or max(seconds, 1.0))))
        await asyncio.to_thread(_finish, order, storage, folder, made)
        return made


async def _run(order: Order, address: str, folder: Path) -> AsyncGenerator[float, None]:
    """Yields the seconds encoded so far, twice a second."""
    with (folder / "log").open("wb") as log:
        process = await asyncio.create_subprocess_exec(
            imageio_ffmpeg.get_ffmpeg_exe(),
            *command(order, address, folder),
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=log,
        )
    try:
        assert process.stdout
        async for line in process.stdout:
            name, _, value = line.decode().strip().partition("=")
            if name == "out_time_us" and value.isdigit():
                yield int(value) / 1_000_000
        if await process.wait():
            _fail(order.source, (folder / "log").read_text(errors="replace"))
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()


def _fail(source: str, log: str) -> None:
    if any(words in log for words in NOT_MEDIA):
        raise JobFailed(OPENING, f"Unable to open input file [{source}]: [Failed probe/open: [{UNREADABLE}]]")
    raise JobFailed(PROCESSING, "Unexpected processing error: " + " / ".join(log.splitlines()[-4:]))


def _length(folder: Path) -> float | None:
    found = LASTS.search((folder / "log").read_text(errors="replace"))
    if not found:
        return None
    hours, minutes, seconds = found.groups()
    return int(hours) * 3600 + int(minutes) * 60 + float(seconds)


def _outputs(order: Order) -> list[Output]:
    return [*order.pictures, *order.sounds]


def _ship(order: Order, storage: Storage, folder: Path, made: Made) -> None:
    """Bring away what FFmpeg has finished."""
    inits = {each.init for each in _outputs(order)}
    for path in sorted(folder.iterdir()):
        # A file that FFmpeg still writes ends in .tmp.
        if path.suffix in MEDIA and path.name not in inits:
            body = path.read_bytes()
            storage.put(f"{order.destination}/{path.name}", body)
            made.sizes[path.name.rpartition("_")[0]].append(len(body))
            path.unlink()


def _finish(order: Order, storage: Storage, folder: Path, made: Made) -> None:
    _ship(order, storage, folder, made)
    for output in _outputs(order):
        for name in (output.init, f"{output.name}.m3u8"):
            storage.put(f"{order.destination}/{name}", (folder / name).read_bytes())
    storage.put(f"{order.destination}/{order.base}.m3u8", multivariant(order, made).encode())


def multivariant(order: Order, made: Made) -> str:
    """The group's own playlist."""
    lines = ["#EXTM3U", "#EXT-X-VERSION:6", "#EXT-X-INDEPENDENT-SEGMENTS"]
    lines += [
        f'#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="audio",NAME="{each.name}",DEFAULT=YES,AUTOSELECT=YES,'
        f'URI="{each.name}.m3u8"'
        for each in order.sounds
    ]
    group = ',AUDIO="audio"' if order.sounds else ""
    for each in order.pictures:
        rate = round(sum(made.sizes[each.name]) * 8 / max(made.seconds, 0.001))
        size = f"{each.settings['Width']}x{each.settings['Height']}"
        peak = max(made.sizes[each.name], default=0) * 8 // int(order.group.get("SegmentLength", 10))
        bandwidth = f"BANDWIDTH={max(peak, rate)},AVERAGE-BANDWIDTH={rate}"
        lines += [f"#EXT-X-STREAM-INF:{bandwidth},RESOLUTION={size}{group}", f"{each.name}.m3u8"]
    return "\n".join([*lines, ""])
