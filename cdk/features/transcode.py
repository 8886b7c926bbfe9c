"""Transcode: FFmpeg in Lambdas, and the state machine that leads a video through them."""

from aws_cdk import ArnFormat, RemovalPolicy, Stack
from aws_cdk import aws_cloudwatch as cloudwatch
from aws_cdk import aws_logs as logs
from aws_cdk import aws_stepfunctions as sfn
from constructs import Construct

from cdk.kit.alarms import FIVE_MINUTES
from cdk.kit.bus import Bus, hourly, on_aws_event
from cdk.kit.function import Function, Toolbox, days
from cdk.kit.layers import ROOT
from cdk.kit.permissions import Star, accept, allow

STORY = ROOT / "functions/transcode/pipeline.asl.json"


class Transcode(Construct):
    """The pipeline and its reactions."""

    def __init__(self, scope: Construct, tools: Toolbox, bus: Bus) -> None:
        super().__init__(scope, "Transcode")
        self._tools = tools
        one_core = 1769
        # Each ends ten seconds before its task's TimeoutSeconds in the story, and so can say why.
        self.probe = self._step("probe", layers=("vendor", "pyav"), memory=one_core, seconds=300)
        self.encode = self._step(
            "encode",
            layers=("vendor", "ffmpeg"),
            memory=tools.target.encode_memory,
            seconds=900,
            disk=tools.target.encode_disk,
        )
        # How much one encoder can do decides how many the plan asks for.
        self.probe.tell(encode_memory=str(tools.target.encode_memory))
        self.poster = self._step("poster", layers=("vendor", "ffmpeg"), memory=one_core, seconds=300)
        self.package = self._step("package", memory=one_core, seconds=300)
        self.publish = self._step("publish", seconds=120)
        self.fail = self._step("fail", seconds=120)
        self.pipeline = self._pipeline()
        self.on_upload_arrived = self._reaction("on_upload_arrived")
        self.on_execution_ended = self._reaction("on_execution_ended")
        self.on_video_deleted = self._reaction("on_video_deleted")
        self.sweep = Function(
            self, tools, "functions.transcode.sweep.handler", seconds=300, asynchronous=True
        )
        self._allow()
        hourly(self.sweep)
        bus.tells(self.on_upload_arrived, "UploadArrived")
        bus.tells(self.on_video_deleted, "VideoDeleted")
        ended = {"stateMachineArn": [self.arn], "status": ["FAILED", "TIMED_OUT", "ABORTED"]}
        on_aws_event(self.on_execution_ended, "aws.states", ["Step Functions Execution Status Change"], ended)

    @property
    def arn(self) -> str:
        """The pipeline's ARN."""
        return self.pipeline.state_machine_arn

    @property
    def steps(self) -> tuple[Function, ...]:
        """The functions that the pipeline calls."""
        return (self.probe, self.encode, self.poster, self.package, self.publish, self.fail)

    def _step(self, name: str, **properties: object) -> Function:
        return Function(self, self._tools, f"functions.transcode.{name}.handler", **properties)  # type: ignore[arg-type]

    def _reaction(self, name: str) -> Function:
        return Function(
            self, self._tools, f"functions.transcode.{name}.handler", seconds=120, asynchronous=True
        )

    def _pipeline(self) -> sfn.StateMachine:
        target, alarms = self._tools.target, self._tools.alarms
        log = logs.LogGroup(
            self,
            "PipelineLogs",
            # This prefix keeps CloudWatch's one resource policy from growing past its limit.
            log_group_name=f"/aws/vendedlogs/states/footlight-{target.name}",
            retention=days(target.log_days),
            removal_policy=RemovalPolicy.DESTROY,
        )
        pipeline = sfn.StateMachine(
            self,
            "Pipeline",
            definition_body=sfn.DefinitionBody.from_string(STORY.read_text()),
            definition_substitutions={f"{step.file.title()}FunctionArn": step.arn for step in self.steps},
            state_machine_type=sfn.StateMachineType.STANDARD,
            tracing_enabled=True,
            logs=sfn.LogOptions(destination=log, level=sfn.LogLevel.ALL, include_execution_data=True),
        )
        why = "X-Ray's PutTraceSegments and the delivery of Step Functions' log take no resource but *."
        accept(pipeline, "AwsSolutions-IAM5[Resource::*]", why)
        allow(pipeline, pipeline, ["lambda:InvokeFunction"], *(step.arn for step in self.steps))
        failed = pipeline.metric_failed(period=FIVE_MINUTES, statistic=cloudwatch.Stats.SUM)
        alarms.on(failed, pipeline, "A video could not be transcoded, and not for a fault of its own.")
        return pipeline

    def _allow(self) -> None:
        self.on_upload_arrived.allow(["states:StartExecution"], self.arn)
        self.on_upload_arrived.tell(pipeline_arn=self.arn)
        self.on_video_deleted.allow(["states:StopExecution"], self._execution())
        self.on_video_deleted.tell(pipeline_arn=self.arn)
        self.sweep.allow(["states:DescribeExecution"], self._execution())
        self.sweep.tell(pipeline_arn=self.arn)

    def _execution(self) -> Star:
        executions = Stack.of(self).format_arn(
            service="states",
            resource="execution",
            resource_name=self.pipeline.state_machine_name,
            arn_format=ArnFormat.COLON_RESOURCE_NAME,
        )
        return Star(self, executions, ":*", "An execution's ARN ends in its video's id.")
