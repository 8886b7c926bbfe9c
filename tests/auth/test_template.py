"""Accounts as deployed."""

import pytest

from tests.assembly import assembly

pytestmark = [pytest.mark.templates, pytest.mark.xdist_group("templates")]


def test_the_pool_takes_long_passwords_mails_codes_and_offers_totp() -> None:
    (pool,) = assembly("prod").properties("AWS::Cognito::UserPool")
    policy = pool["Policies"]["PasswordPolicy"]
    assert policy["MinimumLength"] == 10
    assert not any(value for rule, value in policy.items() if rule.startswith("Require"))
    assert pool["AutoVerifiedAttributes"] == ["email"]
    assert pool["MfaConfiguration"] == "OPTIONAL"
    assert pool["EnabledMfas"] == ["SOFTWARE_TOKEN_MFA"]


def test_the_client_has_a_secret_and_reveals_nobody() -> None:
    (client,) = assembly("prod").properties("AWS::Cognito::UserPoolClient")
    assert client["GenerateSecret"] is True
    assert client["PreventUserExistenceErrors"] == "ENABLED"
    assert client["EnableTokenRevocation"] is True
    assert client["AccessTokenValidity"] == 15
    assert client["RefreshTokenValidity"] == 30 * 24 * 60


def test_strangers_cannot_try_passwords_at_cognito_past_our_throttle() -> None:
    (client,) = assembly("prod").properties("AWS::Cognito::UserPoolClient")
    assert set(client["ExplicitAuthFlows"]) == {"ALLOW_ADMIN_USER_PASSWORD_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"}


def test_roles_are_groups() -> None:
    groups = assembly("prod").properties("AWS::Cognito::UserPoolGroup")
    assert {group["GroupName"] for group in groups} == {"viewer", "creator", "moderator", "admin"}
