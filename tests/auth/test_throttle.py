"""Waiting before trying again, which tells nobody anything."""

import json
from typing import Any

import pytest
from botocore.exceptions import ClientError
from starlette.requests import Request

from footlight.settings import settings as read
from functions.auth import pool, throttle
from tests.auth.site import EDGE, Site


def tries(site: Site, email: str, password: str = "not this one") -> list[int]:
    return [site.login(email, password).status_code for _ in range(11)]


def test_the_eleventh_try_waits_whether_or_not_the_person_exists(site: Site) -> None:
    site.join("ada@example.com")
    assert tries(site, "ada@example.com") == [401] * 10 + [429]
    assert tries(site, "unknown@example.com") == [401] * 10 + [429]
    answers = [site.login("ada@example.com"), site.login("unknown@example.com")]
    for answer in answers:
        assert (answer.status_code, answer.json()["code"]) == (429, "too_many_requests")
        assert 0 < int(answer.headers["retry-after"]) <= 900
        assert answer.json()["retry_after"] == int(answer.headers["retry-after"])
    # Another way of writing the address is the same address.
    assert site.login("ADA@example.com").status_code == 429


def test_who_knows_the_password_may_sign_in_as_often_as_they_like(site: Site) -> None:
    site.join("ada@example.com")

    assert [site.login("ada@example.com").status_code for _ in range(12)] == [200] * 12
    assert tries(site, "ada@example.com") == [401] * 10 + [429]


def test_one_address_may_not_try_everybody(site: Site, settings: pytest.MonkeyPatch) -> None:
    settings.setenv("FOOTLIGHT_AUTH_ATTEMPTS_PER_ADDRESS", "5")
    read.cache_clear()
    assert [site.login(f"p{n}@example.com").status_code for n in range(6)] == [401] * 5 + [429]
    elsewhere = {"x-forwarded-for": f"198.51.100.8, {EDGE}"}
    body = {"email": "p0@example.com", "password": "not this one"}
    assert site.post("/login", body, headers=elsewhere).status_code == 401


def test_an_address_that_waits_does_not_use_up_other_peoples_tries(
    site: Site, settings: pytest.MonkeyPatch
) -> None:
    settings.setenv("FOOTLIGHT_AUTH_ATTEMPTS_PER_ADDRESS", "0")
    read.cache_clear()
    assert tries(site, "ada@example.com") == [429] * 11
    settings.delenv("FOOTLIGHT_AUTH_ATTEMPTS_PER_ADDRESS")
    read.cache_clear()
    assert site.login("ada@example.com").status_code == 401


@pytest.mark.parametrize(
    ("path", "body", "allowed"),
    [
        ("/register", {"password": "correct horse battery", "display_name": "Ada"}, 5),
        ("/confirm/resend", {}, 5),
        ("/password/forgot", {}, 5),
        ("/confirm", {"code": "000000"}, 10),
        ("/password/reset", {"code": "000000", "password": "correct horse battery"}, 10),
        ("/login/totp", {"code": "000000", "session": "s" * 20}, 10),
        ("/login/recover", {"password": "not this one", "recovery_code": "0000"}, 10),
    ],
)
def test_everything_a_stranger_may_try_is_counted(
    site: Site, path: str, body: dict[str, str], allowed: int
) -> None:
    answers = [site.post(path, {**body, "email": "a@example.com"}).status_code for _ in range(allowed + 1)]
    assert answers[-1] == 429
    assert 429 not in answers[:-1]


def test_a_password_cannot_be_guessed_from_an_open_browser(site: Site) -> None:
    headers = site.signed_in("ada@example.com")
    paths = ["/totp/disable", "/me/delete"] * 6
    answers = [site.post(path, {"password": "x"}, headers=headers).status_code for path in paths]
    assert answers == [400] * 10 + [429] * 2


def test_the_table_holds_no_addresses_of_mail(site: Site) -> None:
    from footlight import limits

    site.login("ada@example.com")
    assert "ada" not in json.dumps([row.to_simple_dict() for row in limits.table().scan()])


@pytest.mark.parametrize("refusal", ["TooManyRequestsException", "LimitExceededException"])
def test_cognitos_own_limits_are_429_for_who_is_signed_in(
    site: Site, settings: pytest.MonkeyPatch, refusal: str
) -> None:
    headers = site.signed_in("ada@example.com")
    settings.setattr(pool, "cognito", lambda: Refusing(refusal))
    answer = site.me(headers)
    assert (answer.status_code, answer.json()["code"]) == (429, "too_many_requests")
    assert int(answer.headers["retry-after"]) > 0


def test_to_strangers_only_the_limit_that_everybody_shares_is_told(
    site: Site, settings: pytest.MonkeyPatch
) -> None:
    settings.setattr(pool, "cognito", lambda: Refusing("TooManyRequestsException"))
    assert site.login("ada@example.com").status_code == 429
    # Only somebody who exists meets this one.
    settings.setattr(pool, "cognito", lambda: Refusing("LimitExceededException"))
    assert site.login("ada@example.com").json()["code"] == "login_failed"


class Refusing:
    def __init__(self, code: str) -> None:
        self.code = code

    def __getattr__(self, name: str) -> Any:
        def call(**_: Any) -> Any:
            raise ClientError({"Error": {"Code": self.code, "Message": ""}}, name)

        return call


@pytest.mark.parametrize(
    ("forwarded", "peer", "address"),
    [
        ("198.51.100.7, 203.0.113.9", "203.0.113.9", "198.51.100.7"),
        # What a client writes stands further left.
        ("10.0.0.1, 198.51.100.7, 203.0.113.9", "203.0.113.9", "198.51.100.7"),
        ("203.0.113.9, 198.51.100.7, 203.0.113.9", "203.0.113.9", "198.51.100.7"),
        # The emulator appends no peer.
        ("10.0.0.1, 127.0.0.1", "10.0.0.1", "127.0.0.1"),
        ("127.0.0.1", "127.0.0.1", "127.0.0.1"),
        ("", "198.51.100.7", "198.51.100.7"),
        # A household has a /64, and would have 2^64 tries.
        ("2001:db8:1:2:3:4:5:6, 203.0.113.9", "203.0.113.9", "2001:db8:1:2::/64"),
        ("nonsense", None, "unknown"),
        ("", None, "unknown"),
    ],
)
def test_where_a_request_came_from(forwarded: str, peer: str | None, address: str) -> None:
    scope = {
        "type": "http",
        "headers": [(b"x-forwarded-for", forwarded.encode())],
        "client": (peer, 0) if peer else None,
    }
    assert throttle.client_address(Request(scope)) == address
