"""A user pool with the accounts API in front: moto's, or that of the emulator at FOOTLIGHT_TEST_EMULATOR."""

import os
import urllib.request
from collections.abc import Iterator
from contextlib import nullcontext
from functools import cache
from typing import Any

import jwt
import pytest
from fastapi.testclient import TestClient
from moto import mock_aws

from footlight import clients
from functions.auth import pace
from tests.atomic import one_at_a_time
from tests.auth.moto_pool import MotoPool, jwks
from tests.auth.site import ADDRESS, EDGE, AccountsCloud, Site
from tests.fake_cloud import REGION, forget_everything

EMULATOR = os.environ.get("FOOTLIGHT_TEST_EMULATOR")


@pytest.fixture
def site(settings: pytest.MonkeyPatch) -> Iterator[Site]:
    """The accounts API over an empty cloud."""
    settings.setattr(pace, "FLOOR_SECONDS", 0.0)
    settings.setattr(pace, "MAILING_SECONDS", 0.0)
    with nullcontext() if EMULATOR else mock_aws():
        _surround(settings)
        cloud = AccountsCloud()
        cloud.build()
        _point_at(cloud, settings)
        from functions.auth.api import app

        peer = {"x-forwarded-for": f"{ADDRESS}, {EDGE}"}
        # https, for the cookie is Secure; the client is API Gateway's peer: CloudFront's edge.
        with TestClient(app, "https://footlight.test", headers=peer, client=(EDGE, 443)) as browser:
            yield Site(cloud, browser)


def _surround(settings: pytest.MonkeyPatch) -> None:
    if EMULATOR:
        settings.setenv("AWS_ENDPOINT_URL", EMULATOR)
        settings.setenv("AWS_ACCESS_KEY_ID", "000000000000")
        settings.delenv("AWS_SESSION_TOKEN", raising=False)
        urllib.request.urlopen(
            urllib.request.Request(f"{EMULATOR}/_ministack/reset", method="POST"), timeout=30
        ).close()
    else:
        settings.setenv("MOTO_COGNITO_IDP_USER_POOL_ENABLE_TOTP", "true")
        one_at_a_time(settings)
        settings.setattr(jwt.PyJWKClient, "fetch_data", lambda _: jwks())
        settings.setattr(clients, "_client", _with_moto_pool(clients._client))


def _with_moto_pool(make: Any) -> Any:
    @cache
    def client(service: str, **config: Any) -> Any:
        made = make(service, **config)
        return MotoPool(made) if service == "cognito-idp" else made

    return client


def _point_at(cloud: AccountsCloud, settings: pytest.MonkeyPatch) -> None:
    issuer = f"https://cognito-idp.{REGION}.amazonaws.com/{cloud.pool_id}"
    settings.setenv("FOOTLIGHT_USER_POOL_ID", cloud.pool_id)
    settings.setenv("FOOTLIGHT_USER_POOL_CLIENT_ID", cloud.client_id)
    settings.setenv("FOOTLIGHT_TOKEN_ISSUER", issuer)
    keys = f"{EMULATOR}/{cloud.pool_id}" if EMULATOR else issuer
    settings.setenv("FOOTLIGHT_JWKS_URL", f"{keys}/.well-known/jwks.json")
    forget_everything()
