"""The house's state machine: its story read from a file, logged, traced, alarmed, and able to fan out."""

from collections.abc import Mapping
from pathlib import Path

from aws_cdk import ArnFormat, RemovalPolicy, Stack
from aws_cdk import aws_cloudwatch as cloudwatch
from aws_cdk import aws_iam as iam
from aws_cdk import aws_logs as logs
from aws_cdk import aws_stepfunctions as sfn
from constructs import Construct

from cdk.kit.alarms import FIVE_MINUTES
from cdk.kit.function import Function, Toolbox, days
from cdk.kit.permissions import Star, accept, allow, as_seen


class Machine(Construct):
    """A Standard state machine whose story names its Lambdas ``${<File>FunctionArn}``."""

    def __init__(
        self, scope: Construct, tools: Toolbox, story: Path, steps: Mapping[str, Function], alarm: str
    ) -> None:
        super().__init__(scope, "Pipeline")
        waiting = f"arn:{Stack.of(self).partition}:states:::lambda:invoke.waitForTaskToken"
        self.resource = sfn.StateMachine(
            self,
            "Resource",
            definition_body=sfn.DefinitionBody.from_string(story.read_text()),
            definition_substitutions={"InvokeAndWait": waiting}
            | {f"{step.file.title()}FunctionArn": step.arn for step in steps.values()},
            state_machine_type=sfn.StateMachineType.STANDARD,
            tracing_enabled=True,
            logs=sfn.LogOptions(
                destination=self._log(tools), level=sfn.LogLevel.ALL, include_execution_data=True
            ),
        )
        why = "X-Ray's PutTraceSegments and the delivery of Step Functions' log take no resource but *."
        accept(self.resource, "AwsSolutions-IAM5[Resource::*]", why)
        calls = (step.arn for step in steps.values())
        allow(self.resource, self.resource, ["lambda:InvokeFunction"], *calls)
        failed = self.resource.metric_failed(period=FIVE_MINUTES, statistic=cloudwatch.Stats.SUM)
        tools.alarms.on(failed, self.resource, alarm)
        self._let_fan_out()

    @property
    def arn(self) -> str:
        """The machine's ARN."""
        return self.resource.state_machine_arn

    def executions(self) -> Star:
        """All its executions."""
        executions = Stack.of(self).format_arn(
            service="states",
            resource="execution",
            resource_name=self.resource.state_machine_name,
            arn_format=ArnFormat.COLON_RESOURCE_NAME,
        )
        return Star(self, executions, ":*", "An execution's ARN ends in its video's id.")

    def _log(self, tools: Toolbox) -> logs.LogGroup:
        return logs.LogGroup(
            self,
            "Logs",
            # This prefix keeps CloudWatch's one resource policy from growing past its limit.
            log_group_name=f"/aws/vendedlogs/states/footlight-{tools.target.name}",
            retention=days(tools.target.log_days),
            removal_policy=RemovalPolicy.DESTROY,
        )

    def _let_fan_out(self) -> None:
        """A distributed Map's items are executions of this same machine.

        The policy is one of its own: the machine waits for its default one, which so cannot name it.
        """
        children = f"{self.executions().prefix}/*"
        policy = iam.Policy(
            self,
            "FanOut",
            roles=[self.resource.role],
            statements=[
                iam.PolicyStatement(actions=["states:StartExecution"], resources=[self.arn]),
                iam.PolicyStatement(
                    actions=["states:DescribeExecution", "states:StopExecution"], resources=[children]
                ),
            ],
        )
        why = "A Map Run's children have names of Step Functions' own making."
        star = Star(self, self.executions().prefix, "/*", why)
        accept(policy, f"AwsSolutions-IAM5[Resource::{as_seen(policy, star)}]", why)
