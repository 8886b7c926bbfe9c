"""The cookies are what CloudFront's own signer would make."""

from botocore.signers import CloudFrontSigner
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.hashes import SHA1

from functions.playback import cookies


def test_as_botocore_signs(signing_key: rsa.RSAPrivateKey) -> None:
    signed = cookies.sign("alice")
    document = cookies.policy(signed.path, signed.expires).decode()
    assert document == (
        '{"Statement":[{"Resource":"http*://*/media/private/alice/*",'
        f'"Condition":{{"DateLessThan":{{"AWS:EpochTime":{signed.expires}}}}}}}]}}'
    )
    signer = CloudFrontSigner("KTEST", lambda message: signing_key.sign(message, PKCS1v15(), SHA1()))
    reference = signer.generate_presigned_url("https://x/", policy=document).split("?", 1)[1]
    assert dict(pair.split("=", 1) for pair in reference.split("&")) == {
        name.removeprefix("CloudFront-"): value for name, value in signed.values.items()
    }


def test_cloudfronts_alphabet() -> None:
    assert cookies.encode(b"\xfb\xff\xfe\x00") == "-~~-AA__"
