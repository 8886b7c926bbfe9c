"""The one WebSocket API: a page opens it once, and every live feature speaks through it."""

from aws_cdk import RemovalPolicy, Stack
from aws_cdk import aws_apigatewayv2 as apigateway
from aws_cdk import aws_apigatewayv2_integrations as integrations
from aws_cdk import aws_logs as logs
from constructs import Construct

from cdk.kit.function import Function, days
from cdk.kit.http import STAGE
from cdk.kit.permissions import Star, accept
from cdk.settings import Target


class Sockets(Construct):
    """API Gateway's WebSocket API; functions post to its connections through footlight/sockets.py."""

    def __init__(self, scope: Construct, target: Target, on_connect: Function, on_message: Function) -> None:
        super().__init__(scope, "Sockets")
        self._target = target
        self.api = apigateway.WebSocketApi(
            self,
            "Api",
            api_name=f"footlight-{target.name}-sockets",
            connect_route_options=_route("OnConnect", on_connect),
            default_route_options=_route("OnMessage", on_message),
        )
        self._stage = apigateway.WebSocketStage(
            self, "Stage", web_socket_api=self.api, stage_name=STAGE, auto_deploy=True
        )
        self._log_and_throttle()
        why = "Anyone may connect; what a connection may hear is decided for each topic it asks for."
        accept(self, "AwsSolutions-APIG4", why)

    @property
    def url(self) -> str:
        """What a page opens."""
        emulator = self._target.emulator
        return f"{emulator.replace('http', 'ws', 1)}{self._emulated}" if emulator else self._stage.url

    def allow(self, *posters: Function) -> None:
        """Let functions post to open connections."""
        base = Stack.of(self).format_arn(service="execute-api", resource=self.api.api_id)
        why = "A connection has an id only while it is open."
        emulator = self._target.emulator
        endpoint = f"{emulator}{self._emulated}" if emulator else self._stage.callback_url
        for function in posters:
            star = Star(self, base, f"/{STAGE}/POST/@connections/*", why)
            function.allow(["execute-api:ManageConnections"], star)
            function.tell(sockets_endpoint=endpoint)

    @property
    def _emulated(self) -> str:
        return f"/_aws/execute-api/{self.api.api_id}/{STAGE}"

    def _log_and_throttle(self) -> None:
        log = logs.LogGroup(
            self,
            "AccessLog",
            log_group_name=f"/footlight/{self._target.name}/sockets-access",
            retention=days(self._target.log_days),
            removal_policy=RemovalPolicy.DESTROY,
        )
        stage = self._stage.node.default_child
        assert isinstance(stage, apigateway.CfnStage)
        stage.default_route_settings = apigateway.CfnStage.RouteSettingsProperty(
            throttling_rate_limit=500, throttling_burst_limit=1000
        )
        stage.access_log_settings = apigateway.CfnStage.AccessLogSettingsProperty(
            destination_arn=log.log_group_arn,
            format='{"connection":"$context.connectionId","route":"$context.routeKey",'
            '"status":"$context.status","request":"$context.requestId"}',
        )


def _route(name: str, function: Function) -> apigateway.WebSocketRouteOptions:
    return apigateway.WebSocketRouteOptions(
        integration=integrations.WebSocketLambdaIntegration(name, function.resource)
    )
