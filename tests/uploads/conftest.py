"""A browser that uploads: the API as alice, and storage behind signed URLs."""

import base64
import hashlib
from typing import Any

import pytest
import requests
from fastapi.testclient import TestClient

from footlight import users
from tests.conftest import Bearer
from tests.fake_cloud import FakeCloud

MIB = 1024 * 1024


class Uploader:
    """Speaks to the uploads API as one person, and to storage as their browser does."""

    def __init__(self, http: TestClient, headers: dict[str, str]) -> None:
        self.http, self.headers = http, headers

    def call(self, method: str, path: str = "", body: Any = None) -> Any:
        """The response of one call below /api/uploads."""
        return self.http.request(method, f"/api/uploads{path}", json=body, headers=self.headers)

    def promise(self, size: int = 9 * MIB, **more: Any) -> Any:
        """A promised upload."""
        body = {"filename": "holiday.mp4", "size": size, "content_type": "video/mp4", **more}
        answer = self.call("POST", body=body)
        assert answer.status_code == 201, answer.text
        return answer.json()

    def send(self, upload: Any, *numbers: int) -> list[dict[str, Any]]:
        """Send parts (all, without ``numbers``) of zeros; what complete wants to know of them."""
        return [self._send(upload, number) for number in numbers or range(1, upload["part_count"] + 1)]

    def complete(self, upload: Any, sent: list[dict[str, Any]]) -> Any:
        """The response of the complete call."""
        return self.call("POST", f"/{upload['upload_id']}/complete", {"parts": sent})

    def _send(self, upload: Any, number: int) -> dict[str, Any]:
        each = upload["part_size"]
        content = bytes(min(each, upload["size"] - (number - 1) * each))
        wanted = [{"number": number, "checksum_sha256": checksum(content)}]
        answer = self.call("POST", f"/{upload['upload_id']}/parts", {"parts": wanted}).json()["parts"][0]
        stored = requests.put(answer["url"], data=content, headers=answer["headers"], timeout=10)
        assert stored.status_code == 200, stored.text
        return {"number": number, "etag": stored.headers["ETag"]}


def checksum(content: bytes) -> str:
    return base64.b64encode(hashlib.sha256(content).digest()).decode()


def member(http: TestClient, bearer: Bearer, name: str) -> Uploader:
    """Somebody who has signed in before, and so is a creator."""
    users.create(name, name.title())
    return Uploader(http, bearer(name, roles=("viewer", "creator")))


@pytest.fixture
def http(cloud: FakeCloud) -> TestClient:
    from functions.uploads.api import app

    return TestClient(app, raise_server_exceptions=False)


@pytest.fixture
def alice(http: TestClient, bearer: Bearer) -> Uploader:
    return member(http, bearer, "alice")


@pytest.fixture
def bob(http: TestClient, bearer: Bearer) -> Uploader:
    return member(http, bearer, "bob")
