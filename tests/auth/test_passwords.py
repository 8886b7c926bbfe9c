"""Forgotten and changed passwords."""

from tests.auth.moto_pool import RESET_CODE
from tests.auth.site import PASSWORD, Site, bearer

NEW = "a longer passphrase"


def test_a_forgotten_password_is_set_by_the_mailed_code(site: Site) -> None:
    headers = site.signed_in("ada@example.com")
    assert site.post("/password/forgot", {"email": "ada@example.com"}).status_code == 202
    body = {"email": "ada@example.com", "code": RESET_CODE, "password": NEW}
    assert site.post("/password/reset", body).status_code == 204
    assert site.login("ada@example.com").status_code == 401
    # Whoever was signed in with the old password is not any more.
    assert site.post("/refresh").status_code == 401
    assert site.me(headers).status_code == 401
    assert site.login("ada@example.com", NEW).status_code == 200


def test_asking_for_a_code_tells_nothing(site: Site) -> None:
    site.join("ada@example.com")
    known = site.post("/password/forgot", {"email": "ada@example.com"})
    unknown = site.post("/password/forgot", {"email": "not@example.com"})
    assert (known.status_code, unknown.status_code) == (202, 202)
    assert known.text.replace("ada", "not") == unknown.text


def test_a_wrong_reset_code_looks_alike_for_everybody(site: Site) -> None:
    site.join("ada@example.com")
    site.join("asked@example.com")
    site.post("/password/forgot", {"email": "asked@example.com"})
    answers = [
        site.post("/password/reset", {"email": email, "code": "111111", "password": NEW})
        for email in ("ada@example.com", "asked@example.com", "unknown@example.com")
    ]
    assert {(answer.status_code, answer.text) for answer in answers} == {(400, answers[0].text)}
    assert answers[0].json()["code"] == "wrong_code"
    assert site.login("asked@example.com").status_code == 200


def test_a_password_is_changed_by_who_knows_it(site: Site) -> None:
    headers = site.signed_in("ada@example.com")
    wrong = {"current_password": "not this one", "new_password": NEW}
    answer = site.post("/password/change", wrong, headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (400, "wrong_password")
    right = {"current_password": PASSWORD, "new_password": NEW}
    assert site.post("/password/change", right, headers=headers).status_code == 204
    assert site.login("ada@example.com").status_code == 401
    bearer(site.login("ada@example.com", NEW))


def test_a_revoked_session_is_told_from_a_wrong_password(site: Site) -> None:
    headers = site.signed_in("ada@example.com")
    site.post("/logout-everywhere", headers=headers)
    body = {"current_password": PASSWORD, "new_password": NEW}
    assert site.post("/password/change", body, headers=headers).status_code == 401
    assert site.post("/totp/disable", {"password": PASSWORD}, headers=headers).status_code == 401
    assert site.post("/me/delete", {"password": PASSWORD}, headers=headers).status_code == 401
