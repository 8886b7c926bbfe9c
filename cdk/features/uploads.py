"""Uploads: the promises, the originals' bucket, /api/uploads, and what follows when a file arrives."""

from aws_cdk import Duration
from aws_cdk import aws_s3 as s3
from constructs import Construct

from cdk.kit.bus import Bus, hourly, on_aws_event
from cdk.kit.function import Function, Toolbox
from cdk.kit.storage import Bucket, Table
from cdk.settings import Target

SOURCES = "uploads/*"


class UploadsData(Construct):
    """The uploads table and the bucket of originals."""

    def __init__(self, scope: Construct, target: Target, access_log: s3.IBucket | None) -> None:
        super().__init__(scope, "Uploads")
        self.table = Table(
            self,
            target,
            "uploads",
            ("upload_id", None),
            ttl="expires",
            indexes={"by_owner": ("owner_id", "created_at"), "by_expiry": ("state", "expires_at")},
        )
        self.bucket = Bucket(
            self,
            target,
            "uploads",
            cors=[_FROM_ANY_PAGE],
            lifecycle_rules=_lifecycle(target),
            server_access_logs_bucket=access_log,
            server_access_logs_prefix="uploads/" if access_log else None,
        )
        # CDK's own switch for this brings a Lambda; CloudFormation can do without.
        bucket = self.bucket.resource.node.default_child
        assert isinstance(bucket, s3.CfnBucket)
        bucket.add_property_override(
            "NotificationConfiguration.EventBridgeConfiguration.EventBridgeEnabled", True
        )


class Uploads(Construct):
    """/api/uploads and its reactions."""

    def __init__(self, scope: Construct, tools: Toolbox, data: UploadsData, bus: Bus) -> None:
        super().__init__(scope, "Uploads")
        self.api = Function(self, tools, "functions.uploads.api.handler", memory=1024, seconds=29)
        self.on_arrived = Function(self, tools, "functions.uploads.on_arrived.handler", asynchronous=True)
        self.sweep = Function(self, tools, "functions.uploads.sweep.handler", asynchronous=True)
        self.on_video_deleted = Function(
            self, tools, "functions.uploads.on_video_deleted.handler", asynchronous=True
        )
        self.api.alarm_on_errors(tools.alarms)
        self._allow(data)
        target = tools.target
        for function in (self.api, self.sweep):
            function.tell(upload_days=str(target.upload_days))
        self.api.tell(
            uploads_per_day=str(target.uploads_per_day),
            upload_bytes_per_day=str(target.upload_bytes_per_day),
        )
        bus.allow(self.on_arrived, self.sweep)
        bus.tells(self.on_video_deleted, "VideoDeleted")
        hourly(self.sweep)
        arrived = {
            "bucket": {"name": [data.bucket.resource.bucket_name]},
            "object": {"key": [{"prefix": "uploads/"}]},
        }
        on_aws_event(self.on_arrived, "aws.s3", ["Object Created"], arrived)

    def _allow(self, data: UploadsData) -> None:
        table, bucket, why = (
            data.table,
            data.bucket,
            "Every upload is an object of its own below this prefix.",
        )
        table.allow(self.api, "GetItem", "PutItem", "UpdateItem", "DeleteItem")
        table.allow(self.api, "Query", index="by_owner")
        table.allow(self.on_arrived, "GetItem", "UpdateItem")
        table.allow(self.sweep, "GetItem", "UpdateItem")
        table.allow(self.sweep, "Query", index="by_expiry")
        table.allow(self.on_video_deleted, "GetItem", "DeleteItem")
        # GetObject is HeadObject's, too: whether a source is whole.
        multipart = ("PutObject", "ListMultipartUploadParts", "AbortMultipartUpload", "GetObject")
        bucket.allow(self.api, *multipart, objects=SOURCES, why=why)
        bucket.allow_missing(self.api)
        bucket.allow_missing(self.sweep)
        bucket.allow(self.sweep, "AbortMultipartUpload", "GetObject", objects=SOURCES, why=why)
        bucket.allow(self.on_video_deleted, "AbortMultipartUpload", "DeleteObject", objects=SOURCES, why=why)


# Parts are signed one by one, so the page's origin adds nothing; browsers must be shown each part's ETag.
_FROM_ANY_PAGE = s3.CorsRule(
    allowed_methods=[s3.HttpMethods.PUT],
    allowed_origins=["*"],
    allowed_headers=["*"],
    exposed_headers=["ETag", "x-amz-checksum-sha256"],
    max_age=3600,
)


def _lifecycle(target: Target) -> list[s3.LifecycleRule]:
    """Parts never put together go after a week, and so do the sources of videos that failed."""
    archive = s3.Transition(
        storage_class=s3.StorageClass.GLACIER_INSTANT_RETRIEVAL, transition_after=Duration.days(30)
    )
    return [
        s3.LifecycleRule(
            id="unfinished", abort_incomplete_multipart_upload_after=Duration.days(target.upload_days)
        ),
        s3.LifecycleRule(id="failed", tag_filters={"outcome": "failed"}, expiration=Duration.days(7)),
        s3.LifecycleRule(id="originals", prefix="uploads/", transitions=[archive]),
    ]
