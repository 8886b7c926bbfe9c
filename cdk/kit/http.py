"""The one HTTP API: each feature's Lambda behind /api/<feature>, API Gateway's own errors in our shape."""

from typing import Any

from aws_cdk import RemovalPolicy, Stack
from aws_cdk import aws_apigateway as apigateway
from aws_cdk import aws_iam as iam
from aws_cdk import aws_logs as logs
from constructs import Construct

from cdk.kit.function import Function, days
from cdk.kit.permissions import accept
from cdk.settings import Target

STAGE = "v1"
REQUESTS_PER_SECOND = 500
# What CloudFront adds to each request, whatever the viewer wrote there; footlight/http.py asks for it.
EDGE_HEADER = "X-Footlight-Edge"
PUSH_LOGS = "service-role/AmazonAPIGatewayPushToCloudWatchLogs"
# What API Gateway says before a function is asked: (its name for it, status, our code, our sentence).
REFUSALS = (
    ("MISSING_AUTHENTICATION_TOKEN", 404, "not_found", "There is nothing here."),
    # A bearer token where no method is: API Gateway takes it for a signature of AWS's that is broken.
    ("INVALID_SIGNATURE", 404, "not_found", "There is nothing here."),
    ("EXPIRED_TOKEN", 404, "not_found", "There is nothing here."),
    ("RESOURCE_NOT_FOUND", 404, "not_found", "There is nothing here."),
    # An incomplete signature, which has no name of its own, and what is none of the others.
    ("DEFAULT_4XX", 404, "not_found", "There is nothing here."),
    ("ACCESS_DENIED", 403, "forbidden", "This is not allowed."),
    ("WAF_FILTERED", 403, "forbidden", "This is not allowed."),
    ("UNAUTHORIZED", 401, "unauthenticated", "Please sign in first."),
    ("BAD_REQUEST_BODY", 400, "bad_request", "The request cannot be read."),
    ("BAD_REQUEST_PARAMETERS", 400, "bad_request", "The request cannot be read."),
    ("UNSUPPORTED_MEDIA_TYPE", 415, "unsupported_media_type", "Content of this type is not taken."),
    ("QUOTA_EXCEEDED", 429, "too_many_requests", "Too many requests right now. Please try again later."),
    ("THROTTLED", 429, "too_many_requests", "Too many requests right now. Please try again in a second."),
    ("REQUEST_TOO_LARGE", 413, "too_large", "The request is too large."),
    ("INTEGRATION_TIMEOUT", 504, "timeout", "That took too long. Please try again."),
    ("DEFAULT_5XX", 500, "unexpected", "Something went wrong on our side. Please try again."),
    ("INTEGRATION_FAILURE", 502, "unavailable", "Something went wrong on our side. Please try again."),
)


