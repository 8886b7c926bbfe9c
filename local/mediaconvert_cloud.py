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
SERVICE = "mediaconvert.amazonaws.com"
ADDRESS_LASTS = 12 * 3600
TYPES = {
    ".m3u8": "application/vnd.apple.mpegurl",
    ".cmfv": "video/mp4",
    ".cmfa": "audio/mp4",
}
Make = Callable[[str], Any]


class Storage:
    """S3, seen with the eyes of the role that a job names: it reads and writes what that role may."""

    def __init__(self, make: Make, role: str) -> None:
        session = credentials(make, role)
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


class Untrusted(Exception):
    """A role does not let MediaConvert take it on."""


def credentials(make: Make, role: str) -> dict[str, str]:
    """What STS gives out for ``role``: its policies bind us as they bind MediaConvert.

    Only the service itself may assume a role that trusts it. We read what it trusts, and take a session with
    its policies instead; they must be short, as CDK's are (STS allows 2,048 characters).
    """
    iam, name = make("iam"), role.rpartition("/")[2]
    if SERVICE not in json.dumps(iam.get_role(RoleName=name)["Role"]["AssumeRolePolicyDocument"]):
        raise Untrusted(f"{role} does not trust {SERVICE}")
    statements = []
    for policy in iam.list_role_policies(RoleName=name)["PolicyNames"]:
        document = iam.get_role_policy(RoleName=name, PolicyName=policy)["PolicyDocument"]
        statements += document["Statement"]
    granted: dict[str, str] = make("sts").get_federation_token(
        Name="mediaconvert",
        Policy=json.dumps({"Version": "2012-10-17", "Statement": statements}, separators=(",", ":")),
        DurationSeconds=ADDRESS_LASTS,
    )["Credentials"]
    return granted


class Cloud:
    """Clients come from ``make``, by service name."""

    def __init__(self, make: Make) -> None:
        self._make = make

    def storage(self, role: str) -> Storage:
        """What ``role`` may. Raises ClientError or Untrusted where MediaConvert cannot take it on."""
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
