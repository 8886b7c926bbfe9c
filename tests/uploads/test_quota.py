"""What one person may upload within a day."""

import pytest

from tests.uploads.conftest import Uploader

BODY = {"filename": "a.mp4", "size": 10, "content_type": "video/mp4"}


def test_uploads_per_day(alice: Uploader, bob: Uploader, settings: pytest.MonkeyPatch) -> None:
    settings.setenv("FOOTLIGHT_UPLOADS_PER_DAY", "2")
    assert [alice.call("POST", body=BODY).status_code for _ in range(3)] == [201, 201, 429]
    assert bob.call("POST", body=BODY).status_code == 201


def test_bytes_per_day(alice: Uploader, settings: pytest.MonkeyPatch) -> None:
    settings.setenv("FOOTLIGHT_UPLOAD_BYTES_PER_DAY", "25")
    answers = [alice.call("POST", body=BODY) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [201, 201, 429]
    assert answers[2].json()["code"] == "quota_exceeded"
    assert int(answers[2].headers["Retry-After"]) == answers[2].json()["retry_after"] > 0
