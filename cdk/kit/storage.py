"""Tables and buckets, and how a function comes to use one: the permission and the name go together."""

from collections.abc import Mapping
from typing import Any

from aws_cdk import RemovalPolicy
from aws_cdk import aws_dynamodb as dynamodb
from aws_cdk import aws_iam as iam
from aws_cdk import aws_s3 as s3
from constructs import Construct

from cdk.kit.function import Function
from cdk.kit.permissions import Star, accept, allow
from cdk.settings import Target

Key = tuple[str, str | None]


class Table(Construct):
    """A DynamoDB table on demand. ``key`` and ``indexes`` are (hash, range) names; all are strings."""

    def __init__(
        self,
        scope: Construct,
        target: Target,
        name: str,
        key: Key,
        *,
        indexes: Mapping[str, Key] | None = None,
        ttl: str | None = None,
    ) -> None:
        super().__init__(scope, f"{name.title()}Table")
        self.name, self._indexes = name, indexes or {}
        self.resource = dynamodb.Table(
            self,
            "Table",
            **_key(key),
            billing_mode=dynamodb.BillingMode.PAY_PER_REQUEST,
            encryption=dynamodb.TableEncryption.DEFAULT,
            time_to_live_attribute=ttl,
            point_in_time_recovery_specification=dynamodb.PointInTimeRecoverySpecification(
                point_in_time_recovery_enabled=target.keep_data
            ),
            deletion_protection=target.keep_data,
            removal_policy=kept(target),
        )
        for index, index_key in self._indexes.items():
            self.resource.add_global_secondary_index(index_name=index, **_key(index_key))
        if not target.keep_data:
            accept(
                self, "AwsSolutions-DDB3", "Only a target whose data is kept pays for point-in-time recovery."
            )

    def allow(self, function: Function, *actions: str, index: str | None = None) -> None:
        """Let ``function`` do ``actions`` (``GetItem`` …) on the table, or on its ``index``."""
        arn = self.resource.table_arn
        if index is not None:
            if index not in self._indexes:
                raise KeyError(f"the table {self.name} has no index {index}")
            arn = f"{arn}/index/{index}"
        function.allow([f"dynamodb:{action}" for action in actions], arn)
        function.tell(**{f"{self.name}_table": self.resource.table_name})


class Bucket(Construct):
    """A private, encrypted bucket."""

    def __init__(self, scope: Construct, target: Target, name: str, **properties: Any) -> None:
        super().__init__(scope, f"{name.title()}Bucket")
        self.name = name
        self.resource = s3.Bucket(
            self,
            "Bucket",
            block_public_access=s3.BlockPublicAccess.BLOCK_ALL,
            encryption=s3.BucketEncryption.S3_MANAGED,
            # The emulator speaks plain HTTP.
            enforce_ssl=target.emulator is None,
            removal_policy=kept(target),
            **{"object_ownership": s3.ObjectOwnership.BUCKET_OWNER_ENFORCED, **properties},
        )

    def allow(self, function: Function, *actions: str, objects: str, why: str) -> None:
        """Let ``function`` do ``actions`` (``GetObject`` …) on keys that match ``objects``."""
        star = Star(self, self.resource.bucket_arn, f"/{objects}", why)
        function.allow([f"s3:{action}" for action in actions], star)
        function.tell(**{f"{self.name}_bucket": self.resource.bucket_name})

    def allow_service(self, role: iam.Role, *actions: str, objects: str, why: str) -> None:
        """Let ``role``, which an AWS service takes on, do ``actions`` on keys that match ``objects``."""
        star = Star(self, self.resource.bucket_arn, f"/{objects}", why)
        allow(role, role, [f"s3:{action}" for action in actions], star)

    def allow_listing(self, function: Function, below: str) -> None:
        """Let ``function`` list the keys below the prefix ``below``."""
        function.allow(["s3:ListBucket"], self.resource.bucket_arn, StringLike={"s3:prefix": [f"{below}*"]})

    def allow_missing(self, function: Function) -> None:
        """Let ``function`` be told 404 of a key that is not there; S3 says 403 to who may not list."""
        function.allow(["s3:ListBucket"], self.resource.bucket_arn)


def kept(target: Target) -> RemovalPolicy:
    """What becomes of data when its stack goes."""
    return RemovalPolicy.RETAIN if target.keep_data else RemovalPolicy.DESTROY


def _key(key: Key) -> dict[str, Any]:
    names = {"partition_key": key[0], "sort_key": key[1]}
    return {
        part: dynamodb.Attribute(name=name, type=dynamodb.AttributeType.STRING)
        for part, name in names.items()
        if name is not None
    }
