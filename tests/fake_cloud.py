"""An AWS account in memory (moto) with Footlight's tables, buckets and bus in it."""

import json
import sys
from typing import Any

import boto3
import botocore.session
import pynamodb.connection.base

REGION = "us-east-1"
NAMES = {
    "users_table": "footlight-users",
    "videos_table": "footlight-videos",
    "uploads_table": "footlight-uploads",
    "views_table": "footlight-views",
    "limits_table": "footlight-limits",
    "turns_table": "footlight-turns",
    "uploads_bucket": "footlight-uploads",
    "media_bucket": "footlight-media",
    "event_bus": "footlight",
}


# Reading AWS's service descriptions takes longer than most tests: once is enough.
LOADER = botocore.session.get_session().get_component("data_loader")


def session() -> botocore.session.Session:
    """A new botocore session that need not read the service descriptions again."""
    fresh = botocore.session.Session()
    fresh.register_component("data_loader", LOADER)
    return fresh


class FakeCloud:
    """Handles to the account; ``told()`` answers which events were published."""

    def __init__(self) -> None:
        setattr(pynamodb.connection.base, "get_session", session)  # noqa: B010 - it is no exported name
        boto3.setup_default_session(botocore_session=session(), region_name=REGION)
        self.s3 = boto3.client("s3", region_name=REGION)
        self.events = boto3.client("events", region_name=REGION)
        self.sqs = boto3.client("sqs", region_name=REGION)
        self.queue = ""

    def build(self) -> None:
        """Create everything that the stacks would."""
        for name in ("uploads_bucket", "media_bucket"):
            self.s3.create_bucket(Bucket=NAMES[name])
        self._build_tables()
        self._build_bus()

    def told(self) -> list[tuple[str, dict[str, Any]]]:
        """(detail-type, detail) of each event published since the last call, oldest first."""
        found = []
        while answer := self.sqs.receive_message(QueueUrl=self.queue, MaxNumberOfMessages=10).get("Messages"):
            for message in answer:
                self.sqs.delete_message(QueueUrl=self.queue, ReceiptHandle=message["ReceiptHandle"])
                event = json.loads(message["Body"])
                found.append((event["detail-type"], event["detail"]))
        return found

    def keys(self, bucket: str, prefix: str = "") -> list[str]:
        """The keys below ``prefix`` in the bucket of that setting (``media_bucket`` ...)."""
        listing = self.s3.list_objects_v2(Bucket=NAMES[bucket], Prefix=prefix)
        return [item["Key"] for item in listing.get("Contents", [])]

    def text(self, key: str) -> str:
        """What lies below ``key`` in the media bucket."""
        body = self.s3.get_object(Bucket=NAMES["media_bucket"], Key=key)["Body"].read()
        return body.decode()

    def _build_tables(self) -> None:
        from footlight import users, videos
        from functions.playback import table as views
        from functions.uploads import table as uploads

        for row in (users.table(), videos.table(), uploads.table(), views.table()):
            row.create_table(billing_mode="PAY_PER_REQUEST")
        for name in ("limits_table", "turns_table"):
            boto3.client("dynamodb", region_name=REGION).create_table(
                TableName=NAMES[name],
                KeySchema=[{"AttributeName": "key", "KeyType": "HASH"}],
                AttributeDefinitions=[{"AttributeName": "key", "AttributeType": "S"}],
                BillingMode="PAY_PER_REQUEST",
            )

    def _build_bus(self) -> None:
        bus = NAMES["event_bus"]
        self.events.create_event_bus(Name=bus)
        self.queue = self.sqs.create_queue(QueueName="told")["QueueUrl"]
        wanted = self.sqs.get_queue_attributes(QueueUrl=self.queue, AttributeNames=["QueueArn"])
        self.events.put_rule(
            Name="everything", EventBusName=bus, EventPattern=json.dumps({"source": ["footlight"]})
        )
        target = {"Id": "told", "Arn": wanted["Attributes"]["QueueArn"]}
        self.events.put_targets(Rule="everything", EventBusName=bus, Targets=[target])  # type: ignore[list-item]


def envelope(detail_type: str, event_id: str = "event-1", **detail: Any) -> dict[str, Any]:
    """What EventBridge hands to a Lambda for one of Footlight's own events."""
    return {"id": event_id, "source": "footlight", "detail-type": detail_type, "detail": detail}


def forget_everything() -> None:
    """Empty each cache that a warm process would keep: settings, clients, tables and their connections."""
    for name, module in list(sys.modules.items()):
        if not name.startswith(("footlight", "functions.")):
            continue
        for value in list(vars(module).values()):
            if hasattr(value, "cache_clear"):
                value.cache_clear()
            # PynamoDB keeps its connection on the model's class.
            if isinstance(value, type) and "_connection" in vars(value):
                value._connection = None  # type: ignore[attr-defined]
