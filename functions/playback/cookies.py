"""CloudFront's signed cookies for all private media of one owner.

The format is AWS's "Use signed cookies" with a custom policy: ``CloudFront-Policy`` is the policy's JSON,
``CloudFront-Signature`` its RSA signature (PKCS #1 v1.5 with SHA-1, which CloudFront demands), both in base64
whose ``+ = /`` are written ``- _ ~``; ``CloudFront-Key-Pair-Id`` names the public key.
"""

import base64
import json
import time
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from footlight import clients
from footlight.settings import settings
from functions.playback import edge

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey

VALID_SECONDS = 2 * 3600
NAMES = ("CloudFront-Policy", "CloudFront-Signature", "CloudFront-Key-Pair-Id")


@dataclass(frozen=True)
class SignedCookies:
    """``values`` by cookie name; good below ``path`` until ``expires`` (seconds since 1970)."""

    values: dict[str, str]
    path: str
    expires: int


def sign(owner_id: str) -> SignedCookies:
    """Cookies that open ``/media/private/<owner_id>/`` for two hours. Raises EdgeUnknown."""
    path = path_of(owner_id)
    expires = int(time.time()) + VALID_SECONDS
    document = policy(edge.site(), path, expires)
    contents = (encode(document), encode(_signature(document)), settings()["signing_key_id"])
    return SignedCookies(dict(zip(NAMES, contents, strict=True)), path, expires)


def path_of(owner_id: str) -> str:
    """What the cookies open, and where the browser sends them: all private media of one owner."""
    return f"/media/private/{owner_id}/"


def policy(origin: str, path: str, expires: int) -> bytes:
    """The custom policy for everything below ``path`` at ``origin``, such as ``https://d123.cloudfront.net``.

    Its one star is the last character: a star matches ``/`` and ``?`` too, so anything before ``path`` that
    is left open lets ``path`` be written into the query of somebody else's file.
    """
    condition = {"DateLessThan": {"AWS:EpochTime": expires}}
    statement = {"Resource": f"{origin}{path}*", "Condition": condition}
    return json.dumps({"Statement": [statement]}, separators=(",", ":")).encode()


def encode(data: bytes) -> str:
    """Base64 in CloudFront's alphabet."""
    return base64.b64encode(data).decode().translate(str.maketrans("+=/", "-_~"))


def _signature(document: bytes) -> bytes:
    from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
    from cryptography.hazmat.primitives.hashes import SHA1

    return _key().sign(document, PKCS1v15(), SHA1())  # noqa: S303 - CloudFront knows no other hash


@cache
def _key() -> "RSAPrivateKey":
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
    from cryptography.hazmat.primitives.serialization import load_pem_private_key

    name = settings()["signing_key_parameter"]
    pem = clients.ssm().get_parameter(Name=name, WithDecryption=True)["Parameter"]["Value"]
    key = load_pem_private_key(pem.encode(), password=None)
    assert isinstance(key, RSAPrivateKey)
    return key
