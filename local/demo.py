"""``make demo``: does the main job from a terminal, over the public HTTP API as a browser would."""

import json
import os
import sys
import time
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any

import httpx
from rich.console import Console
from rich.progress import (
    BarColumn,
    DownloadColumn,
    Progress,
    TextColumn,
    TimeElapsedColumn,
    TransferSpeedColumn,
)

from local.demo_api import DemoApi, Refused
from local.places import places
from local.samples import sample
from local.steps import Failed

FIELDS = (
    *("video_id", "watch_url", "manifest_url"),
    *("seconds_upload", "seconds_to_playable", "seconds_to_ready", "state", "error"),
)
ENDED = ("ready", "failed")
WATCHABLE = ("playable", "ready")
# A stuck pipeline must not hang a terminal: longer than every retry of the pipeline together.
PATIENCE_SECONDS = 2 * 60 * 60

screen = Console(stderr=True)


class Report:
    """What the last line on stdout says."""

    def __init__(self) -> None:
        self.started = time.monotonic()
        self.fields: dict[str, Any] = dict.fromkeys(FIELDS)

    def lap(self, name: str) -> None:
        """Note the seconds since the beginning, once."""
        if self.fields[name] is None:
            self.fields[name] = round(time.monotonic() - self.started, 2)


def main() -> None:
    """Upload ``FILE`` or a sample, wait, print the report; exit code 1 where the video is not ready."""
    report = Report()
    try:
        with httpx.Client(base_url=places().site, timeout=60) as http:
            demonstrate(DemoApi(http), chosen_file(), report)
    except (Failed, Refused) as failure:
        report.fields["error"] = str(failure)
    except httpx.HTTPError as failure:
        report.fields["error"] = f"{places().site} does not answer ({failure}): is it up? make up"
    if report.fields["error"]:
        screen.print(f"[red]{report.fields['error']}[/red]")
    print(json.dumps(report.fields), flush=True)
    sys.exit(0 if report.fields["state"] == "ready" else 1)


def chosen_file() -> Path:
    """The file to upload. Raises Failed where ``FILE`` names none."""
    name = os.environ.get("FILE")
    if not name:
        with redirect_stdout(sys.stderr):
            return sample()
    path = Path(name).expanduser()
    if not path.is_file():
        raise Failed(f"There is no file {name}.")
    return path


def demonstrate(api: DemoApi, file: Path, report: Report) -> None:
    """The whole way: log in, upload, wait until ready or failed."""
    api.sign_in()
    report.started = time.monotonic()
    upload = api.begin(file)
    report.fields["video_id"] = upload["video_id"]
    report.fields["watch_url"] = f"{places().site}/watch?v={upload['video_id']}"
    columns = (TextColumn("{task.description:<12}"), BarColumn(), DownloadColumn(), TransferSpeedColumn())
    with Progress(*columns, console=screen) as progress:
        bar = progress.add_task("Uploading", total=upload["size"])
        api.send(upload, file, lambda sent: progress.advance(bar, sent))
    report.lap("seconds_upload")
    wait(api, upload["video_id"], report)
    manifest = api.playback(upload["video_id"])["manifest_url"]
    report.fields["manifest_url"] = f"{places().site}{manifest}" if manifest else None
    if report.fields["state"] == "ready":
        screen.print(f"Watch it: [bold]{report.fields['watch_url']}[/bold]")


def wait(api: DemoApi, video_id: str, report: Report) -> None:
    """Show the transcode's progress until the video is ready or failed."""
    columns = (TextColumn("{task.description:<12}"), BarColumn(), TextColumn("{task.percentage:>3.0f}%"))
    with Progress(*columns, TimeElapsedColumn(), console=screen) as progress:
        bar = progress.add_task("Waiting", total=100)
        while time.monotonic() - report.started < PATIENCE_SECONDS:
            video = api.video(video_id)
            state = report.fields["state"] = video["state"]
            percent = 100 if state == "ready" else video["percent"]
            progress.update(bar, description=state.capitalize(), completed=percent)
            if state in WATCHABLE:
                report.lap("seconds_to_playable")
            if state in ENDED:
                break
            time.sleep(0.5)
        else:
            raise Failed(f"After {PATIENCE_SECONDS // 3600} hours the video is still {state}.")
    if state == "ready":
        report.lap("seconds_to_ready")
    else:
        report.fields["error"] = video["reason"]


if __name__ == "__main__":
    main()
