"""The cloud around our MediaConvert: what a job's role may read and write, and who hears of events."""

import json
import uuid
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

from local.places import ACCOUNT, REGION

SOURCE, DETAIL_TYPE = "aws.mediaconvert", "MediaConvert Job State Change"
ADDRESS_LASTS = 3600
TYPES = {
    ".m3u8": "application/vnd.apple.mpegurl",
    ".cmfv": "video/mp4",
    ".cmfa": "audio/mp4",
}
Make = Callable[[str], Any]


class Storage:
    """S3, seen with the eyes of the role that a job names: it reads and writes what that role may."""

    def __init__(self, make: Make, role: str) -> None:
        session = make("sts").assume_role(RoleArn=role, RoleSessionName="mediaconvert")["Credentials"]
        self._s3 = boto3.client(
            "s3",
            endpoint_url=make("s3").meta.endpoint_url,
            region_name=REGION,
            aws_access_key_id=session["AccessKeyId"],
            aws_secret_access_key=session["SecretAccessKey"],
            aws_session_token=session["SessionToken"],
            config=Config(signature_version="s3v4", s3={"addressing_style": "path"}),
        )

    def check(self, uri: str) -> None:
        """Raises botocore's ClientError where the object is not there, or the role may not read it."""
        bucket, key = parts(uri)
        self._s3.head_object(Bucket=bucket, Key=key)

    def address(self, uri: str) -> str:
        """Where FFmpeg reads an object."""
        bucket, key = parts(uri)
        where = {"Bucket": bucket, "Key": key}
        address: str = self._s3.generate_presigned_url("get_object", Params=where, ExpiresIn=ADDRESS_LASTS)
        return address

    def put(self, uri: str, body: bytes) -> None:
        """Store an output."""
        bucket, key = parts(uri)
        kind = TYPES[key[key.rindex(".") :]]
        self._s3.put_object(Bucket=bucket, Key=key, Body=body, ContentType=kind)


class Cloud:
    """Clients come from ``make``, by service name."""

    def __init__(self, make: Make) -> None:
        self._make = make

    def storage(self, role: str) -> Storage:
        """What ``role`` may. Raises ClientError where its trust policy does not let us assume it."""
        return Storage(self._make, role)

    def tell(self, detail: dict[str, Any], arn: str) -> None:
        """Bring an event to whoever's rule on the default bus wants it.

        Only AWS itself may put events of ``aws.*`` on a bus, and the emulator insists on it as well. So its
        rules are asked which of them want this one, and their functions are called as EventBridge would.
        """
        event = json.dumps(envelope(detail, arn))
        bus = self._make("events")
        for page in bus.get_paginator("list_rules").paginate():
            for rule in page["Rules"]:
                if rule.get("State") == "ENABLED" and self._wants(rule.get("EventPattern"), event):
                    self._call(bus.list_targets_by_rule(Rule=rule["Name"])["Targets"], event)

    def _wants(self, pattern: str | None, event: str) -> bool:
        if not pattern:
            return False
        answer = self._make("events").test_event_pattern(EventPattern=pattern, Event=event)
        return bool(answer["Result"])

    def _call(self, targets: list[dict[str, Any]], event: str) -> None:
        for target in targets:
            if ":lambda:" in target["Arn"]:
                self._make("lambda").invoke(
                    FunctionName=target["Arn"], InvocationType="Event", Payload=event.encode()
                )


def envelope(detail: dict[str, Any], arn: str) -> dict[str, Any]:
    """The event as EventBridge hands it to a target."""
    return {
        "version": "0",
        "id": str(uuid.uuid4()),
        "detail-type": DETAIL_TYPE,
        "source": SOURCE,
        "account": ACCOUNT,
        "time": datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "region": REGION,
        "resources": [arn],
        "detail": detail,
    }


def parts(uri: str) -> tuple[str, str]:
    """Bucket and key of ``s3://bucket/key``."""
    bucket, _, key = uri.removeprefix("s3://").partition("/")
    return bucket, key


def refusal(error: ClientError) -> tuple[int, str]:
    """MediaConvert's error code for what S3 answered, and a message."""
    status = error.response["ResponseMetadata"]["HTTPStatusCode"]
    return (1404 if status == 404 else 1401), str(error)
