"""CloudFront's check of signed cookies, which the emulator does not make.

After AWS's "Use signed cookies" (custom policy): CloudFront-Policy, CloudFront-Signature (RSA with SHA-1 over
the policy) and CloudFront-Key-Pair-Id, in base64 whose ``+ = /`` are written ``- _ ~``.
"""

import base64
import binascii
import fnmatch
import json
import time
from collections.abc import Mapping

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.hashes import SHA1


def allows(cookies: Mapping[str, str], url: str, key_id: str, key: RSAPublicKey) -> bool:
    """Whether ``cookies`` open ``url`` now, signed by ``key``, which CloudFront knows as ``key_id``."""
    if cookies.get("CloudFront-Key-Pair-Id") != key_id:
        return False
    try:
        policy = _decoded(cookies["CloudFront-Policy"])
        key.verify(_decoded(cookies["CloudFront-Signature"]), policy, PKCS1v15(), SHA1())  # noqa: S303
        statement = json.loads(policy)["Statement"][0]
        until = statement["Condition"]["DateLessThan"]["AWS:EpochTime"]
        return time.time() < until and _matches(statement["Resource"], url)
    except (KeyError, IndexError, TypeError, ValueError, binascii.Error, InvalidSignature):
        return False


def _decoded(text: str) -> bytes:
    return base64.b64decode(text.translate(str.maketrans("-_~", "+=/")), validate=True)


def _matches(resource: str, url: str) -> bool:
    # CloudFront knows * and ? only: square brackets must not be read as a set.
    return fnmatch.fnmatchcase(url, resource.replace("[", "[[]"))
