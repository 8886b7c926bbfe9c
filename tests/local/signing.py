"""Makes CloudFront cookies the way AWS documents it, independent of the code under test."""

import base64
import json
import time

from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.hashes import SHA1

KEY_ID = "K2JCJMDEHXQW5F"


def cookies(key: RSAPrivateKey, resource: str, seconds: float = 60) -> dict[str, str]:
    """The three cookies of a custom policy for ``resource``, good for ``seconds``."""
    condition = {"DateLessThan": {"AWS:EpochTime": int(time.time() + seconds)}}
    policy = json.dumps({"Statement": [{"Resource": resource, "Condition": condition}]}).encode()
    signature = key.sign(policy, PKCS1v15(), SHA1())
    return {
        "CloudFront-Policy": encoded(policy),
        "CloudFront-Signature": encoded(signature),
        "CloudFront-Key-Pair-Id": KEY_ID,
    }


def encoded(data: bytes) -> str:
    return base64.b64encode(data).decode().translate(str.maketrans("+=/", "-_~"))
