"""The function as API Gateway calls it."""

import base64
import json
from typing import Any

from functions.auth.api import handler
from tests.auth.site import ADDRESS, EDGE, PASSWORD, Site


def call(
    path: str, body: dict[str, str] | None = None, headers: dict[str, str] | None = None
) -> dict[str, Any]:
    event = {
        "resource": "/{proxy+}",
        "path": f"/api/auth{path}",
        "httpMethod": "POST",
        "headers": {
            "content-type": "application/json",
            "x-forwarded-for": f"{ADDRESS}, {EDGE}",
            **(headers or {}),
        },
        "multiValueHeaders": {},
        "queryStringParameters": None,
        "multiValueQueryStringParameters": None,
        "requestContext": {"identity": {"sourceIp": EDGE}, "stage": "api"},
        "body": base64.b64encode(json.dumps(body).encode()).decode(),
        "isBase64Encoded": True,
    }
    answer: dict[str, Any] = handler(event, None)  # type: ignore[arg-type]
    return answer


def test_a_session_begins_and_goes_on(site: Site) -> None:
    site.join("ada@example.com")
    answer = call("/login", {"email": "ada@example.com", "password": PASSWORD})
    assert answer["statusCode"] == 200, answer
    kept = answer["headers"]["set-cookie"].split(";")[0]
    assert answer["headers"]["cache-control"] == "no-store"
    renewed = call("/refresh", headers={"cookie": kept})
    assert json.loads(renewed["body"])["user"]["email"] == "ada@example.com"
    refused = call("/refresh", headers={"cookie": kept, "sec-fetch-site": "cross-site"})
    assert refused["statusCode"] == 403
