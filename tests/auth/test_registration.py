"""Making an account, and what a stranger cannot learn by it."""

import pytest

from tests.auth.conftest import EMULATOR
from tests.auth.moto_pool import SIGN_UP_CODE, MotoPool, refuse
from tests.auth.site import Site


def test_a_known_address_gets_the_same_answer_and_keeps_its_password(site: Site) -> None:
    site.join("ada@example.com")
    again = site.register("ada@example.com", "another password", "Somebody else")
    new = site.register("new@example.com")
    assert (again.status_code, again.json()) == (202, {"email": "ada@example.com"})
    assert sorted(again.headers) == sorted(new.headers)
    assert site.login("ada@example.com", "another password").status_code == 401
    assert site.login("ada@example.com").json()["user"]["display_name"] == "Ada"


def test_a_code_can_be_asked_for_again(site: Site) -> None:
    site.join("ada@example.com")
    site.register("waiting@example.com")
    answers = [
        site.post("/confirm/resend", {"email": email})
        for email in ("waiting@example.com", "ada@example.com", "unknown@example.com")
    ]
    assert {answer.status_code for answer in answers} == {202}


@pytest.mark.skipif(EMULATOR is not None, reason="the emulator delivers everything")
def test_mail_that_cannot_be_delivered_tells_nobody(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    def undelivered(_: MotoPool, **given: object) -> None:
        refuse("AnyCall", "CodeDeliveryFailureException")

    site.join("ada@example.com")
    for call in ("sign_up", "resend_confirmation_code", "forgot_password"):
        monkeypatch.setattr(MotoPool, call, undelivered)
    for path in ("/confirm/resend", "/password/forgot"):
        assert site.post(path, {"email": "ada@example.com"}).status_code == 202
    assert site.register("new@example.com").status_code == 202


def test_a_wrong_code_looks_alike_for_everybody(site: Site) -> None:
    site.join("ada@example.com")
    site.register("waiting@example.com")
    answers = [
        site.post("/confirm", {"email": "waiting@example.com", "code": "000000"}),
        site.post("/confirm", {"email": "unknown@example.com", "code": SIGN_UP_CODE}),
        site.post("/confirm", {"email": "ada@example.com", "code": SIGN_UP_CODE}),
    ]
    assert {(answer.status_code, answer.text) for answer in answers} == {(400, answers[0].text)}
    assert answers[0].json()["code"] == "wrong_code"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("email", "no address"),
        ("email", "a@b"),
        ("email", f"{'a' * 120}@example.com"),
        ("email", "nul\x00@example.com"),
        ("email", "ünicode@example.com"),
        ("password", "123456789"),
        ("password", "x" * 257),
        ("password", "line\nbreak in it"),
        ("display_name", ""),
        ("display_name", "   "),
        ("display_name", "x" * 61),
        ("display_name", "turned \u202e around"),
        ("display_name", "nul\x00"),
        ("display_name", "\u200b\u200b"),
        ("display_name", 7),
        ("roles", ["admin"]),
    ],
)
def test_what_does_not_fit_is_refused(site: Site, field: str, value: object) -> None:
    body = {"email": "ada@example.com", "password": "correct horse battery", "display_name": "Ada"}
    answer = site.post("/register", {**body, field: value})
    assert answer.status_code == 422, answer.text
    assert [error["field"] for error in answer.json()["errors"]] == [field]


@pytest.mark.parametrize("name", ["Ада Лавлейс", "愛達", "Zoë 👩‍💻", "O’Neill–Smith", "عائشة"])  # noqa: RUF001
def test_names_of_the_world_are_kept(site: Site, name: str) -> None:
    assert site.register("ada@example.com", name=name).status_code == 202
    site.post("/confirm", {"email": "ada@example.com", "code": SIGN_UP_CODE})
    assert site.login("ada@example.com").json()["user"]["display_name"] == name


def test_the_pages_learn_where_codes_can_be_read(site: Site, settings: pytest.MonkeyPatch) -> None:
    from footlight.settings import settings as read

    assert site.browser.get("/api/auth/config").json() == {"mail_hint": None}
    settings.setenv("FOOTLIGHT_MAIL_HINT", "Locally the code is 123456.")
    read.cache_clear()
    assert site.browser.get("/api/auth/config").json() == {"mail_hint": "Locally the code is 123456."}
