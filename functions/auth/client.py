"""The site's app client, and the proof of its secret, without which Cognito serves nobody."""

import base64
import hashlib
import hmac
from functools import cache

from footlight.clients import cognito
from footlight.settings import settings


def pool_id() -> str:
    """This deployment's user pool."""
    return settings()["user_pool_id"]


def client_id() -> str:
    """The site's app client."""
    return settings()["user_pool_client_id"]


@cache
def secret() -> str:
    """The app client's secret; asked for once, so that it stands in no template and no environment."""
    found = cognito().describe_user_pool_client(UserPoolId=pool_id(), ClientId=client_id())
    return found["UserPoolClient"]["ClientSecret"]


def proof(username: str) -> str:
    """Cognito's SECRET_HASH for a call about ``username``, spelled as in that call."""
    message = f"{username}{client_id()}".encode()
    return base64.b64encode(hmac.new(secret().encode(), message, hashlib.sha256).digest()).decode()
