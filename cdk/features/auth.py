"""Accounts: the Cognito pool, what the site knows of people, and /api/auth."""

from aws_cdk import Duration, Stack
from aws_cdk import aws_cognito as cognito
from constructs import Construct

from cdk.kit.function import Function, Toolbox
from cdk.kit.permissions import accept
from cdk.kit.storage import Table, kept
from cdk.settings import Target

ROLES = ("viewer", "creator", "moderator", "admin")


class AuthData(Construct):
    """The accounts themselves."""

    def __init__(self, scope: Construct, target: Target) -> None:
        super().__init__(scope, "Auth")
        self._target = target
        self.users = Table(self, target, "users", ("user_id", None))
        self.pool = cognito.UserPool(
            self,
            "Pool",
            self_sign_up_enabled=True,
            sign_in_aliases=cognito.SignInAliases(email=True),
            sign_in_case_sensitive=False,
            auto_verify=cognito.AutoVerifiedAttrs(email=True),
            standard_attributes=cognito.StandardAttributes(
                email=cognito.StandardAttribute(required=True, mutable=True),
                fullname=cognito.StandardAttribute(required=False, mutable=True),
            ),
            # NIST SP 800-63B: long, and no rules of composition.
            password_policy=cognito.PasswordPolicy(
                min_length=10,
                require_digits=False,
                require_lowercase=False,
                require_symbols=False,
                require_uppercase=False,
            ),
            mfa=cognito.Mfa.OPTIONAL,
            mfa_second_factor=cognito.MfaSecondFactor(sms=False, otp=True),
            # A new address counts once its owner has proven it: until then the old one stays.
            keep_original=cognito.KeepOriginalAttrs(email=True),
            account_recovery=cognito.AccountRecovery.EMAIL_ONLY,
            email=cognito.UserPoolEmail.with_ses(from_email=target.mail_from) if target.mail_from else None,
            deletion_protection=target.keep_data,
            removal_policy=kept(target),
        )
        self.client = self._client()
        for place, role in enumerate(ROLES):
            self.pool.add_group(role.title(), group_name=role, precedence=len(ROLES) - place)
        self._accept_findings()

    def tell(self, *functions: Function) -> None:
        """Let functions know whose tokens to trust, and where the keys are."""
        region, pool = Stack.of(self).region, self.pool.user_pool_id
        issuer = f"https://cognito-idp.{region}.amazonaws.com/{pool}"
        emulator = self._target.emulator
        keys = f"{emulator}/{pool}" if emulator else issuer
        for function in functions:
            function.tell(
                user_pool_id=pool,
                user_pool_client_id=self.client.user_pool_client_id,
                token_issuer=issuer,
                jwks_url=f"{keys}/.well-known/jwks.json",
            )

    def allow(self, function: Function, *actions: str) -> None:
        """Let ``function`` administer accounts: ``AdminDeleteUser`` …"""
        function.allow([f"cognito-idp:{action}" for action in actions], self.pool.user_pool_arn)

    def _client(self) -> cognito.UserPoolClient:
        return self.pool.add_client(
            "Client",
            # Passwords are checked for our own API only, which throttles: no stranger asks Cognito.
            auth_flows=cognito.AuthFlow(admin_user_password=True),
            disable_o_auth=True,
            # Without the secret, Cognito's public calls (SignUp, ForgotPassword) are nobody's but our API's.
            generate_secret=True,
            prevent_user_existence_errors=True,
            enable_token_revocation=True,
            access_token_validity=Duration.minutes(15),
            id_token_validity=Duration.minutes(15),
            refresh_token_validity=Duration.days(30),
        )

    def _accept_findings(self) -> None:
        accept(self, "AwsSolutions-COG1", "NIST SP 800-63B: length counts, rules of composition do harm.")
        accept(
            self,
            "AwsSolutions-COG2",
            "A second factor is each person's choice; it is offered in the settings.",
        )
        plus = "Threat protection needs the Plus plan, billed per user; footlight/limits.py throttles."
        accept(self, "AwsSolutions-COG3", plus)
        accept(self, "AwsSolutions-COG8", plus)


class Auth(Construct):
    """/api/auth."""

    def __init__(self, scope: Construct, tools: Toolbox, data: AuthData) -> None:
        super().__init__(scope, "Auth")
        self.api = Function(self, tools, "functions.auth.api.handler", memory=1024, seconds=29)
        self.api.alarm_on_errors(tools.alarms)
        data.users.allow(self.api, "GetItem", "PutItem", "UpdateItem", "DeleteItem")
        # What needs no token of the person's own; the rest of Cognito's calls carry that and ask no IAM.
        data.allow(self.api, "DescribeUserPoolClient")
        data.allow(self.api, "AdminInitiateAuth", "AdminRespondToAuthChallenge", "AdminGetUser")
        data.allow(self.api, "AdminSetUserMFAPreference", "AdminAddUserToGroup", "AdminUserGlobalSignOut")
        self.api.tell(mail_hint=tools.target.mail_hint)
        if tools.target.auth_attempts_per_address is not None:
            self.api.tell(auth_attempts_per_address=str(tools.target.auth_attempts_per_address))
