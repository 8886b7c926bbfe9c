"""An AWS account in this process's memory, with its sources on disk; each step is called by hand."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import Any
from unittest.mock import patch

import boto3
from botocore.awsrequest import AWSPreparedRequest, AWSResponse
from moto import mock_aws

from footlight import media, videos
from functions.transcode import original, work
from functions.transcode.plan import Item, Plan
from tests.fake_cloud import NAMES, REGION, FakeCloud, forget_everything

OWNER = "owner-1"
SURROUNDINGS = {
    **{f"FOOTLIGHT_{name.upper()}": value for name, value in NAMES.items()},
    "AWS_ACCESS_KEY_ID": "testing",
    "AWS_SECRET_ACCESS_KEY": "testing",
    "AWS_DEFAULT_REGION": REGION,
    "AWS_REGION": REGION,
    "POWERTOOLS_SERVICE_NAME": "bench",
    "POWERTOOLS_LOG_LEVEL": "ERROR",
}


class Context:
    """What Lambda hands to a handler."""

    def get_remaining_time_in_millis(self) -> int:
        """As much as there can be."""
        return 900_000


class Account:
    """Uploads are files on disk, which FFmpeg reads by their path and everyone else by ranges over S3."""

    def __init__(self, cloud: FakeCloud) -> None:
        self.cloud = cloud
        self._files: dict[str, Path] = {}
        # Clients inherit it. Before moto: that would read a whole object for each range of it.
        session: Any = boto3.DEFAULT_SESSION
        session.events.register_first("before-send.s3", self._answer)

    def upload(self, path: Path) -> dict[str, str]:
        """A private video whose source has arrived; the run's ids as every step is told them."""
        video_id = path.stem
        row = videos.promise(video_id, OWNER, title=path.name, visibility="private")
        row.state = "uploaded"
        row.save()
        self._files[media.source_key(OWNER, video_id)] = path
        return {"video_id": video_id, "owner_id": OWNER}

    def plan(self, ids: dict[str, str]) -> Plan:
        """The plan as probe wrote it."""
        plan: Plan = work.read(f"{work.prefix(OWNER, ids['video_id'])}/{work.PLAN}")
        return plan

    def encode(self, ids: dict[str, str], item: Item) -> None:
        """Do one item as its Lambda would. Raises RuntimeError where it is refused."""
        from functions.transcode import encode

        answer = encode.handler({**ids, "item": item}, Context())
        if answer["refusal"]:
            raise RuntimeError(f"{item['id']}: {answer['refusal']}")

    def download(self, prefix: str, folder: Path) -> list[Path]:
        """A rendition's init and media segments, in order."""
        keys = self.cloud.keys("media_bucket", f"{prefix}/")
        names = [key.rsplit("/", 1)[1] for key in keys]
        times = sorted(int(name.removesuffix(".m4s")) for name in names if name.endswith(".m4s"))
        files = [folder / name for name in ("init.mp4", *(f"{time}.m4s" for time in times))]
        folder.mkdir(parents=True, exist_ok=True)
        for file in files:
            self.cloud.s3.download_file(NAMES["media_bucket"], f"{prefix}/{file.name}", str(file))
        return files

    def address_of(self, source: Any) -> str:
        """Where FFmpeg and PyAV find it."""
        return str(self._files[source["key"]])

    def address(self, owner_id: str, video_id: str) -> str:
        """The same, by the video."""
        return str(self._files[media.source_key(owner_id, video_id)])

    def _answer(self, request: AWSPreparedRequest, **_: Any) -> AWSResponse | None:
        key = next((key for key in self._files if f"/{key}" in request.url), None)
        if key is None or request.method not in ("GET", "HEAD") or "tagging" in request.url:
            return None
        size = self._files[key].stat().st_size
        begin, end = _range(request.headers.get("Range") or b"", size)
        headers = {"Content-Length": str(end - begin), "Content-Range": f"bytes {begin}-{end - 1}/{size}"}
        body = b""
        if request.method == "GET":
            with self._files[key].open("rb") as file:
                file.seek(begin)
                body = file.read(end - begin)
        status = 206 if "Range" in request.headers else 200
        return AWSResponse(request.url, status, headers, _Raw(body))  # type: ignore[arg-type]


class _Raw(BytesIO):
    """What urllib3 would hand to botocore."""

    def stream(self, **_: Any) -> Iterator[bytes]:
        """All that is left."""
        yield self.read()


def _range(header: str | bytes, size: int) -> tuple[int, int]:
    """(first byte, one past the last) of a Range header, or all."""
    if not header:
        return 0, size
    text = header.decode() if isinstance(header, bytes) else header  # signing makes bytes of it
    first, _, last = text.removeprefix("bytes=").partition("-")
    return int(first), min(size, int(last) + 1 if last else size)


@contextmanager
def account(**settings: str) -> Iterator[Account]:
    """A fresh one, with all tables, buckets and the bus; ``settings`` as CDK would pass them."""
    told = {f"FOOTLIGHT_{name.upper()}": value for name, value in settings.items()}
    with patch.dict(os.environ, SURROUNDINGS | told), mock_aws():
        for name in ("AWS_SESSION_TOKEN", "AWS_PROFILE", "AWS_ENDPOINT_URL"):
            os.environ.pop(name, None)
        forget_everything()
        cloud = FakeCloud()
        cloud.build()
        forget_everything()
        made = Account(cloud)
        addresses = patch.multiple(original, address=made.address, address_of=made.address_of)
        with addresses:
            yield made
    forget_everything()
