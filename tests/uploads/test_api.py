"""The way of an upload through the API, and what bad input gets."""

from typing import Any

import pytest

from footlight import users, videos
from tests.conftest import Bearer
from tests.fake_cloud import NAMES, FakeCloud
from tests.uploads.conftest import MIB, Uploader, checksum


def test_promise_send_complete(alice: Uploader, cloud: FakeCloud) -> None:
    upload = alice.promise(size=17 * MIB, title="  Holiday ", visibility="unlisted")
    assert (upload["part_size"], upload["part_count"], upload["state"]) == (8 * MIB, 3, "uploading")
    assert upload["upload_id"] == upload["video_id"]

    sent = alice.send(upload)
    resumed = alice.call("GET", f"/{upload['upload_id']}").json()
    assert [part["size"] for part in resumed["uploaded_parts"]] == [8 * MIB, 8 * MIB, MIB]

    answer = alice.complete(upload, sent)
    assert (answer.status_code, answer.json()["state"]) == (200, "uploaded")
    assert cloud.keys("uploads_bucket") == [f"uploads/alice/{upload['video_id']}/source"]
    assert alice.call("GET").json() == {"items": []}

    video = videos.get(upload["video_id"])
    assert (video.title, video.visibility, video.state) == ("Holiday", "unlisted", "uploading")
    assert (video.owner_id, video.size_bytes, video.filename) == ("alice", 17 * MIB, "holiday.mp4")


def test_title_comes_from_the_file_name(alice: Uploader) -> None:
    assert videos.get(alice.promise(filename="My day.at.sea.mov")["video_id"]).title == "My day.at.sea"
    assert videos.get(alice.promise(filename=".mov")["video_id"]).title == ".mov"


def test_unfinished_uploads_are_listed(alice: Uploader, bob: Uploader) -> None:
    first, second = alice.promise(), alice.promise()
    ids = [item["upload_id"] for item in alice.call("GET").json()["items"]]
    assert sorted(ids) == sorted([first["upload_id"], second["upload_id"]])
    assert bob.call("GET").json() == {"items": []}


def test_completing_twice_is_harmless(alice: Uploader) -> None:
    upload = alice.promise()
    sent = alice.send(upload)
    assert [alice.complete(upload, sent).status_code for _ in range(3)] == [200, 200, 200]


def test_completing_again_after_a_lost_answer(alice: Uploader, monkeypatch: pytest.MonkeyPatch) -> None:
    from functions.uploads import complete

    upload = alice.promise()
    sent = alice.send(upload)
    with monkeypatch.context() as crash:
        crash.setattr(complete, "mark", lambda *_: 1 / 0)
        assert alice.complete(upload, sent).status_code == 500
    assert alice.complete(upload, sent).status_code == 200


def test_a_part_that_never_arrived(alice: Uploader) -> None:
    upload = alice.promise(size=17 * MIB)
    sent = alice.send(upload, 1, 3)
    answer = alice.complete(upload, sent)
    assert (answer.status_code, answer.json()["code"]) == (409, "parts_missing")
    assert answer.json()["missing_parts"] == [2]
    assert answer.headers["content-type"] == "application/problem+json"

    sent += alice.send(upload, 2)
    assert alice.complete(upload, sent).status_code == 200


def test_a_wrong_etag(alice: Uploader) -> None:
    upload = alice.promise()
    first, second = alice.send(upload)
    answer = alice.complete(upload, [first, {**second, "etag": "0" * 32}])
    assert (answer.status_code, answer.json()["missing_parts"]) == (409, [2])
    assert alice.complete(upload, [second, first]).status_code == 200


def test_a_part_of_another_size_counts_as_missing(alice: Uploader, cloud: FakeCloud) -> None:
    upload = alice.promise()
    sent = alice.send(upload, 1)
    signed = alice.call(
        "POST",
        f"/{upload['upload_id']}/parts",
        {"parts": [{"number": 2, "checksum_sha256": checksum(b"short")}]},
    ).json()["parts"][0]
    import requests

    # The real S3 refuses this, because the length is signed; moto checks no signature.
    short = requests.put(signed["url"], data=b"short", headers=signed["headers"], timeout=10)
    answer = alice.complete(upload, [*sent, {"number": 2, "etag": short.headers["ETag"]}])
    assert answer.json()["missing_parts"] == [2]


def test_cancel_frees_everything(alice: Uploader, cloud: FakeCloud) -> None:
    upload = alice.promise()
    alice.send(upload, 1)
    assert alice.call("DELETE", f"/{upload['upload_id']}").status_code == 204
    assert videos.find(upload["video_id"]) is None
    assert cloud.s3.list_multipart_uploads(Bucket="footlight-uploads").get("Uploads", []) == []
    assert alice.call("DELETE", f"/{upload['upload_id']}").status_code == 404


def test_cancel_comes_too_late(alice: Uploader) -> None:
    upload = alice.promise()
    alice.complete(upload, alice.send(upload))
    answer = alice.call("DELETE", f"/{upload['upload_id']}")
    assert (answer.status_code, answer.json()["code"]) == (409, "already_uploaded")
    assert videos.get(upload["video_id"]).state == "uploading"


def test_finished_uploads_take_no_parts(alice: Uploader) -> None:
    upload = alice.promise()
    alice.complete(upload, alice.send(upload))
    body = {"parts": [{"number": 1, "checksum_sha256": checksum(b"")}]}
    answer = alice.call("POST", f"/{upload['upload_id']}/parts", body)
    assert (answer.status_code, answer.json()["code"]) == (409, "upload_finished")


