"""The one WebSocket API: its routes go to functions, which answer through @connections."""

from typing import Any

from aws_cdk import RemovalPolicy, Stack
from aws_cdk import aws_apigatewayv2 as apigateway
from aws_cdk import aws_apigatewayv2_integrations as integrations
from aws_cdk import aws_logs as logs
from constructs import Construct

from cdk.kit.function import Function, days
from cdk.kit.permissions import Star, accept
from cdk.settings import Target

STAGE = "v1"
# Frames a second over all pages, and what may come at once.
FRAMES_PER_SECOND = 500


class Sockets(Construct):
    """API Gateway's WebSocket API, stage ``v1``."""

    def __init__(self, scope: Construct, target: Target) -> None:
        super().__init__(scope, "Sockets")
        self._target = target
        self.api = apigateway.WebSocketApi(self, "Api", api_name=f"footlight-{target.name}-sockets")
        self._access = logs.LogGroup(
            self,
            "AccessLog",
            log_group_name=f"/footlight/{target.name}/socket-access",
            retention=days(target.log_days),
            removal_policy=RemovalPolicy.DESTROY,
        )
        self._stage()
        accept(
            self,
            "AwsSolutions-APIG4",
            "Who may hear what is decided for each topic, later.",
        )

    @property
    def url(self) -> str:
        """What a page connects to."""
        if self._target.emulator is None:
            return f"wss://{self._domain}/{STAGE}"
        return f"{self._emulated.replace('http://', 'ws://', 1)}"

    def serve(self, route: str, function: Function) -> None:
        """Let ``function`` react to ``route``: ``$connect``, ``$default`` or an action's name."""
        name = f"{function.file.title().replace('_', '')}Integration"
        integration = integrations.WebSocketLambdaIntegration(name, function.resource)
        self.api.add_route(route, integration=integration)

    def let_post(self, function: Function) -> None:
        """Let ``function`` send to open connections."""
        resource = f"{self.api.api_id}/{STAGE}/POST/@connections"
        arn = Stack.of(self).format_arn(service="execute-api", resource=resource)
        star = Star(self, arn, "/*", "A connection's id is not known before it opens.")
        function.allow(["execute-api:ManageConnections"], star)
        at_aws = f"https://{self._domain}/{STAGE}"
        function.tell(sockets_endpoint=at_aws if self._target.emulator is None else self._emulated)

    @property
    def _domain(self) -> str:
        stack = Stack.of(self)
        return f"{self.api.api_id}.execute-api.{stack.region}.{stack.url_suffix}"

    @property
    def _emulated(self) -> str:
        return f"{self._target.emulator}/_aws/execute-api/{self.api.api_id}/{STAGE}"

    def _stage(self) -> None:
        settings: dict[str, Any] = {
            "throttling_rate_limit": FRAMES_PER_SECOND,
            "throttling_burst_limit": 2 * FRAMES_PER_SECOND,
        }
        log = '{"request":"$context.requestId","route":"$context.routeKey","status":"$context.status"}'
        apigateway.CfnStage(
            self,
            "Stage",
            api_id=self.api.api_id,
            stage_name=STAGE,
            auto_deploy=True,
            default_route_settings=apigateway.CfnStage.RouteSettingsProperty(**settings),
            access_log_settings=apigateway.CfnStage.AccessLogSettingsProperty(
                destination_arn=self._access.log_group_arn, format=log
            ),
        )
