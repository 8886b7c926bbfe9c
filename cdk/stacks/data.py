"""What must survive: accounts, tables, buckets, and the bus that everything is told on."""

from typing import Any

from aws_cdk import CfnOutput, Duration, Stack
from aws_cdk import aws_iam as iam
from aws_cdk import aws_s3 as s3
from constructs import Construct

from cdk.features.auth import AuthData
from cdk.features.playback import PlaybackData
from cdk.features.transcode import TranscodeData
from cdk.features.uploads import UploadsData
from cdk.features.videos import VideosData
from cdk.kit.bus import Bus
from cdk.kit.permissions import accept
from cdk.kit.storage import Bucket, Table
from cdk.settings import Target


class DataStack(Stack):
    """Every feature's data, and what belongs to none of them."""

    def __init__(self, scope: Construct, name: str, target: Target, **properties: Any) -> None:
        super().__init__(scope, name, **properties)
        self.access_log = self._access_log(target) if target.access_logs else None
        self.bus = Bus(self)
        self.limits = Table(self, target, "limits", ("key", None), ttl="expires")
        self.auth = AuthData(self, target)
        self.videos = VideosData(self, target)
        self.uploads = UploadsData(self, target, self.access_log)
        self.playback = PlaybackData(self, target)
        self.transcode = TranscodeData(self, target)
        self.site = Bucket(self, target, "site")
        self._let_cloudfront_read()
        self._accept_findings(target)
        self._output()

    def _access_log(self, target: Target) -> s3.IBucket:
        bucket = Bucket(
            self,
            target,
            "accesslog",
            # CloudFront's log delivery writes with an ACL.
            object_ownership=s3.ObjectOwnership.BUCKET_OWNER_PREFERRED,
            # It holds people's addresses: a month is enough to look into an incident.
            lifecycle_rules=[s3.LifecycleRule(id="forget", expiration=Duration.days(30))],
        )
        accept(bucket, "AwsSolutions-S1", "A log of who wrote the log would write itself for ever.")
        return bucket.resource

    def _let_cloudfront_read(self) -> None:
        """Let this account's distributions read: naming the one would tie the stacks into a circle."""
        ours = self.format_arn(service="cloudfront", region="", resource="distribution", resource_name="*")
        for bucket in (self.site.resource, self.playback.media.resource):
            # ListBucket: a missing key then is a 404 and not a 403.
            for action, resource in (
                ("s3:GetObject", bucket.arn_for_objects("*")),
                ("s3:ListBucket", bucket.bucket_arn),
            ):
                bucket.add_to_resource_policy(
                    iam.PolicyStatement(
                        actions=[action],
                        resources=[resource],
                        principals=[iam.ServicePrincipal("cloudfront.amazonaws.com")],
                        conditions={"ArnLike": {"AWS:SourceArn": ours}},
                    )
                )

    def _accept_findings(self, target: Target) -> None:
        accept(self.site, "AwsSolutions-S1", "It is read through CloudFront only, whose access log has it.")
        if not target.access_logs:
            accept(self.uploads, "AwsSolutions-S1", "A target to try things on keeps no access logs.")

    def _output(self) -> None:
        for name, value in {
            "SiteBucketName": self.site.resource.bucket_name,
            "MediaBucketName": self.playback.media.resource.bucket_name,
            "UploadsBucketName": self.uploads.bucket.resource.bucket_name,
            "UserPoolId": self.auth.pool.user_pool_id,
            "UserPoolClientId": self.auth.client.user_pool_client_id,
        }.items():
            CfnOutput(self, name, value=value)
