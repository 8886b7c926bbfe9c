"""The laptop refuses what CloudFront would refuse."""

import pytest
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, generate_private_key

from local.signed_cookies import allows
from tests.local.signing import KEY_ID, cookies

MINE = "http://localhost:8080/media/private/alice/*"
VIDEO = "http://localhost:8080/media/private/alice/abc/manifest.m3u8"


@pytest.fixture(scope="module")
def key() -> RSAPrivateKey:
    return generate_private_key(65537, 2048)


def test_a_good_cookie_opens_what_its_policy_names(key: RSAPrivateKey) -> None:
    assert allows(cookies(key, MINE), VIDEO, KEY_ID, key.public_key())


def test_it_opens_nothing_else(key: RSAPrivateKey) -> None:
    other = VIDEO.replace("alice", "bob")

    assert not allows(cookies(key, MINE), other, KEY_ID, key.public_key())


@pytest.mark.parametrize(
    "path",
    [
        "/media/private/bob/v/manifest.m3u8?x=/media/private/alice/",
        "/media/private/bob/v/manifest.m3u8?x=http://localhost:8080/media/private/alice/",
        "/media/private/bob/../alice/v/manifest.m3u8",
        "/x/../media/private/alice/v/manifest.m3u8",
        "//media/private/alice/v/manifest.m3u8",
    ],
)
def test_another_path_that_ends_in_mine_stays_shut(key: RSAPrivateKey, path: str) -> None:
    assert not allows(cookies(key, MINE), f"http://localhost:8080{path}", KEY_ID, key.public_key())


def test_it_ends_when_its_time_is_over(key: RSAPrivateKey) -> None:
    assert not allows(cookies(key, MINE, seconds=-1), VIDEO, KEY_ID, key.public_key())


def test_another_key_signs_in_vain(key: RSAPrivateKey) -> None:
    forged = cookies(generate_private_key(65537, 2048), MINE)

    assert not allows(forged, VIDEO, KEY_ID, key.public_key())


@pytest.mark.parametrize("name", ["CloudFront-Policy", "CloudFront-Signature", "CloudFront-Key-Pair-Id"])
@pytest.mark.parametrize("value", [None, "", "!!!", "bm90IGpzb24_"])
def test_a_missing_or_broken_cookie_opens_nothing(key: RSAPrivateKey, name: str, value: str | None) -> None:
    given = cookies(key, MINE)
    if value is None:
        del given[name]
    else:
        given[name] = value

    assert not allows(given, VIDEO, KEY_ID, key.public_key())


def test_brackets_in_a_policy_are_no_pattern(key: RSAPrivateKey) -> None:
    assert not allows(cookies(key, MINE.replace("alice", "[ab]lice")), VIDEO, KEY_ID, key.public_key())
