"""What every suite may use: a fake cloud, Footlight's settings for it, and tokens that verify."""

from collections.abc import Callable, Iterator

import jwt
import pytest
from moto import mock_aws

from footlight.settings import settings as footlight_settings
from tests.fake_cloud import NAMES, REGION, FakeCloud, forget_everything
from tests.tokens import CLIENT_ID, ISSUER, Tokens

Bearer = Callable[..., dict[str, str]]


@pytest.fixture
def settings(monkeypatch: pytest.MonkeyPatch) -> Iterator[pytest.MonkeyPatch]:
    """FOOTLIGHT_* for the fake cloud. Change one with ``settings.setenv`` before the code reads it."""
    surroundings = {
        **NAMES,
        "user_pool_id": ISSUER.rsplit("/", 1)[1],
        "user_pool_client_id": CLIENT_ID,
        "token_issuer": ISSUER,
        "jwks_url": f"{ISSUER}/.well-known/jwks.json",
        "signing_key_parameter": "/footlight/signing-key",
        "signing_key_id": "KTEST",
    }
    for name, value in surroundings.items():
        monkeypatch.setenv(f"FOOTLIGHT_{name.upper()}", value)
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN"):
        monkeypatch.setenv(name, "testing")
    monkeypatch.setenv("AWS_DEFAULT_REGION", REGION)
    monkeypatch.setenv("AWS_REGION", REGION)
    monkeypatch.delenv("AWS_PROFILE", raising=False)
    monkeypatch.delenv("AWS_ENDPOINT_URL", raising=False)
    monkeypatch.setenv("POWERTOOLS_SERVICE_NAME", "tests")
    monkeypatch.setenv("POWERTOOLS_TRACE_DISABLED", "true")
    forget_everything()
    yield monkeypatch
    forget_everything()


@pytest.fixture
def cloud(settings: pytest.MonkeyPatch) -> Iterator[FakeCloud]:
    """A fresh AWS account in memory, with all tables, both buckets and the bus."""
    with mock_aws():
        account = FakeCloud()
        account.build()
        footlight_settings.cache_clear()  # so that a test may still change what its code will read
        yield account


@pytest.fixture(scope="session")
def tokens() -> Tokens:
    """The pool's key: makes good and bad access tokens."""
    return Tokens()


@pytest.fixture
def bearer(tokens: Tokens, settings: pytest.MonkeyPatch) -> Bearer:
    """``headers=bearer("alice", roles=("admin",))``: verified for real, only the JWKS is not fetched."""
    settings.setattr(jwt.PyJWKClient, "fetch_data", lambda _: tokens.jwks())

    def headers(user_id: str, roles: tuple[str, ...] = (), **claims: object) -> dict[str, str]:
        return {"Authorization": f"Bearer {tokens.access(user_id, roles, **claims)}"}

    return headers
