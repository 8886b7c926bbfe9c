"""Realtime: the one socket of every open page."""

from aws_cdk import CfnOutput
from constructs import Construct

from cdk.kit.function import Function, Toolbox
from cdk.kit.websocket import Sockets


class Realtime(Construct):
    """The WebSocket API and what it is answered by."""

    def __init__(self, scope: Construct, tools: Toolbox) -> None:
        super().__init__(scope, "Realtime")
        self.sockets = Sockets(self, tools.target)
        self.on_connect = Function(
            self, tools, "functions.realtime.on_connect.handler", memory=256, seconds=10
        )
        self.on_message = Function(self, tools, "functions.realtime.on_message.handler", seconds=10)
        self.sockets.serve("$connect", self.on_connect)
        self.sockets.serve("$default", self.on_message)
        self.sockets.let_post(self.on_message)
        self.on_message.alarm_on_errors(tools.alarms)
        CfnOutput(self, "Url", value=self.sockets.url).override_logical_id("WebSocketUrl")
