"""Whatever is sent, the answer is what the OpenAPI document says, and never a 5xx."""

import json
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from functions.auth import throttle
from functions.auth.api import app
from tests.auth.conftest import EMULATOR
from tests.auth.site import Site

document = schemathesis.openapi.from_asgi("/api/auth/openapi.json", app)
PLENTY = throttle.Allowance(10**6, 10**6, 900)
lax = settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
ODD = [
    "\x00",
    "\ud800",
    "\u202e",
    "é" * 3,
    "\U0001d518",
    "",
    " ",
    "x" * 100_000,
    "' OR 1=1",
    "../../etc",
    "${7*7}",
]
# The document's word on answers; what it cannot say (that a well-formed code is wrong) is no part of it.
PROMISES = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]

pytestmark = pytest.mark.skipif(bool(EMULATOR), reason="takes its time; once is enough")


@pytest.fixture
def lenient(site: Site, monkeypatch: pytest.MonkeyPatch) -> Site:
    """A site that lets through what would have to wait, signed in."""
    monkeypatch.setattr(throttle, "ALLOWANCES", dict.fromkeys(throttle.ALLOWANCES, PLENTY))
    site.browser.headers.update(site.signed_in("ada@example.com"))
    return site


@document.parametrize()
@lax
def test_answers_are_as_documented(case: Any, lenient: Site) -> None:
    answer = case.call(headers=dict(lenient.browser.headers))
    assert answer.status_code < 500, answer.text
    case.validate_response(answer, checks=PROMISES)


def paths() -> list[tuple[str, str]]:
    return [(path, method) for path, methods in app.openapi()["paths"].items() for method in methods]


@pytest.mark.parametrize(("path", "method"), paths())
def test_strange_text_in_every_field_is_a_4xx(lenient: Site, path: str, method: str) -> None:
    for odd in ODD:
        body = dict.fromkeys(fields(path, method), odd) | {"password": "correct horse battery"}
        for content in (json.dumps(body), json.dumps({odd: odd}), json.dumps(odd), "[" * 50_000, odd):
            answer = lenient.browser.request(
                method,
                path,
                content=content.encode("utf-8", "surrogatepass"),
                headers={"content-type": "application/json"},
            )
            assert answer.status_code < 500, (path, content[:80], answer.text)


@given(st.binary(max_size=200))
@lax
def test_bytes_that_are_no_text_are_a_4xx(lenient: Site, content: bytes) -> None:
    for path in ("/register", "/login", "/password/reset"):
        answer = lenient.browser.post(f"/api/auth{path}", content=content)
        assert 400 <= answer.status_code < 500


def test_a_body_beyond_one_mebibyte_is_413(lenient: Site) -> None:
    answer = lenient.post("/register", {"email": "x" * 2**20})
    assert (answer.status_code, answer.json()["code"]) == (413, "too_large")


def fields(path: str, method: str) -> list[str]:
    described = app.openapi()
    body = described["paths"][path][method].get("requestBody")
    if body is None:
        return []
    name = body["content"]["application/json"]["schema"]["$ref"].rsplit("/", 1)[1]
    return list(described["components"]["schemas"][name]["properties"])
