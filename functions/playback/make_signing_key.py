"""Makes the key that signs playback's cookies, as a CloudFormation custom resource.

The private key goes to an SSM SecureString and nowhere else; the stack gets the public key for CloudFront,
and a second secret made of the private one, by which the API knows CloudFront (footlight/http.py).
"""

import hashlib
import hmac
import json
import urllib.request
from collections.abc import Mapping
from typing import Any

from footlight import clients
from footlight.observe import logger
from footlight.settings import settings

RSA_BITS = 2048  # what CloudFront takes


def handler(event: Mapping[str, Any], context: object) -> None:
    """CloudFormation waits an hour for an answer, so it gets one whatever happens.

    ``Data.PublicKey`` is the public key in PEM, ``Data.EdgeKey`` 64 hexadecimal digits.
    """
    answer: dict[str, Any]
    try:
        answer = {"Status": "SUCCESS", "Data": _done(event)}
    except Exception as error:
        logger().exception("could not make the signing key")
        answer = {"Status": "FAILED", "Reason": f"{type(error).__name__}: {error}"[:1000]}
    _answer(event, answer)


def _done(event: Mapping[str, Any]) -> dict[str, str]:
    name = settings()["signing_key_parameter"]
    if event["RequestType"] == "Delete":
        # A construct that moves is made anew first and deleted then, and both have this one key.
        if _stack_goes(event["StackId"]):
            _remove(name)
        return {}
    # What is there stays: CloudFront's key cannot be replaced in place, and all cookies would end.
    pem = _existing(name) or _create(name)
    return {"PublicKey": _public(pem), "EdgeKey": _edge_key(pem)}


def _stack_goes(stack_id: str) -> bool:
    (stack,) = clients.cloudformation().describe_stacks(StackName=stack_id)["Stacks"]
    return stack["StackStatus"].startswith("DELETE")


def _existing(name: str) -> str | None:
    ssm = clients.ssm()
    try:
        return ssm.get_parameter(Name=name, WithDecryption=True)["Parameter"]["Value"]
    except ssm.exceptions.ParameterNotFound:
        return None


def _create(name: str) -> str:
    from cryptography.hazmat.primitives.asymmetric import rsa
    from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

    key = rsa.generate_private_key(public_exponent=65537, key_size=RSA_BITS)
    pem = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()
    # No Overwrite: of two calls at once, one fails and is repeated.
    clients.ssm().put_parameter(
        Name=name, Value=pem, Type="SecureString", Description="Signs the cookies for private media"
    )
    return pem


def _public(pem: str) -> str:
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_pem_private_key

    key = load_pem_private_key(pem.encode(), password=None).public_key()
    return key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()


def _edge_key(pem: str) -> str:
    """A secret nobody can guess, nor compute the private key from; the same again for the same key."""
    return hmac.new(pem.encode(), b"footlight edge", hashlib.sha256).hexdigest()


def _remove(name: str) -> None:
    ssm = clients.ssm()
    try:
        ssm.delete_parameter(Name=name)
    except ssm.exceptions.ParameterNotFound:
        logger().info("the signing key was gone already")


def _answer(event: Mapping[str, Any], answer: Mapping[str, Any]) -> None:
    body = {
        # The parameter is what there is, whatever its construct is called in the stack.
        "PhysicalResourceId": event.get("PhysicalResourceId") or settings()["signing_key_parameter"],
        **{name: event[name] for name in ("StackId", "RequestId", "LogicalResourceId")},
        **answer,
    }
    request = urllib.request.Request(  # noqa: S310 - CloudFormation's own address
        event["ResponseURL"], json.dumps(body).encode(), {"Content-Type": ""}, method="PUT"
    )
    with urllib.request.urlopen(request, timeout=20):  # noqa: S310 - as above
        return
