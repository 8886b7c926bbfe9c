"""The house's Lambda, written once: own role, own logs, traced, with a DLQ where it is asynchronous."""

from collections.abc import Sequence
from typing import Any

from aws_cdk import Duration, IgnoreMode, RemovalPolicy, Size
from aws_cdk import aws_iam as iam
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_logs as logs
from constructs import Construct

from cdk.kit.alarms import FIVE_MINUTES, Alarms
from cdk.kit.layers import ROOT, RUNTIME, Layers, Packages
from cdk.kit.permissions import Star, allow, trust_tracing
from cdk.kit.queue import DeadLetters
from cdk.settings import Target

MACHINES = {"arm64": lambda_.Architecture.ARM_64, "x86_64": lambda_.Architecture.X86_64}


class Toolbox(Construct):
    """What all functions of a stack are made with."""

    def __init__(self, scope: Construct, target: Target) -> None:
        super().__init__(scope, "Toolbox")
        self.target = target
        self.layers = Layers(self, target)
        self.alarms = Alarms(self, target)
        self._code: dict[str, lambda_.Code] = {}

    def code(self, feature: str) -> lambda_.Code:
        """``functions/<feature>`` and nothing else, in one asset for all its functions."""
        if feature not in self._code:
            # Anchored, outermost first: gitignore's patterns bring back nothing out of an excluded folder.
            only = [
                "/*",
                "!/functions",
                "/functions/*",
                f"!/functions/{feature}",
                "__pycache__",
                "*.asl.json",
            ]
            self._code[feature] = lambda_.Code.from_asset(str(ROOT), exclude=only, ignore_mode=IgnoreMode.GIT)
        return self._code[feature]


class Function(Construct):
    """One Lambda. ``handler`` is its dotted path, such as ``functions.uploads.on_arrived.handler``."""

    def __init__(
        self,
        scope: Construct,
        toolbox: Toolbox,
        handler: str,
        *,
        layers: Sequence[Packages] = ("vendor",),
        memory: int = 512,
        seconds: int = 60,
        disk: int = 512,
        asynchronous: bool = False,
    ) -> None:
        _, feature, file, _ = handler.split(".")
        super().__init__(scope, file.title().replace("_", ""))
        self.feature, self.file, self._target = feature, file, toolbox.target
        self.role = iam.Role(self, "Role", assumed_by=iam.ServicePrincipal("lambda.amazonaws.com"))
        self.dead_letters = self._dead_letters(toolbox.alarms) if asynchronous else None
        asynchronously: dict[str, Any] = {
            "dead_letter_queue": self.dead_letters,
            "retry_attempts": 2,
            "max_event_age": Duration.hours(6),
        }
        self.resource = lambda_.Function(
            self,
            "Function",
            handler=handler,
            code=toolbox.code(feature),
            role=self.role,
            runtime=RUNTIME,
            architecture=MACHINES[toolbox.target.machine],
            layers=[toolbox.layers.core(), *map(toolbox.layers.packages, layers)],
            memory_size=memory,
            timeout=Duration.seconds(seconds),
            ephemeral_storage_size=Size.mebibytes(disk),
            environment=self._surroundings(),
            tracing=lambda_.Tracing.ACTIVE,
            log_group=self._logs(),
            **(asynchronously if asynchronous else {}),
        )
        trust_tracing(self)

    @property
    def arn(self) -> str:
        """The function's ARN."""
        return self.resource.function_arn

    def allow(self, actions: Sequence[str], *resources: str | Star, **conditions: Any) -> None:
        """Let the function do ``actions`` on ``resources``."""
        allow(self, self.role, actions, *resources, **conditions)

    def tell(self, **settings: str) -> None:
        """Set what the function reads as ``settings()``: ``tell(event_bus=…)`` is FOOTLIGHT_EVENT_BUS."""
        for name, value in settings.items():
            self.resource.add_environment(f"FOOTLIGHT_{name.upper()}", value)

    def reach(self, service: str, endpoint: str | None) -> None:
        """Let boto3 find ``service`` at ``endpoint`` (None: at AWS)."""
        if endpoint:
            self.resource.add_environment(f"AWS_ENDPOINT_URL_{service.upper()}", endpoint)

    def alarm_on_errors(self, alarms: Alarms) -> None:
        """Raise an alarm when it fails: for functions whose failures end in no queue and no execution."""
        failed = self.resource.metric_errors(period=FIVE_MINUTES)
        alarms.on(failed, self, f"{self.feature}.{self.file} ends in errors.", threshold=5)

    def _surroundings(self) -> dict[str, str]:
        at = {"AWS_ENDPOINT_URL": self._target.emulator} if self._target.emulator else {}
        return {"POWERTOOLS_SERVICE_NAME": self.feature, **at}

    def _logs(self) -> logs.LogGroup:
        group = logs.LogGroup(
            self,
            "Logs",
            log_group_name=f"/footlight/{self._target.name}/{self.feature}.{self.file}",
            retention=days(self._target.log_days),
            removal_policy=RemovalPolicy.DESTROY,
        )
        # The group's ARN ends in ":*", its streams, by CloudFormation's own doing.
        self.allow(["logs:CreateLogStream", "logs:PutLogEvents"], group.log_group_arn)
        return group

    def _dead_letters(self, alarms: Alarms) -> DeadLetters:
        return DeadLetters(self, self._target, alarms, f"{self.feature}.{self.file}")


def days(number: int) -> logs.RetentionDays:
    """Log retention by its number of days."""
    return {
        1: logs.RetentionDays.ONE_DAY,
        14: logs.RetentionDays.TWO_WEEKS,
        90: logs.RetentionDays.THREE_MONTHS,
    }[number]
