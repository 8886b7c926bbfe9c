"""Playback: the media bucket, who was counted as a viewer, the signing key, and /api/playback."""

from aws_cdk import CustomResource, Duration, Stack
from aws_cdk import aws_cloudfront as cloudfront
from aws_cdk import aws_s3 as s3
from constructs import Construct

from cdk.kit.bus import Bus, hourly
from cdk.kit.function import Function, Toolbox
from cdk.kit.permissions import Star, accept
from cdk.kit.storage import Bucket, Table
from cdk.settings import Target

MEDIA = "media/*"
LOCAL_KEY_ID = "LOCALSIGNINGKEY"


class PlaybackData(Construct):
    """What viewers are served, and that they were."""

    def __init__(self, scope: Construct, target: Target) -> None:
        super().__init__(scope, "Playback")
        self.views = Table(self, target, "views", ("video_id", "viewer_id"), ttl="expires")
        self.media = Bucket(
            self,
            target,
            "media",
            lifecycle_rules=[
                s3.LifecycleRule(id="unfinished", abort_incomplete_multipart_upload_after=Duration.days(1)),
                # transcode's workbench: each run clears its own, unless it dies of something new.
                s3.LifecycleRule(id="workbench", prefix="work/", expiration=Duration.days(7)),
            ],
        )
        accept(self.media, "AwsSolutions-S1", "It is read through CloudFront only, whose access log has it.")


class Playback(Construct):
    """/api/playback and its reactions."""

    def __init__(self, scope: Construct, tools: Toolbox, data: PlaybackData, bus: Bus) -> None:
        super().__init__(scope, "Playback")
        self.api = Function(self, tools, "functions.playback.api.handler", memory=1024, seconds=29)
        self.on_visibility_changed = Function(
            self, tools, "functions.playback.on_visibility_changed.handler", seconds=900, asynchronous=True
        )
        self.on_video_deleted = Function(
            self, tools, "functions.playback.on_video_deleted.handler", seconds=900, asynchronous=True
        )
        self.on_user_deleted = Function(
            self, tools, "functions.playback.on_user_deleted.handler", asynchronous=True
        )
        self.sweep = Function(self, tools, "functions.playback.sweep.handler", asynchronous=True)
        self.key = SigningKey(self, tools)
        self.api.alarm_on_errors(tools.alarms)
        self.key.give_to(self.api)
        self._allow(data)
        self._let_invalidate(tools.target)
        self._let_read(self.api, site_parameter=site_parameter(tools.target))
        bus.tells(self.on_visibility_changed, "VideoVisibilityChanged", "VideoPlayable", "VideoReady")
        bus.allow(self.sweep)
        hourly(self.sweep)
        bus.tells(self.on_video_deleted, "VideoDeleted")
        bus.tells(self.on_user_deleted, "UserDeleted")

    def _allow(self, data: PlaybackData) -> None:
        data.views.allow(self.api, "PutItem")
        why = "A video is many objects, whose names only the packager knows."
        for function in (self.on_visibility_changed, self.on_video_deleted):
            data.media.allow_listing(function, "media/")
            data.media.allow(function, "DeleteObject", objects=MEDIA, why=why)
        data.media.allow(self.on_visibility_changed, "GetObject", "PutObject", objects=MEDIA, why=why)

    def _let_invalidate(self, target: Target) -> None:
        ours = Stack.of(self).format_arn(service="cloudfront", region="", resource="distribution")
        why = "The distribution is made after this function and refers to its stack."
        for function in (self.on_visibility_changed, self.on_video_deleted, self.on_user_deleted):
            self._let_read(function, distribution_parameter=distribution_parameter(target))
            function.allow(["cloudfront:CreateInvalidation"], Star(self, ours, "/*", why))

    def _let_read(self, function: Function, **parameters: str) -> None:
        """The distribution is made after the functions: what they must know waits in SSM (stacks/edge.py)."""
        function.tell(**parameters)
        for name in parameters.values():
            arn = Stack.of(self).format_arn(service="ssm", resource="parameter", resource_name=name[1:])
            function.allow(["ssm:GetParameter"], arn)


def distribution_parameter(target: Target) -> str:
    """The SSM parameter that holds the distribution's id."""
    return f"/footlight/{target.name}/distribution-id"


def site_parameter(target: Target) -> str:
    """The SSM parameter that holds the origin a browser opens."""
    return f"/footlight/{target.name}/site"


class SigningKey(Construct):
    """The RSA key of signed cookies: its private half never leaves SSM and the playback API."""

    def __init__(self, scope: Construct, tools: Toolbox) -> None:
        super().__init__(scope, "SigningKey")
        self.parameter = f"/footlight/{tools.target.name}/signing-key"
        # CloudFormation itself reports where it fails.
        self.maker = Function(self, tools, "functions.playback.make_signing_key.handler", asynchronous=True)
        self.maker.tell(signing_key_parameter=self.parameter)
        self.maker.allow(["ssm:PutParameter", "ssm:GetParameter", "ssm:DeleteParameter"], self._parameter_arn)
        self.maker.allow(["cloudformation:DescribeStacks"], Stack.of(self).stack_id)
        key = CustomResource(
            self,
            "Key",
            resource_type="Custom::FootlightSigningKey",
            service_token=self.maker.arn,
            # Another list of answers makes CloudFormation ask a key that is there already once more.
            properties={"Parameter": self.parameter, "Answers": "PublicKey EdgeKey"},
            service_timeout=Duration.minutes(5),
        )
        # The policy must be there before the function is called.
        key.node.add_dependency(self.maker.role)
        self.public_key = key.get_att_string("PublicKey")
        # What CloudFront proves itself to the API with.
        self.edge_key = key.get_att_string("EdgeKey")
        self.key_id, self.group = LOCAL_KEY_ID, self._group() if tools.target.key_group else None

    @property
    def _parameter_arn(self) -> str:
        return Stack.of(self).format_arn(
            service="ssm", resource="parameter", resource_name=self.parameter[1:]
        )

    def give_to(self, function: Function) -> None:
        """Let ``function`` sign."""
        function.allow(["ssm:GetParameter"], self._parameter_arn)
        function.tell(signing_key_parameter=self.parameter, signing_key_id=self.key_id)

    def _group(self) -> cloudfront.KeyGroup:
        known = cloudfront.PublicKey(self, "PublicKey", encoded_key=self.public_key)
        self.key_id = known.public_key_id
        return cloudfront.KeyGroup(self, "KeyGroup", items=[known])
