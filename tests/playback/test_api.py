"""Who may watch, where, until when; and how views are counted."""

import time
from datetime import datetime
from http.cookies import SimpleCookie
from typing import Any
from uuid import uuid4

import boto3
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa

from footlight import videos
from functions.playback import cookies
from local.signed_cookies import allows
from tests.fake_cloud import REGION
from tests.playback.conftest import SITE, Call, Film


def cookies_of(answer: Any) -> dict[str, str]:
    jar: SimpleCookie = SimpleCookie()
    for line in answer.headers.get_list("set-cookie"):
        jar.load(line)
    return {name: morsel.value for name, morsel in jar.items()}


def test_a_public_video(call: Call, film: Film) -> None:
    row = film()
    answer = call("GET", f"/{row.video_id}")
    assert answer.json() == {
        "video_id": row.video_id,
        "state": "ready",
        "manifest_url": f"/media/public/alice/{row.video_id}/manifest.m3u8",
        "poster_url": f"/media/public/alice/{row.video_id}/poster.jpg",
        "expires_at": None,
    }
    assert "set-cookie" not in answer.headers


def test_the_owner_of_a_private_video_gets_cookies(
    call: Call, film: Film, signing_key: rsa.RSAPrivateKey
) -> None:
    row = film(side="private")
    answer = call("GET", f"/{row.video_id}", "alice")
    url = answer.json()["manifest_url"]
    assert url == f"/media/private/alice/{row.video_id}/manifest.m3u8"
    until = datetime.fromisoformat(answer.json()["expires_at"]).timestamp()
    assert 7100 < until - time.time() <= 7200

    given, public = cookies_of(answer), signing_key.public_key()
    assert allows(given, f"{SITE}{url}", "KTEST", public)
    assert allows(given, f"{SITE}/media/private/alice/another/poster.jpg", "KTEST", public)
    bobs = "/media/private/bob/x/manifest.m3u8"
    for elsewhere in (
        f"{SITE}{bobs}",
        f"{SITE}{bobs}?x=/media/private/alice/",
        f"{SITE}{bobs}?x={SITE}/media/private/alice/",
        f"https://footlight.example.evil.example{url}",
        f"http://localhost:8080{url}",
    ):
        assert not allows(given, elsewhere, "KTEST", public)
    for line in answer.headers.get_list("set-cookie"):
        for attribute in ("HttpOnly", "Secure", "SameSite=lax", "Path=/media/private/alice/", "Max-Age=7200"):
            assert attribute in line


def test_nobody_else_learns_of_a_private_video(call: Call, film: Film) -> None:
    row = film(side="private")
    for who in (None, "bob"):
        answer = call("GET", f"/{row.video_id}", who)
        assert answer.status_code == 404
        assert "set-cookie" not in answer.headers
        assert call("POST", f"/{row.video_id}/view", who, {"session_id": str(uuid4())}).status_code == 404


def test_files_that_have_not_moved_yet(call: Call, film: Film) -> None:
    row = film(side="private", visibility="public")
    seen = call("GET", f"/{row.video_id}")
    assert (seen.status_code, seen.json()["manifest_url"], seen.json()["poster_url"]) == (200, None, None)
    assert "set-cookie" not in seen.headers
    assert call("GET", f"/{row.video_id}", "alice").json()["manifest_url"] is not None


@pytest.mark.parametrize("state", ["uploading", "uploaded", "processing", "failed"])
def test_what_cannot_be_watched_yet(call: Call, film: Film, state: videos.State) -> None:
    row = film(state=state, media_prefix=None)
    answer = call("GET", f"/{row.video_id}", "alice").json()
    assert (answer["state"], answer["manifest_url"]) == (state, None)
    assert call("POST", f"/{row.video_id}/view", None, {"session_id": str(uuid4())}).status_code == 404


def test_who_signs_out_leaves_no_private_media_open(call: Call) -> None:
    answer = call("DELETE", "/session", "bob")

    assert answer.status_code == 204
    gone = answer.headers.get_list("set-cookie")
    assert {cookie.split("=")[0] for cookie in gone} == set(cookies.NAMES)
    assert all(
        '=""' in cookie and "Max-Age=0" in cookie and "Path=/media/private/bob/" in cookie for cookie in gone
    )
    assert call("DELETE", "/session").status_code == 401


def test_a_session_opens_all_my_private_media(call: Call, signing_key: rsa.RSAPrivateKey) -> None:
    answer = call("POST", "/session", "bob")
    assert answer.status_code == 204
    given = cookies_of(answer)
    url = f"{SITE}/media/private/bob/x/poster.jpg"
    assert allows(given, url, "KTEST", signing_key.public_key())
    assert call("POST", "/session").status_code == 401


def test_the_key_is_fetched_once(call: Call, film: Film) -> None:
    row = film(side="private")
    assert call("GET", f"/{row.video_id}", "alice").status_code == 200
    boto3.client("ssm", region_name=REGION).delete_parameter(Name="/footlight/signing-key")
    assert call("GET", f"/{row.video_id}", "alice").status_code == 200


def test_one_view_for_each_viewer(call: Call, film: Film) -> None:
    row = film()
    sessions = [str(uuid4()), str(uuid4())]
    for session in sessions * 3:
        assert call("POST", f"/{row.video_id}/view", None, {"session_id": session}).status_code == 204
    assert videos.get(row.video_id).views == 2
    # Who is signed in is one viewer, in however many windows.
    for session in sessions:
        call("POST", f"/{row.video_id}/view", "bob", {"session_id": session})
    assert videos.get(row.video_id).views == 3


def test_a_viewer_counts_again_another_day(film: Film, monkeypatch: pytest.MonkeyPatch) -> None:
    from functions.playback import views

    row = film()
    assert views.count(row.video_id, "v")
    assert not views.count(row.video_id, "v")
    tomorrow = time.time() + 86_401
    monkeypatch.setattr(time, "time", lambda: tomorrow)
    assert views.count(row.video_id, "v")
    assert videos.get(row.video_id).views == 2


@pytest.mark.parametrize(
    "body", [None, {}, {"session_id": "x"}, {"session_id": 5}, {"session_id": str(uuid4()), "n": 1}]
)
def test_views_that_do_not_fit(call: Call, film: Film, body: Any) -> None:
    assert call("POST", f"/{film().video_id}/view", None, body).status_code == 422


def test_what_never_was(call: Call) -> None:
    for path in ("/abcdefabcdef", "/x", "/%00%00"):
        assert call("GET", path, "alice").status_code in (404, 422)
