"""The accounts API over a cloud of its own: what the account tests talk to."""

import base64
import hashlib
import hmac
import struct
import time
from typing import TYPE_CHECKING, Any

import boto3
from fastapi.testclient import TestClient
from httpx import Response

from tests.auth.moto_pool import SIGN_UP_CODE
from tests.fake_cloud import REGION, FakeCloud

if TYPE_CHECKING:
    from mypy_boto3_cognito_idp.type_defs import PasswordPolicyTypeTypeDef

PASSWORD = "correct horse battery"
ADDRESS = "198.51.100.7"
EDGE = "203.0.113.9"


class AccountsCloud(FakeCloud):
    """Only what the accounts API touches, and a user pool as the data stack makes it."""

    pool_id = client_id = ""

    def build(self) -> None:
        super().build()
        cognito = boto3.client("cognito-idp", region_name=REGION)
        pool = cognito.create_user_pool(
            PoolName="footlight",
            Policies={"PasswordPolicy": POLICY},
            UsernameAttributes=["email"],
            AutoVerifiedAttributes=["email"],
            UsernameConfiguration={"CaseSensitive": False},
        )
        self.pool_id = pool["UserPool"]["Id"]
        cognito.set_user_pool_mfa_config(
            UserPoolId=self.pool_id,
            SoftwareTokenMfaConfiguration={"Enabled": True},
            MfaConfiguration="OPTIONAL",
        )
        for role in ("viewer", "creator", "moderator", "admin"):
            cognito.create_group(UserPoolId=self.pool_id, GroupName=role)
        client = cognito.create_user_pool_client(
            UserPoolId=self.pool_id,
            ClientName="site",
            GenerateSecret=True,
            ExplicitAuthFlows=["ALLOW_ADMIN_USER_PASSWORD_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"],
            PreventUserExistenceErrors="ENABLED",
            EnableTokenRevocation=True,
            AccessTokenValidity=15,
            RefreshTokenValidity=30,
            TokenValidityUnits={"AccessToken": "minutes", "RefreshToken": "days"},
        )
        self.client_id = client["UserPoolClient"]["ClientId"]

    def _build_tables(self) -> None:
        from footlight import limits, users

        users.table().create_table(billing_mode="PAY_PER_REQUEST")
        limits.table().create_table(billing_mode="PAY_PER_REQUEST")

    def members(self) -> list[dict[str, Any]]:
        """The users table."""
        from footlight import users

        return [row.attribute_values for row in users.table().scan()]


# Length only: composition rules make passwords worse (NIST SP 800-63B).
POLICY: "PasswordPolicyTypeTypeDef" = {
    "MinimumLength": 10,
    "RequireUppercase": False,
    "RequireLowercase": False,
    "RequireNumbers": False,
    "RequireSymbols": False,
}


class Site:
    """The API as a browser sees it, through CloudFront and API Gateway."""

    def __init__(self, cloud: AccountsCloud, browser: TestClient) -> None:
        self.cloud, self.browser = cloud, browser

    def post(self, path: str, body: Any = None, **options: Any) -> Response:
        """POST below /api/auth."""
        answer: Response = self.browser.post(f"/api/auth{path}", json=body, **options)
        return answer

    def register(self, email: str, password: str = PASSWORD, name: str = "Ada") -> Response:
        """Ask for an account."""
        return self.post("/register", {"email": email, "password": password, "display_name": name})

    def join(self, email: str, password: str = PASSWORD) -> None:
        """Register and confirm."""
        assert self.register(email, password).status_code == 202
        assert self.post("/confirm", {"email": email, "code": SIGN_UP_CODE}).status_code == 204

    def login(self, email: str, password: str = PASSWORD) -> Response:
        """Sign in with a password."""
        return self.post("/login", {"email": email, "password": password})

    def signed_in(self, email: str) -> dict[str, str]:
        """The Authorization header of a new member."""
        self.join(email)
        return bearer(self.login(email))

    def me(self, headers: dict[str, str]) -> Response:
        """GET /me."""
        answer: Response = self.browser.get("/api/auth/me", headers=headers)
        return answer

    def enrol(self, headers: dict[str, str]) -> tuple[str, list[str]]:
        """Put a second factor in force: its secret and the recovery codes."""
        secret = self.post("/totp/enrol", headers=headers).json()["secret"]
        answer = self.post("/totp/verify", {"code": totp(secret)}, headers=headers)
        assert answer.status_code == 200, answer.text
        return secret, answer.json()["recovery_codes"]


def bearer(answer: Response) -> dict[str, str]:
    """The header that a sign-in's answer entitles to."""
    assert answer.status_code == 200, answer.text
    return {"Authorization": f"Bearer {answer.json()['access_token']}"}


def totp(secret: str) -> str:
    """What an authenticator app shows (RFC 6238); never in the last second that it would."""
    if time.time() % 30 > 29:
        time.sleep(1.1)
    key = base64.b32decode(secret + "=" * (-len(secret) % 8), casefold=True)
    mac = hmac.new(key, struct.pack(">Q", int(time.time() // 30)), hashlib.sha1).digest()
    start = mac[-1] & 15
    return f"{(struct.unpack('>I', mac[start : start + 4])[0] & 0x7FFFFFFF) % 10**6:06d}"


def wrong(code: str) -> str:
    """Another code."""
    return f"{(int(code) + 500_000) % 10**6:06d}"
