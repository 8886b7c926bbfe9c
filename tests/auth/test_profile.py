"""Name, face, and the end of an account."""

import base64
import io

import pytest
from PIL import Image

from footlight import users
from functions.auth import deletion
from tests.auth.site import PASSWORD, Site, bearer

ADA = "ada@example.com"


def picture(kind: str = "PNG", size: tuple[int, int] = (640, 480), colour: str = "navy") -> str:
    output = io.BytesIO()
    Image.new("RGB", size, colour).save(output, kind)
    return base64.b64encode(output.getvalue()).decode()


def put(site: Site, headers: dict[str, str], image: str) -> dict[str, str]:
    answer = site.browser.put("/api/auth/me/avatar", json={"image": image}, headers=headers)
    assert answer.status_code == 200, answer.text
    result: dict[str, str] = answer.json()
    return result


def test_a_new_name(site: Site) -> None:
    headers = site.signed_in(ADA)
    answer = site.browser.patch("/api/auth/me", json={"display_name": "  Augusta   Ada "}, headers=headers)
    assert answer.json()["display_name"] == "Augusta Ada"
    assert site.me(headers).json() == answer.json()
    assert site.login(ADA).json()["user"]["display_name"] == "Augusta Ada"


def test_a_new_face_replaces_the_old_one(site: Site) -> None:
    headers = site.signed_in(ADA)
    first = put(site, headers, picture())
    assert first["avatar_url"].startswith(f"/media/public/{first['user_id']}/avatar/")
    assert first["avatar_url"].endswith(".webp")
    assert put(site, headers, picture())["avatar_url"] == first["avatar_url"]
    second = put(site, headers, picture("JPEG", colour="red"))
    assert site.cloud.keys("media_bucket") == [second["avatar_url"][1:]]
    stored = site.cloud.s3.get_object(Bucket="footlight-media", Key=second["avatar_url"][1:])
    assert stored["ContentType"] == "image/webp"
    assert "immutable" in stored["CacheControl"]
    with Image.open(io.BytesIO(stored["Body"].read())) as image:
        assert (image.format, image.size) == ("WEBP", (256, 256))

    answer = site.browser.delete("/api/auth/me/avatar", headers=headers)
    assert answer.json()["avatar_url"] is None
    assert site.cloud.keys("media_bucket") == []


@pytest.mark.parametrize(
    "image", ["", "bm90IGEgcGljdHVyZQ==", "not base64 !", "ÿ", "data:image/png;base64,AA"]
)
def test_what_is_no_picture_is_refused(site: Site, image: str) -> None:
    headers = site.signed_in(ADA)
    answer = site.browser.put("/api/auth/me/avatar", json={"image": image}, headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid")
    assert answer.json()["errors"][0]["field"] == "image"
    assert site.cloud.keys("media_bucket") == []


def test_an_account_ends_with_everything_in_it(site: Site) -> None:
    headers = site.signed_in(ADA)
    user_id = put(site, headers, picture())["user_id"]
    answer = site.post("/me/delete", {"password": "not this one"}, headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (400, "wrong_password")
    assert site.post("/me/delete", {"password": PASSWORD}, headers=headers).status_code == 204
    assert site.cloud.told() == [("UserDeleted", {"user_id": user_id})]
    assert site.cloud.members() == []
    assert site.cloud.keys("media_bucket") == []
    assert "footlight_refresh" not in site.browser.cookies
    assert site.login(ADA).status_code == 401
    # The token lives on for minutes, but nothing is there to be had or made with it.
    assert site.me(headers).status_code == 401
    rename = site.browser.patch("/api/auth/me", json={"display_name": "Ghost"}, headers=headers)
    assert rename.status_code == 401
    assert site.cloud.members() == []


def test_the_address_may_be_used_again(site: Site) -> None:
    headers = site.signed_in(ADA)
    old = site.me(headers).json()["user_id"]
    site.post("/me/delete", {"password": PASSWORD}, headers=headers)
    site.join(ADA)
    assert site.login(ADA).json()["user"]["user_id"] != old


@pytest.mark.parametrize("step", ["avatar.remove_all", "publish", "users.table", "cognito"])
def test_a_deletion_that_broke_off_is_repeated(
    site: Site, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    headers = site.signed_in(ADA)
    user_id = put(site, headers, picture())["user_id"]
    with monkeypatch.context() as broken:
        broken.setattr(f"{deletion.__name__}.{step}", _dies)
        answer = site.post("/me/delete", {"password": PASSWORD}, headers=headers)
        assert answer.status_code == 500
    # The person can still sign in, and finish it.
    headers = bearer(site.login(ADA))
    assert site.post("/me/delete", {"password": PASSWORD}, headers=headers).status_code == 204
    assert ("UserDeleted", {"user_id": user_id}) in site.cloud.told()
    assert users.find(user_id) is None
    assert site.cloud.keys("media_bucket") == []


def _dies(*_: object) -> None:
    raise RuntimeError("half-way")
