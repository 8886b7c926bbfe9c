"""Realtime: the one socket that pages share."""

from constructs import Construct

from cdk.kit.function import Function, Toolbox
from cdk.kit.websocket import Sockets


class Realtime(Construct):
    """The socket and who answers on it."""

    def __init__(self, scope: Construct, tools: Toolbox) -> None:
        super().__init__(scope, "Realtime")
        self.on_connect = Function(self, tools, "functions.realtime.on_connect.handler", seconds=10)
        self.on_message = Function(self, tools, "functions.realtime.on_message.handler", seconds=10)
        self.sockets = Sockets(self, tools.target, self.on_connect, self.on_message)
        self.sockets.allow(self.on_message)
        for function in (self.on_connect, self.on_message):
            function.alarm_on_errors(tools.alarms)