class Api(Construct):
    """API Gateway's REST API, stage ``v1``; CloudFront shows it as /api."""

    def __init__(self, scope: Construct, target: Target) -> None:
        super().__init__(scope, "Api")
        self._access = self._access_log(target)
        account = self._may_log() if target.emulator is None else None
        self.rest = apigateway.RestApi(
            self,
            "Rest",
            rest_api_name=f"footlight-{target.name}",
            description="Footlight: one Lambda a feature, below /api",
            endpoint_types=[apigateway.EndpointType.REGIONAL],
            deploy_options=self._stage(),
        )
        if account is not None:
            self.rest.deployment_stage.node.add_dependency(account)
        self._root = self.rest.root.add_resource("api")
        for kind, status, code, sentence in REFUSALS:
            self._refuse(kind, status, code, sentence)
        self._accept_findings()

    def serve(self, function: Function) -> None:
        """Let ``function`` answer everything below /api/<its feature>."""
        integration = apigateway.LambdaIntegration(function.resource, allow_test_invoke=False)
        feature = self._root.add_resource(function.feature)
        for resource in (feature, feature.add_resource("{proxy+}")):
            resource.add_method("ANY", integration)

    def _stage(self) -> apigateway.StageOptions:
        return apigateway.StageOptions(
            stage_name=STAGE,
            tracing_enabled=True,
            logging_level=apigateway.MethodLoggingLevel.ERROR,
            data_trace_enabled=False,
            throttling_rate_limit=REQUESTS_PER_SECOND,
            throttling_burst_limit=2 * REQUESTS_PER_SECOND,
            access_log_destination=apigateway.LogGroupLogDestination(self._access),
            # Without the caller's address: it is in CloudFront's log, where it expires.
            access_log_format=apigateway.AccessLogFormat.custom(
                '{"request":"$context.requestId","time":"$context.requestTime","method":"$context.httpMethod",'
                '"path":"$context.path","status":$context.status,"bytes":$context.responseLength,'
                '"milliseconds":$context.responseLatency,"trace":"$context.xrayTraceId"}'
            ),
        )

    def _access_log(self, target: Target) -> logs.LogGroup:
        return logs.LogGroup(
            self,
            "AccessLog",
            log_group_name=f"/footlight/{target.name}/api-access",
            retention=days(target.log_days),
            removal_policy=RemovalPolicy.DESTROY,
        )

    def _may_log(self) -> apigateway.CfnAccount:
        """API Gateway writes no log in an account where nobody has told it how (once per region)."""
        role = iam.Role(self, "LogRole", assumed_by=iam.ServicePrincipal("apigateway.amazonaws.com"))
        role.add_managed_policy(iam.ManagedPolicy.from_aws_managed_policy_name(PUSH_LOGS))
        why = "AWS's own policy for exactly this; it is the account's setting, so no one log group fits."
        accept(role, f"AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/{PUSH_LOGS}]", why)
        account = apigateway.CfnAccount(self, "Account", cloud_watch_role_arn=role.role_arn)
        account.apply_removal_policy(RemovalPolicy.RETAIN)
        role.apply_removal_policy(RemovalPolicy.RETAIN)
        return account

    def _refuse(self, kind: str, status: int, code: str, sentence: str) -> None:
        headers = {"Content-Type": "'application/problem+json'", "Cache-Control": "'no-store'"}
        extra = ""
        if status == 429:
            headers["Retry-After"], extra = "'1'", ',"retry_after":1'
        title = code.replace("_", " ").capitalize()
        self.rest.add_gateway_response(
            kind.title().replace("_", ""),
            type=apigateway.ResponseType.of(kind),
            status_code=str(status),
            response_headers=headers,
            templates={
                "application/json": f'{{"type":"urn:footlight:problem:{code}","title":"{title}",'
                f'"status":{status},"detail":"{sentence}","code":"{code}"{extra}}}'
            },
        )

    def _accept_findings(self) -> None:
        verified = (
            "Each function verifies tokens itself (footlight/identity.py); some routes are for visitors."
        )
        accept(self, "AwsSolutions-APIG4", verified)
        accept(self, "AwsSolutions-COG4", verified)
        accept(
            self,
            "AwsSolutions-APIG2",
            "Each function validates its requests with pydantic, unknown fields too.",
        )
        accept(
            self,
            "AwsSolutions-APIG3",
            "A WAF costs money at rest; the stage and footlight/limits.py throttle.",
        )


def origin_of(api: Api, target: Target) -> dict[str, Any]:
    """Where the edge finds the API: ``domain_name`` and ``origin_path`` (and the emulator's port)."""
    rest = api.rest.rest_api_id
    if target.emulator is None:
        stack = Stack.of(api)
        domain = f"{rest}.execute-api.{stack.region}.{stack.url_suffix}"
        return {"domain_name": domain, "origin_path": f"/{STAGE}"}
    port = int(target.emulator.rsplit(":", 1)[1])
    return {"domain_name": "localhost", "http_port": port, "origin_path": f"/_aws/execute-api/{rest}/{STAGE}"}
