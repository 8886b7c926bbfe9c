"""Every answer of the API has one shape, and no input makes it fall over."""

from collections.abc import Iterator
from typing import Annotated

import pytest
from fastapi import APIRouter, Query
from fastapi.testclient import TestClient

from footlight.errors import Conflict, TooManyRequests
from footlight.http import BODY_LIMIT, PROBLEM, Body, create_app

router = APIRouter()


class Parcel(Body):
    weight: int


@router.post("/parcels")
def send(parcel: Parcel) -> dict[str, int]:
    return {"weight": parcel.weight}


@router.get("/busy")
def busy() -> None:
    raise TooManyRequests("Try again in a minute.", retry_after=60)


@router.get("/taken")
def taken() -> None:
    raise Conflict("Parts are missing.", code="parts_missing", missing_parts=[2, 3])


@router.get("/broken")
def broken() -> None:
    raise ZeroDivisionError


@router.get("/pages")
def pages(limit: Annotated[int, Query(ge=1, le=50)] = 24) -> int:
    return limit


@pytest.fixture
def client() -> Iterator[TestClient]:
    with TestClient(create_app("post", router), raise_server_exceptions=False) as client:
        yield client


def test_a_good_request_is_answered_and_never_cached(client: TestClient) -> None:
    answer = client.post("/api/post/parcels", json={"weight": 2})

    assert answer.json() == {"weight": 2}
    assert answer.headers["Cache-Control"] == "no-store"


def test_an_error_is_a_problem_document_with_its_extensions(client: TestClient) -> None:
    answer = client.get("/api/post/taken")

    assert answer.status_code == 409
    assert answer.headers["Content-Type"] == PROBLEM
    assert answer.json() == {
        "type": "urn:footlight:problem:parts_missing",
        "title": "Conflict",
        "status": 409,
        "detail": "Parts are missing.",
        "code": "parts_missing",
        "missing_parts": [2, 3],
    }


def test_who_must_wait_is_told_how_long(client: TestClient) -> None:
    answer = client.get("/api/post/busy")

    assert answer.status_code == 429
    assert answer.headers["Retry-After"] == "60"
    assert answer.json()["retry_after"] == 60


@pytest.mark.parametrize("body", [{"weight": "heavy"}, {}, {"weight": 1, "colour": "red"}, [], "text", None])
def test_a_body_that_does_not_fit_lists_the_fields(client: TestClient, body: object) -> None:
    answer = client.post("/api/post/parcels", json=body)

    assert answer.status_code == 422
    assert answer.json()["code"] == "invalid"
    assert {"field", "message"} == set(answer.json()["errors"][0])


@pytest.mark.parametrize(
    "raw", [b"{", b"\xff\xfe", b'{"weight": NaN}', b'{"weight": 1' + b"0" * 5000 + b"}", b"[" * 5000]
)
def test_what_is_not_json_is_a_client_error(client: TestClient, raw: bytes) -> None:
    answer = client.post("/api/post/parcels", content=raw, headers={"Content-Type": "application/json"})

    assert answer.status_code in {400, 422}
    assert answer.headers["Content-Type"] == PROBLEM


def test_ten_megabytes_are_too_many(client: TestClient) -> None:
    answer = client.post("/api/post/parcels", content=b"x" * (10 * BODY_LIMIT))

    assert answer.status_code == 413


@pytest.mark.parametrize("path", ["/api/post/nowhere", "/api/post/parcels/", "/api/other"])
def test_an_unknown_address_is_a_problem_document(client: TestClient, path: str) -> None:
    answer = client.get(path)

    assert answer.status_code == 404
    assert answer.json()["code"] == "not_found"


def test_a_wrong_method_says_which_are_right(client: TestClient) -> None:
    answer = client.put("/api/post/parcels")

    assert answer.status_code == 405
    assert answer.headers["Allow"] == "POST"


@pytest.mark.parametrize("headers", [{}, {"X-Footlight-Edge": "guessed"}, {"X-Footlight-Edge": "ü"}])
def test_who_comes_past_the_edge_is_refused(
    client: TestClient, settings: pytest.MonkeyPatch, headers: dict[str, str]
) -> None:
    settings.setenv("FOOTLIGHT_EDGE_KEY", "secret")
    raw = {name: text.encode() for name, text in headers.items()}
    answer = client.post("/api/post/parcels", json={"weight": 2}, headers=raw)

    assert (answer.status_code, answer.json()["code"]) == (403, "past_the_edge")
    assert answer.headers["Content-Type"] == PROBLEM
    proof = {"X-Footlight-Edge": "secret"}
    assert client.post("/api/post/parcels", json={"weight": 2}, headers=proof).status_code == 200


def test_a_bug_is_an_apology_without_details(client: TestClient) -> None:
    answer = client.get("/api/post/broken")

    assert answer.status_code == 500
    assert "Zero" not in answer.text
    assert answer.headers["Content-Type"] == PROBLEM


def test_the_document_names_each_operation_once(client: TestClient) -> None:
    document = client.get("/api/post/openapi.json").json()

    ids = [operation["operationId"] for path in document["paths"].values() for operation in path.values()]
    assert "post_send" in ids
    assert len(ids) == len(set(ids))
