"""The MediaConvert stand-in in a thread of the test, with moto's S3 around it."""

from __future__ import annotations

import asyncio
import json
import queue
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import boto3
from aiohttp import web

from local.mediaconvert import application
from local.mediaconvert_cloud import Cloud, Storage, envelope

REGION = "us-east-1"
ROLE = "arn:aws:iam::000000000000:role/convert"


class DiskStorage(Storage):
    """FFmpeg cannot reach moto's memory: it reads the same source from disk."""

    sources: dict[str, Path]

    def address(self, uri: str) -> str:
        return str(self.sources[uri])


class TestCloud(Cloud):
    """Sources by URI; the events that were told wait in ``heard``."""

    __test__ = False

    def __init__(self) -> None:
        super().__init__(_client)
        self.sources: dict[str, Path] = {}
        self.heard: queue.Queue[dict[str, Any]] = queue.Queue()
        self.endpoint = ""

    def storage(self, role: str) -> Storage:
        made = DiskStorage(_client, role)
        made.sources = self.sources
        return made

    def tell(self, detail: dict[str, Any], arn: str) -> None:
        self.heard.put(envelope(detail, arn))

    def events(self, last: set[str], seconds: float = 60) -> list[dict[str, Any]]:
        """Everything told up to an event of one of the statuses ``last``."""
        found = []
        while True:
            found.append(self.heard.get(timeout=seconds))
            if found[-1]["detail"]["status"] in last:
                return found


@contextmanager
def mediaconvert() -> Iterator[TestCloud]:
    """The stand-in on a free port; its address is the cloud's ``endpoint``."""
    cloud = TestCloud()
    make_role(ROLE.rpartition("/")[2], "mediaconvert.amazonaws.com")
    started, stop = threading.Event(), threading.Event()

    async def serve() -> None:
        runner = web.AppRunner(application(cloud))
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        cloud.endpoint = f"http://127.0.0.1:{runner.addresses[0][1]}"
        started.set()
        while not stop.is_set():
            await asyncio.sleep(0.02)
        await runner.cleanup()

    thread = threading.Thread(target=lambda: asyncio.run(serve()), daemon=True)
    thread.start()
    assert started.wait(10)
    try:
        yield cloud
    finally:
        stop.set()
        thread.join(20)


def make_role(name: str, trusted: str) -> None:
    """A role that ``trusted`` may take on, with the policy that a job needs."""
    trust = {"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"Service": trusted}}
    may = {"Effect": "Allow", "Action": ["s3:GetObject", "s3:PutObject"], "Resource": "*"}
    trusts, lets = (json.dumps({"Version": "2012-10-17", "Statement": [each]}) for each in (trust, may))
    iam = _client("iam")
    iam.create_role(RoleName=name, AssumeRolePolicyDocument=trusts)
    iam.put_role_policy(RoleName=name, PolicyName="media", PolicyDocument=lets)


def _client(service: str) -> Any:
    return boto3.client(service, region_name=REGION)  # type: ignore[call-overload]
