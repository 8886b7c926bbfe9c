"""Signing in and out."""

from tests.auth.site import PASSWORD, Site, bearer


def test_from_a_stranger_to_a_session(site: Site) -> None:
    assert site.register("ada@example.com", name="Ada Lovelace").json() == {"email": "ada@example.com"}
    assert site.post("/confirm", {"email": "ada@example.com", "code": "123456"}).status_code == 204
    answer = site.login("Ada@Example.com")
    assert answer.status_code == 200, answer.text
    result = answer.json()
    assert result["challenge"] is None
    assert result["expires_in"] > 0
    user = result["user"]
    assert user["display_name"] == "Ada Lovelace"
    assert user["email"] == "ada@example.com"
    assert user["roles"] == ["creator", "viewer"]
    assert (user["totp_enabled"], user["avatar_url"]) == (False, None)
    assert site.me(bearer(answer)).json() == user
    assert [member["user_id"] for member in site.cloud.members()] == [user["user_id"]]


def test_the_refresh_token_travels_in_a_strict_cookie_only(site: Site) -> None:
    site.join("ada@example.com")
    answer = site.login("ada@example.com")
    cookie = answer.headers["set-cookie"]
    token = cookie.split("=", 1)[1].split(";")[0]
    assert cookie.startswith("footlight_refresh=")
    flags = {part.strip().lower() for part in cookie.split(";")[1:]}
    assert flags == {"httponly", "secure", "samesite=strict", "path=/api/auth", "max-age=2592000"}
    assert token not in answer.text


def test_wrong_password_unknown_person_and_unproven_mail_are_one_answer(site: Site) -> None:
    site.join("ada@example.com")
    site.register("unproven@example.com")
    answers = [
        site.login("ada@example.com", "wrong password"),
        site.login("unknown@example.com"),
        site.login("unproven@example.com"),
        site.login("unproven@example.com", "wrong password"),
    ]
    assert {answer.status_code for answer in answers} == {401}
    assert {answer.text for answer in answers} == {answers[0].text}
    assert answers[0].json()["code"] == "login_failed"
    assert len({tuple(sorted(answer.headers)) for answer in answers}) == 1


def test_the_cookie_renews_the_session(site: Site) -> None:
    site.join("ada@example.com")
    first = site.login("ada@example.com").json()
    answer = site.post("/refresh")
    assert answer.json()["user"] == first["user"]
    assert site.me(bearer(answer)).status_code == 200


def test_without_a_good_cookie_there_is_no_session(site: Site) -> None:
    assert site.post("/refresh").status_code == 401
    for token in ("forged", "a.b.c", "x" * 4000):
        site.browser.cookies.set("footlight_refresh", token, domain="footlight.test", path="/api/auth")
        assert site.post("/refresh").status_code == 401
        site.browser.cookies.clear()


def test_logout_revokes_the_token_and_clears_the_cookie(site: Site) -> None:
    site.join("ada@example.com")
    site.login("ada@example.com")
    token = site.browser.cookies["footlight_refresh"]
    answer = site.post("/logout")
    assert answer.status_code == 204
    assert "footlight_refresh" not in site.browser.cookies
    site.browser.cookies.set("footlight_refresh", token, domain="footlight.test", path="/api/auth")
    assert site.post("/refresh").status_code == 401
    assert site.post("/logout").status_code == 204


def test_another_site_cannot_use_the_cookie(site: Site) -> None:
    site.join("ada@example.com")
    site.login("ada@example.com")
    for origin in ("cross-site", "same-site"):
        for path in ("/refresh", "/logout"):
            answer = site.post(path, headers={"Sec-Fetch-Site": origin})
            assert (answer.status_code, answer.json()["code"]) == (403, "cross_site")
    assert site.post("/refresh", headers={"Sec-Fetch-Site": "same-origin"}).status_code == 200


def test_logout_everywhere_ends_the_other_browsers_too(site: Site) -> None:
    headers = site.signed_in("ada@example.com")
    elsewhere = site.browser.cookies["footlight_refresh"]
    assert site.post("/logout-everywhere", headers=headers).status_code == 204
    site.browser.cookies.set("footlight_refresh", elsewhere, domain="footlight.test", path="/api/auth")
    assert site.post("/refresh").status_code == 401
    assert site.me(headers).status_code == 401


def test_a_role_that_was_taken_is_not_given_back_at_the_next_login(site: Site) -> None:
    import boto3

    headers = site.signed_in("ada@example.com")
    assert site.me(headers).json()["roles"] == ["creator", "viewer"]
    boto3.client("cognito-idp").admin_remove_user_from_group(
        UserPoolId=site.cloud.pool_id, Username="ada@example.com", GroupName="creator"
    )
    assert site.login("ada@example.com", PASSWORD).json()["user"]["roles"] == ["viewer"]
