"""Transcode: FFmpeg in Lambdas, MediaConvert, and the state machine that leads a video through them."""

from typing import Any

from aws_cdk import Stack
from aws_cdk import aws_iam as iam
from constructs import Construct

from cdk.kit.bus import Bus, hourly, on_aws_event
from cdk.kit.function import Function, Toolbox
from cdk.kit.layers import ROOT
from cdk.kit.machine import Machine
from cdk.kit.permissions import Star, accept
from cdk.kit.storage import Table
from cdk.settings import Target

STORY = ROOT / "functions/transcode/pipeline.asl.json"
ONE_CORE = 1769
# Each ends ten seconds before its task's TimeoutSeconds in the story, and so can say why.
LIGHT: dict[str, dict[str, Any]] = {
    "probe": {"layers": ("vendor", "pyav"), "memory": ONE_CORE, "seconds": 900},
    "rewrap": {"layers": ("vendor", "ffmpeg"), "memory": ONE_CORE, "seconds": 900},
    "sound": {"layers": ("vendor", "ffmpeg"), "memory": ONE_CORE, "seconds": 900},
    "poster": {"layers": ("vendor", "ffmpeg"), "memory": ONE_CORE, "seconds": 300},
    "storyboard": {"layers": ("vendor", "ffmpeg"), "memory": ONE_CORE, "seconds": 300},
    "rounds": {"memory": ONE_CORE, "seconds": 300},
    "adopt": {"memory": ONE_CORE, "seconds": 900},
    "finish": {"memory": ONE_CORE, "seconds": 900},
    "tidy": {"seconds": 300},
    "fail": {"seconds": 120},
    "convert": {"seconds": 60},
}
REACTIONS = (
    "on_upload_arrived",
    "on_execution_ended",
    "on_video_deleted",
    "on_video_cancelled",
    "on_job_changed",
)


class TranscodeData(Construct):
    """Whose turn it is to encode."""

    def __init__(self, scope: Construct, target: Target) -> None:
        super().__init__(scope, "Transcode")
        self.turns = Table(self, target, "turns", ("key", None))


class Transcode(Construct):
    """The pipeline and its reactions."""

    def __init__(self, scope: Construct, tools: Toolbox, data: TranscodeData, bus: Bus) -> None:
        super().__init__(scope, "Transcode")
        self._tools, target = tools, tools.target
        self.encode = self._step(
            "encode",
            layers=("vendor", "ffmpeg"),
            memory=target.encode_memory,
            seconds=900,
            disk=target.encode_disk,
        )
        self.steps = {"encode": self.encode} | {
            name: self._step(name, **properties) for name, properties in LIGHT.items()
        }
        self.reactions = {name: self._reaction(name) for name in REACTIONS}
        self.sweep = Function(
            self, tools, "functions.transcode.sweep.handler", seconds=300, asynchronous=True
        )
        broken = "A video could not be transcoded, and not for a fault of its own."
        self.pipeline = Machine(self, tools, STORY, self.steps, broken)
        self.convert_role = iam.Role(
            self, "MediaConvertRole", assumed_by=iam.ServicePrincipal("mediaconvert.amazonaws.com")
        )
        self._tell(target)
        self._let_convert()
        self._let_take_turns(data)
        self._let_run()
        self._listen(bus)

    @property
    def arn(self) -> str:
        """The pipeline's ARN."""
        return self.pipeline.arn

    @property
    def ends(self) -> tuple[Function, ...]:
        """The functions that bring a run to a bad end."""
        over = ("on_execution_ended", "on_video_deleted", "on_video_cancelled")
        return (self.steps["fail"], self.sweep, *(self.reactions[name] for name in over))

    def _step(self, name: str, **properties: Any) -> Function:
        return Function(self, self._tools, f"functions.transcode.{name}.handler", **properties)

    def _reaction(self, name: str) -> Function:
        return Function(
            self, self._tools, f"functions.transcode.{name}.handler", seconds=120, asynchronous=True
        )

    def _tell(self, target: Target) -> None:
        probe = self.steps["probe"]
        # How much one encoder can do decides how many the plan asks for.
        probe.tell(
            encode_memory=str(target.encode_memory),
            transcode_route=target.transcode_route,
            transcode_budget_per_day=str(target.transcode_budget_per_day),
        )
        for function in (self.steps["rounds"], self.steps["finish"], *self.ends):
            function.tell(encode_workers=str(target.encode_workers))
        for function in (
            self.steps["convert"],
            self.steps["rounds"],
            *self.ends,
            self.reactions["on_job_changed"],
        ):
            function.reach("mediaconvert", target.mediaconvert)

    def _let_take_turns(self, data: TranscodeData) -> None:
        for function in (self.steps["rounds"], self.steps["finish"], *self.ends):
            data.turns.allow(function, "GetItem", "UpdateItem")
        self.steps["rounds"].allow(["lambda:GetAccountSettings"], "*")
        why = "Lambda's GetAccountSettings takes no resource but *."
        accept(self.steps["rounds"], "AwsSolutions-IAM5[Resource::*]", why)

    def _let_convert(self) -> None:
        convert = self.steps["convert"]
        convert.tell(convert_role=self.convert_role.role_arn)
        convert.allow(["iam:PassRole"], self.convert_role.role_arn)
        for function in (convert, self.steps["rounds"], *self.ends, self.reactions["on_job_changed"]):
            function.allow(
                ["mediaconvert:CancelJob", "mediaconvert:GetJob"], self._of_mediaconvert("jobs", "/*")
            )
        convert.allow(
            ["mediaconvert:CreateJob", "mediaconvert:ListJobs"],
            self._of_mediaconvert("queues", "/*"),
            self._of_mediaconvert("jobs", "/*"),
        )

    def _of_mediaconvert(self, resource: str, pattern: str) -> Star:
        arn = Stack.of(self).format_arn(service="mediaconvert", resource=resource)
        return Star(
            self, arn, pattern, "Jobs have ids of MediaConvert's own; the default queue is everybody's."
        )

    def _let_run(self) -> None:
        told = self.reactions
        told["on_upload_arrived"].allow(["states:StartExecution"], self.arn)
        told["on_upload_arrived"].tell(pipeline_arn=self.arn)
        for name in ("on_video_deleted", "on_video_cancelled"):
            told[name].allow(["states:StopExecution"], self.pipeline.executions())
            told[name].tell(pipeline_arn=self.arn)
        self.sweep.allow(["states:DescribeExecution"], self.pipeline.executions())
        self.sweep.tell(pipeline_arn=self.arn)
        for function in (self.steps["convert"], told["on_job_changed"]):
            # The token says which run is meant, and only its own Lambda was ever told it.
            function.allow(["states:SendTaskSuccess"], "*")

    def _listen(self, bus: Bus) -> None:
        hourly(self.sweep)
        told = self.reactions
        bus.tells(told["on_upload_arrived"], "UploadArrived")
        bus.tells(told["on_video_deleted"], "VideoDeleted")
        bus.tells(told["on_video_cancelled"], "VideoCancelled")
        ended = {"stateMachineArn": [self.arn], "status": ["FAILED", "TIMED_OUT", "ABORTED"]}
        on_aws_event(
            told["on_execution_ended"], "aws.states", ["Step Functions Execution Status Change"], ended
        )
        ours = {"userMetadata": {"video_id": [{"exists": True}]}}
        on_aws_event(told["on_job_changed"], "aws.mediaconvert", ["MediaConvert Job State Change"], ours)
