"""Moto's Cognito with what it lacks: codes and secrets that are checked, unconfirmed people, deleting."""

import base64
import gzip
import hashlib
import hmac
import json
from importlib.resources import files
from typing import Any, NoReturn

from botocore.exceptions import ClientError
from moto.cognitoidp.models import CognitoIdpUserPool, UserStatus, cognitoidp_backends

from tests.fake_cloud import REGION

SIGN_UP_CODE, RESET_CODE = "123456", "654321"


def jwks() -> dict[str, Any]:
    """The public keys that moto's tokens verify with."""
    packed = files("moto.cognitoidp").joinpath("resources/jwks-public.json.gz").read_bytes()
    keys: dict[str, Any] = json.loads(gzip.decompress(packed))
    return keys


class MotoPool:
    """A cognito-idp client: calls that moto answers as AWS does go through to it."""

    def __init__(self, client: Any, account: str = "123456789012") -> None:
        self._client = client
        self._backend = cognitoidp_backends[account][REGION]

    def __getattr__(self, name: str) -> Any:
        return getattr(self._client, name)

    def sign_up(self, **given: Any) -> Any:
        self._prove("SignUp", given["ClientId"], given["Username"], given["SecretHash"])
        return self._client.sign_up(**given)

    def forgot_password(self, **given: Any) -> Any:
        self._prove("ForgotPassword", given["ClientId"], given["Username"], given["SecretHash"])
        return self._client.forgot_password(**given)

    def initiate_auth(self, **given: Any) -> Any:
        token, shown = (given["AuthParameters"][name] for name in ("REFRESH_TOKEN", "SECRET_HASH"))
        pool = self._of_client(given["ClientId"])
        held = pool.refresh_tokens.get(token)
        if held is None:
            refuse("InitiateAuth", "NotAuthorizedException")
        _, name, _ = held
        # AWS goes by the username; moto by however its owner spelled it when they signed in.
        user = pool._get_user(name)
        self._prove("InitiateAuth", given["ClientId"], user.username if user else "", shown)
        parameters = {"REFRESH_TOKEN": token, "SECRET_HASH": self._hash(given["ClientId"], name)}
        return self._client.initiate_auth(**{**given, "AuthParameters": parameters})

    def admin_initiate_auth(self, **given: Any) -> Any:
        user = self._pool(given["UserPoolId"])._get_user(given["AuthParameters"]["USERNAME"])
        if user is not None and user.status is UserStatus.UNCONFIRMED:
            refuse("AdminInitiateAuth", "UserNotConfirmedException")
        return self._client.admin_initiate_auth(**given)

    def admin_respond_to_auth_challenge(self, **given: Any) -> Any:
        if given["Session"] not in self._backend.sessions:
            refuse("AdminRespondToAuthChallenge", "NotAuthorizedException")
        return self._client.admin_respond_to_auth_challenge(**given)

    def confirm_sign_up(self, **given: Any) -> Any:
        self._prove("ConfirmSignUp", given["ClientId"], given["Username"], given["SecretHash"])
        user = self._of_client(given["ClientId"])._get_user(given["Username"])
        if user is None or given["ConfirmationCode"] != SIGN_UP_CODE:
            refuse("ConfirmSignUp", "CodeMismatchException")
        if user.status is not UserStatus.UNCONFIRMED:
            refuse("ConfirmSignUp", "NotAuthorizedException")
        return self._client.confirm_sign_up(**given)

    def confirm_forgot_password(self, **given: Any) -> Any:
        self._prove("ConfirmForgotPassword", given["ClientId"], given["Username"], given["SecretHash"])
        user = self._of_client(given["ClientId"])._get_user(given["Username"])
        if user is None or user.confirmation_code is None:
            refuse("ConfirmForgotPassword", "ExpiredCodeException")
        if given["ConfirmationCode"] != RESET_CODE:
            refuse("ConfirmForgotPassword", "CodeMismatchException")
        return self._client.confirm_forgot_password(**{**given, "ConfirmationCode": user.confirmation_code})

    def resend_confirmation_code(self, **given: Any) -> Any:
        self._prove("ResendConfirmationCode", given["ClientId"], given["Username"], given["SecretHash"])
        user = self._of_client(given["ClientId"])._get_user(given["Username"])
        if user is None or user.status is not UserStatus.UNCONFIRMED:
            refuse("ResendConfirmationCode", "InvalidParameterException")
        return {}

    def revoke_token(self, **given: Any) -> Any:
        if given["ClientSecret"] != self._secret(given["ClientId"]):
            refuse("RevokeToken", "InvalidParameterException")
        if self._of_client(given["ClientId"]).refresh_tokens.pop(given["Token"], None) is None:
            refuse("RevokeToken", "NotAuthorizedException")
        return {}

    def delete_user(self, **given: Any) -> Any:
        user = self._client.get_user(AccessToken=given["AccessToken"])
        for pool in self._backend.user_pools.values():
            if pool._get_user(user["Username"]):
                self._client.admin_delete_user(UserPoolId=pool.id, Username=user["Username"])
        return {}

    def _pool(self, pool_id: str) -> CognitoIdpUserPool:
        return self._backend.user_pools[pool_id]

    def _secret(self, client_id: str) -> str:
        return str(self._of_client(client_id).clients[client_id].secret)

    def _hash(self, client_id: str, username: str) -> str:
        mac = hmac.new(self._secret(client_id).encode(), f"{username}{client_id}".encode(), hashlib.sha256)
        return base64.b64encode(mac.digest()).decode()

    def _prove(self, operation: str, client_id: str, username: str, shown: str) -> None:
        if shown != self._hash(client_id, username):
            refuse(operation, "NotAuthorizedException")

    def _of_client(self, client_id: str) -> CognitoIdpUserPool:
        return next(pool for pool in self._backend.user_pools.values() if client_id in pool.clients)


def refuse(operation: str, code: str) -> NoReturn:
    raise ClientError({"Error": {"Code": code, "Message": "as AWS would"}}, operation)
