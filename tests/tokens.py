"""Access tokens as Cognito would issue them, signed with a key of the tests' own."""

import json
import time
from typing import Any

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

ISSUER = "https://cognito-idp.us-east-1.amazonaws.com/us-east-1_test"
CLIENT_ID = "test-client"
KEY_ID = "test-key"


class Tokens:
    """A user pool's signing key, with the JWKS document that belongs to it."""

    def __init__(self) -> None:
        self.key = rsa.generate_private_key(public_exponent=65537, key_size=2048)

    def jwks(self) -> dict[str, Any]:
        """What the pool's ``/.well-known/jwks.json`` answers."""
        public = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(self.key.public_key()))
        return {"keys": [{**public, "kid": KEY_ID, "use": "sig", "alg": "RS256"}]}

    def access(self, user_id: str, roles: tuple[str, ...] = (), **claims: Any) -> str:
        """An access token of ``user_id``; ``claims`` overrides any claim, to make bad ones."""
        body = {
            "sub": user_id,
            "username": user_id,
            "iss": ISSUER,
            "client_id": CLIENT_ID,
            "token_use": "access",
            "exp": int(time.time()) + 3600,
            "cognito:groups": list(roles),
        }
        return jwt.encode({**body, **claims}, self.key, "RS256", {"kid": KEY_ID})