def test_given_up_uploads_cannot_be_completed(alice: Uploader, cloud: FakeCloud) -> None:
    upload = alice.promise()
    sent = alice.send(upload)
    held = cloud.s3.list_multipart_uploads(Bucket="footlight-uploads")["Uploads"][0]
    cloud.s3.abort_multipart_upload(Bucket="footlight-uploads", Key=held["Key"], UploadId=held["UploadId"])
    answer = alice.complete(upload, sent)
    assert (answer.status_code, answer.json()["code"]) == (409, "upload_gone")


@pytest.mark.parametrize(
    ("method", "suffix"), [("GET", ""), ("DELETE", ""), ("POST", "/complete"), ("POST", "/parts")]
)
def test_somebody_elses_upload_does_not_exist(
    alice: Uploader, bob: Uploader, method: str, suffix: str
) -> None:
    upload = alice.promise()
    bodies = {
        "/complete": {"parts": []},
        "/parts": {"parts": [{"number": 1, "checksum_sha256": checksum(b"")}]},
    }
    answer = bob.call(method, f"/{upload['upload_id']}{suffix}", bodies.get(suffix))
    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")


@pytest.mark.parametrize(
    "change",
    [
        {"size": 0},
        {"size": -1},
        {"size": 100 * 1024**3 + 1},
        {"size": "9"},
        {"size": True},
        {"size": 1.5},
        {"filename": ""},
        {"filename": "   "},
        {"filename": "a\u0000b"},
        {"filename": "\ud800"},
        {"filename": "x" * 256},
        {"content_type": "mp4"},
        {"content_type": "video/mp4\r\nx: y"},
        {"title": "\u200b"},
        {"title": "a\u2028b"},
        {"title": "x" * 101},
        {"visibility": "secret"},
        {"owner_id": "bob"},
        {"\ud800": 1},
    ],
)
def test_promises_that_do_not_fit(alice: Uploader, change: dict[str, Any]) -> None:
    import json

    body = {"filename": "a.mp4", "size": 9, "content_type": "video/mp4", **change}
    answer = alice.http.post(
        "/api/uploads",
        content=json.dumps(body),
        headers={**alice.headers, "Content-Type": "application/json"},
    )
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid")
    assert answer.json()["errors"]


@pytest.mark.parametrize("size", [1, 100 * 1024**3])
def test_the_smallest_and_the_largest_file(alice: Uploader, size: int) -> None:
    assert alice.promise(size=size)["part_count"] <= 9_000


@pytest.mark.parametrize("numbers", [[0], [3], [1, 1], [10_001], list(range(1, 102)), []])
def test_part_numbers_that_do_not_fit(alice: Uploader, numbers: list[int]) -> None:
    upload = alice.promise(size=9 * MIB)
    body = {"parts": [{"number": number, "checksum_sha256": checksum(b"")} for number in numbers]}
    assert alice.call("POST", f"/{upload['upload_id']}/parts", body).status_code == 422


def test_complete_with_foreign_numbers(alice: Uploader) -> None:
    upload = alice.promise()
    assert alice.complete(upload, [{"number": 9, "etag": "x"}]).status_code == 422


def test_without_a_good_token(alice: Uploader, tokens: Any) -> None:
    for headers in (
        {},
        {"Authorization": "Bearer nonsense"},
        {"Authorization": "Basic x"},
        {"Authorization": f"Bearer {tokens.access('alice', exp=1)}"},
        {"Authorization": f"Bearer {tokens.access('alice', iss='https://elsewhere')}"},
        {"Authorization": f"Bearer {tokens.access('alice', client_id='another')}"},
        {"Authorization": f"Bearer {tokens.access('alice', token_use='id')}"},
    ):
        assert alice.http.get("/api/uploads", headers=headers).status_code == 401


def test_whose_role_was_taken_away_begins_nothing(alice: Uploader, bearer: Bearer) -> None:
    under_way = alice.promise()
    alice.headers = bearer("alice", roles=("viewer",))
    answer = alice.call("POST", body={"filename": "a.mp4", "size": 9, "content_type": "video/mp4"})
    assert (answer.status_code, answer.json()["code"]) == (403, "forbidden")
    assert alice.call("DELETE", f"/{under_way['upload_id']}").status_code == 204


def test_a_token_that_outlives_its_account_begins_nothing(alice: Uploader, cloud: FakeCloud) -> None:
    users.table()("alice").delete()
    answer = alice.call("POST", body={"filename": "a.mp4", "size": 9, "content_type": "video/mp4"})
    assert (answer.status_code, answer.json()["detail"]) == (401, "This account does not exist any more.")
    assert cloud.s3.list_multipart_uploads(Bucket=NAMES["uploads_bucket"]).get("Uploads", []) == []


def test_more_than_a_mebibyte_of_json(alice: Uploader) -> None:
    answer = alice.call("POST", body={"filename": "x" * 10 * MIB})
    assert (answer.status_code, answer.json()["code"]) == (413, "too_large")


@pytest.mark.parametrize(
    "content", [b"", b"{", b"\xff", b"[" * 5000, b'{"size": ' + b"9" * 5000 + b"}", b"null"]
)
def test_bodies_that_are_no_json(alice: Uploader, content: bytes) -> None:
    headers = {**alice.headers, "Content-Type": "application/json"}
    assert alice.http.post("/api/uploads", content=content, headers=headers).status_code in (400, 422)


@pytest.mark.parametrize(
    "upload_id", ["x", "a" * 13, "%00", "%ED%A0%80aaaaaaaaa", "aaaaaaaaaaa%0A", "ääääääääääää"]
)
def test_ids_that_are_none(alice: Uploader, upload_id: str) -> None:
    assert alice.call("GET", f"/{upload_id}").status_code in (404, 422)
