"""The few calls of the public HTTP API that the demonstration makes."""

import base64
import hashlib
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import httpx

from local.emulator import SIGN_UP_CODE
from local.steps import Failed

EMAIL = "demo@example.com"
PASSWORD = "footlight-demo-on-this-laptop"
PARALLEL = 4
ATTEMPTS = 4


class Refused(Failed):
    """The API answered with a problem document; the text is its sentence, ``code`` what programs go by."""

    def __init__(self, answer: httpx.Response) -> None:
        self.code, sentence = _problem(answer)
        super().__init__(sentence)


class DemoApi:
    """A signed-in creator's view of the API behind ``http``'s base address."""

    def __init__(self, http: httpx.Client) -> None:
        self.http = http
        self.token = ""

    def sign_in(self) -> None:
        """Log in as the demo creator, who is registered the first time."""
        account = {"email": EMAIL, "password": PASSWORD}
        try:
            answer = self.call("POST", "/api/auth/login", account)
        except Refused as refusal:
            if refusal.code != "login_failed":
                raise
            self.call("POST", "/api/auth/register", {**account, "display_name": "Demo Creator"})
            self.call("POST", "/api/auth/confirm", {"email": EMAIL, "code": SIGN_UP_CODE})
            answer = self.call("POST", "/api/auth/login", account)
        self.token = answer["access_token"]

    def begin(self, file: Path) -> dict[str, Any]:
        """Promise the upload of ``file``, to be watched by everyone."""
        size = file.stat().st_size
        body = {"filename": file.name, "size": size, "content_type": "video/mp4", "title": title_of(file)}
        return self.call("POST", "/api/uploads", {**body, "visibility": "public"})

    def send(self, upload: dict[str, Any], file: Path, sent: Callable[[int], object]) -> None:
        """Upload every part straight to S3, four at a time, and complete; ``sent`` hears of bytes."""
        numbers = range(1, upload["part_count"] + 1)

        def part(number: int) -> dict[str, Any]:
            etag, length = self._send_part(upload, file, number)
            sent(length)
            return {"number": number, "etag": etag}

        with ThreadPoolExecutor(PARALLEL) as pool:
            parts = list(pool.map(part, numbers))
        self.call("POST", f"/api/uploads/{upload['upload_id']}/complete", {"parts": parts})

    def _send_part(self, upload: dict[str, Any], file: Path, number: int) -> tuple[str, int]:
        with file.open("rb") as source:
            source.seek((number - 1) * upload["part_size"])
            data = source.read(upload["part_size"])
        checksum = base64.b64encode(hashlib.sha256(data).digest()).decode()
        body = {"parts": [{"number": number, "checksum_sha256": checksum}]}
        for attempt in range(ATTEMPTS):
            signed = self.call("POST", f"/api/uploads/{upload['upload_id']}/parts", body)["parts"][0]
            try:
                answer = httpx.put(signed["url"], content=data, headers=signed["headers"], timeout=300)
                answer.raise_for_status()
                return answer.headers["etag"], len(data)
            except httpx.HTTPError:
                if attempt == ATTEMPTS - 1:
                    raise
        raise AssertionError("the last attempt returns or raises")

    def video(self, video_id: str) -> dict[str, Any]:
        """The video as its owner sees it."""
        return self.call("GET", f"/api/videos/{video_id}")

    def playback(self, video_id: str) -> dict[str, Any]:
        """Where its manifest is."""
        return self.call("GET", f"/api/playback/{video_id}")

    def call(self, method: str, path: str, body: dict[str, Any] | None = None) -> dict[str, Any]:
        """One call; the token is renewed by logging in again when it has run out. Raises Refused."""
        answer = self._request(method, path, body)
        if answer.status_code == httpx.codes.UNAUTHORIZED and self.token:
            self.token = ""
            self.sign_in()
            answer = self._request(method, path, body)
        if answer.is_error:
            raise Refused(answer)
        found: dict[str, Any] = answer.json() if answer.content else {}
        return found

    def _request(self, method: str, path: str, body: dict[str, Any] | None) -> httpx.Response:
        headers = {"Authorization": f"Bearer {self.token}"} if self.token else {}
        return self.http.request(method, path, json=body, headers=headers)


def title_of(file: Path) -> str:
    """A title for people out of a file's name."""
    return file.stem.replace("_", " ").replace("-", " ").strip().capitalize()[:100] or "Demo"


def _problem(answer: httpx.Response) -> tuple[str, str]:
    """(code, sentence with the fields that are wrong) of a problem document, or of whatever else came."""
    try:
        problem = answer.json()
        wrong = [f"{error['field']}: {error['message']}" for error in problem.get("errors", ())]
        return problem["code"], " ".join([problem["detail"], *wrong])
    except (ValueError, KeyError, AttributeError):
        where = f"{answer.request.method} {answer.request.url.path}"
        return "", f"{where} was answered with {answer.status_code}: is everything up? make status"
