"""An account's life over the public API of the deployed cloud: second factor, recovery, profile, end."""

import base64
import hashlib
import hmac
import struct
import time
from collections.abc import Callable
from io import BytesIO

import httpx
from PIL import Image

from local.emulator import RESET_CODE
from tests.journeys.people import Person

Register = Callable[[str], Person]
STEP_SECONDS = 30


def test_the_second_factor_is_asked_for_and_can_be_recovered_from(
    http: httpx.Client, person: Register
) -> None:
    someone = person("Thea")
    secret = http.post("/api/auth/totp/enrol", headers=someone.headers).raise_for_status().json()["secret"]
    enrolled = http.post("/api/auth/totp/verify", json={"code": totp(secret)}, headers=someone.headers)
    codes = enrolled.raise_for_status().json()["recovery_codes"]
    assert len(set(codes)) == 10

    asked = login(http, someone).json()
    assert (asked["challenge"], asked["access_token"]) == ("totp", None)
    answer = {"email": someone.email, "session": asked["session"]}
    assert http.post("/api/auth/login/totp", json={**answer, "code": "000000"}).status_code == 401
    asked = login(http, someone).json()
    answer = {"email": someone.email, "session": asked["session"], "code": totp(secret)}
    assert http.post("/api/auth/login/totp", json=answer).json()["user"]["totp_enabled"]

    lost = {"email": someone.email, "password": someone.password, "recovery_code": codes[0]}
    wrong = http.post("/api/auth/login/recover", json={**lost, "password": "not the password"})
    assert wrong.status_code == 401
    assert http.post("/api/auth/login/recover", json=lost).json()["access_token"]
    assert login(http, someone).json()["challenge"] is None


def test_strangers_cannot_tell_why_a_login_failed(http: httpx.Client, person: Register) -> None:
    known = person("Kim")
    unconfirmed = {"email": f"un-{known.email}", "password": known.password}
    http.post("/api/auth/register", json={**unconfirmed, "display_name": "Un"}).raise_for_status()

    answers = [
        http.post("/api/auth/login", json={"email": known.email, "password": "a wrong password"}),
        http.post("/api/auth/login", json={"email": f"no-{known.email}", "password": "a wrong password"}),
        http.post("/api/auth/login", json=unconfirmed),
    ]

    assert {answer.status_code for answer in answers} == {401}
    assert len({answer.text for answer in answers}) == 1


def test_guessing_is_slowed_down(http: httpx.Client, person: Register) -> None:
    someone = person("Gus")

    answers = [login(http, someone, password=f"guess number {number}") for number in range(14)]

    refused = answers[-1]
    assert refused.status_code == 429
    assert int(refused.headers["Retry-After"]) == refused.json()["retry_after"] > 0


def test_the_refresh_cookie_is_out_of_reach_and_ends_with_the_session(
    http: httpx.Client, person: Register
) -> None:
    someone = person("Rae")
    cookie = login(http, someone).headers["set-cookie"]
    for attribute in ("HttpOnly", "Secure", "SameSite=strict", "Path=/api/auth"):
        assert attribute.lower() in cookie.lower()
    sent = {"Cookie": cookie.split(";")[0]}
    assert http.post("/api/auth/refresh", headers=sent).json()["access_token"]
    crossed = http.post("/api/auth/refresh", headers={**sent, "Sec-Fetch-Site": "cross-site"})
    assert crossed.status_code == 403

    http.post("/api/auth/logout-everywhere", headers=someone.headers).raise_for_status()

    assert http.post("/api/auth/refresh", headers=sent).status_code == 401


def test_a_profile_with_a_face(http: httpx.Client, person: Register) -> None:
    someone = person("Pat")
    picture = BytesIO()
    Image.new("RGB", (640, 400), "orange").save(picture, "PNG")
    body = {"image": base64.b64encode(picture.getvalue()).decode()}

    renamed = http.patch("/api/auth/me", json={"display_name": "Patricia"}, headers=someone.headers)
    faced = http.put("/api/auth/me/avatar", json=body, headers=someone.headers).raise_for_status().json()

    assert renamed.json()["display_name"] == "Patricia"
    face = http.get(faced["avatar_url"])
    assert face.headers["content-type"] == "image/webp"
    assert Image.open(BytesIO(face.content)).size == (256, 256)


def test_a_forgotten_password_and_a_deleted_account(http: httpx.Client, person: Register) -> None:
    someone = person("Fay")
    assert http.post("/api/auth/password/forgot", json={"email": someone.email}).status_code == 202
    fresh = {"email": someone.email, "code": RESET_CODE, "password": "another long evening"}
    http.post("/api/auth/password/reset", json=fresh).raise_for_status()
    assert login(http, someone).status_code == 401
    token = login(http, someone, password=fresh["password"]).json()["access_token"]
    headers = {"Authorization": f"Bearer {token}"}

    wrong = http.post("/api/auth/me/delete", json={"password": "not it at all"}, headers=headers)
    assert wrong.status_code == 400
    deleted = http.post("/api/auth/me/delete", json={"password": fresh["password"]}, headers=headers)
    assert deleted.status_code == 204

    assert login(http, someone, password=fresh["password"]).status_code == 401


def login(http: httpx.Client, someone: Person, password: str | None = None) -> httpx.Response:
    return http.post(
        "/api/auth/login", json={"email": someone.email, "password": password or someone.password}
    )


def totp(secret: str) -> str:
    """The six digits of RFC 6238 for now."""
    counter = struct.pack(">Q", int(time.time()) // STEP_SECONDS)
    digest = hmac.new(base64.b32decode(secret + "=" * (-len(secret) % 8)), counter, hashlib.sha1).digest()
    at = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[at : at + 4])[0] & 0x7FFFFFFF) % 1_000_000:06d}"
