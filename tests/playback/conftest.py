"""Videos with files in the media bucket, the playback API, and a signing key in SSM."""

from collections.abc import Callable
from typing import Any

import boto3
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from fastapi.testclient import TestClient

from footlight import clients, videos
from footlight.identifiers import new_id
from footlight.tables import VideoRow
from tests.conftest import Bearer
from tests.fake_cloud import REGION, FakeCloud

Call = Callable[..., Any]
Film = Callable[..., VideoRow]

SITE = "https://footlight.example"
FILES = {
    "manifest.m3u8": ("application/vnd.apple.mpegurl", "public, max-age=60"),
    "poster.jpg": ("image/jpeg", "public, max-age=31536000, immutable"),
    "720p/00001.m4s": ("video/iso.segment", "public, max-age=31536000, immutable"),
}


@pytest.fixture
def signing_key(cloud: FakeCloud) -> rsa.RSAPrivateKey:
    """The key in SSM, as make_signing_key leaves it."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    pem = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()
    ssm = boto3.client("ssm", region_name=REGION)
    ssm.put_parameter(Name="/footlight/signing-key", Value=pem, Type="SecureString")
    return key


@pytest.fixture(autouse=True)
def forgotten(cloud: FakeCloud, settings: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """What CloudFront was asked to forget; what the edge stack knows stands in SSM, as on AWS."""
    asked: list[dict[str, Any]] = []

    class Edge:
        def create_invalidation(self, **call: Any) -> None:
            asked.append(call)

    for name, value in {"distribution": "E1", "site": SITE}.items():
        parameter = f"/footlight/{name}"
        boto3.client("ssm", region_name=REGION).put_parameter(Name=parameter, Value=value, Type="String")
        settings.setenv(f"FOOTLIGHT_{name.upper()}_PARAMETER", parameter)
    settings.setattr(clients, "cloudfront", Edge)
    return asked


@pytest.fixture
def call(cloud: FakeCloud, bearer: Bearer, signing_key: rsa.RSAPrivateKey) -> Call:
    """``call("GET", "/<id>", "alice")``: the response below /api/playback, of a visitor without a name."""
    from functions.playback.api import app

    http = TestClient(app, raise_server_exceptions=False, base_url=SITE)

    def request(method: str, path: str, who: str | None = None, body: Any = None) -> Any:
        http.cookies.clear()
        headers = bearer(who) if who else {}
        return http.request(method, f"/api/playback{path}", headers=headers, json=body)

    return request


@pytest.fixture
def film(cloud: FakeCloud) -> Film:
    """``film(side="private", visibility="public")``: a stored video with its files on that side."""

    def make(state: videos.State = "ready", side: str = "public", **attributes: Any) -> VideoRow:
        video_id = new_id()
        prefix = f"media/{side}/alice/{video_id}"
        for name, (kind, cache) in FILES.items():
            cloud.s3.put_object(
                Bucket="footlight-media",
                Key=f"{prefix}/{name}",
                Body=name,
                ContentType=kind,
                CacheControl=cache,
            )
        facts = {"media_prefix": prefix, "manifest": "manifest.m3u8", "poster": "poster.jpg"}
        videos.promise(video_id, "alice", title="A film", visibility=side).save()
        videos.change(video_id, lambda _: {"state": state, **facts, **attributes})
        return videos.get(video_id)

    return make
