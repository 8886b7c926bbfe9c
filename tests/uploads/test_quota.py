"""What one person may upload within a day."""

import pytest

from footlight import limits
from tests.uploads.conftest import Uploader

BODY = {"filename": "a.mp4", "size": 10, "content_type": "video/mp4"}


def test_uploads_per_day(alice: Uploader, bob: Uploader, settings: pytest.MonkeyPatch) -> None:
    settings.setenv("FOOTLIGHT_UPLOADS_PER_DAY", "2")
    assert [alice.call("POST", body=BODY).status_code for _ in range(3)] == [201, 201, 429]
    assert bob.call("POST", body=BODY).status_code == 201


def test_what_is_too_big_for_today_does_not_count(alice: Uploader, settings: pytest.MonkeyPatch) -> None:
    settings.setenv("FOOTLIGHT_UPLOADS_PER_DAY", "2")
    settings.setenv("FOOTLIGHT_UPLOAD_BYTES_PER_DAY", "25")
    sizes = [26, 20, 10, 5, 1]
    answers = [alice.call("POST", body={**BODY, "size": size}).status_code for size in sizes]
    assert answers == [429, 201, 429, 201, 429]


def test_what_is_one_too_many_for_today_leaves_the_bytes(
    alice: Uploader, settings: pytest.MonkeyPatch
) -> None:
    settings.setenv("FOOTLIGHT_UPLOADS_PER_DAY", "1")
    settings.setenv("FOOTLIGHT_UPLOAD_BYTES_PER_DAY", "25")
    assert [alice.call("POST", body=BODY).status_code for _ in range(2)] == [201, 429]
    (volume,) = [row.used for row in limits.table().scan() if row.key.startswith("upload-bytes:")]
    assert volume == 10


def test_bytes_per_day(alice: Uploader, settings: pytest.MonkeyPatch) -> None:
    settings.setenv("FOOTLIGHT_UPLOAD_BYTES_PER_DAY", "25")
    answers = [alice.call("POST", body=BODY) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [201, 201, 429]
    assert answers[2].json()["code"] == "quota_exceeded"
    assert int(answers[2].headers["Retry-After"]) == answers[2].json()["retry_after"] > 0
