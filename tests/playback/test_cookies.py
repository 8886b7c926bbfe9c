"""The cookies are what CloudFront's own signer would make."""

import boto3
import pytest
from botocore.signers import CloudFrontSigner
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.hashes import SHA1

from functions.playback import cookies, edge
from tests.fake_cloud import REGION
from tests.playback.conftest import SITE


def test_as_botocore_signs(signing_key: rsa.RSAPrivateKey) -> None:
    signed = cookies.sign("alice")
    document = cookies.policy(SITE, signed.path, signed.expires).decode()
    assert document == (
        '{"Statement":[{"Resource":"https://footlight.example/media/private/alice/*",'
        f'"Condition":{{"DateLessThan":{{"AWS:EpochTime":{signed.expires}}}}}}}]}}'
    )
    signer = CloudFrontSigner("KTEST", lambda message: signing_key.sign(message, PKCS1v15(), SHA1()))
    reference = signer.generate_presigned_url("https://x/", policy=document).split("?", 1)[1]
    assert dict(pair.split("=", 1) for pair in reference.split("&")) == {
        name.removeprefix("CloudFront-"): value for name, value in signed.values.items()
    }


def test_cloudfronts_alphabet() -> None:
    assert cookies.encode(b"\xfb\xff\xfe\x00") == "-~~-AA__"


def test_without_the_edge_nothing_is_signed(signing_key: rsa.RSAPrivateKey) -> None:
    boto3.client("ssm", region_name=REGION).delete_parameter(Name="/footlight/site")
    with pytest.raises(edge.EdgeUnknown, match="/footlight/site"):
        cookies.sign("alice")
