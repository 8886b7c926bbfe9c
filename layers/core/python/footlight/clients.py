"""boto3 clients, each made once, when first asked for."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from mypy_boto3_cloudformation import CloudFormationClient
    from mypy_boto3_cloudfront import CloudFrontClient
    from mypy_boto3_cognito_idp import CognitoIdentityProviderClient
    from mypy_boto3_events import EventBridgeClient
    from mypy_boto3_lambda import LambdaClient
    from mypy_boto3_mediaconvert import MediaConvertClient
    from mypy_boto3_s3 import S3Client
    from mypy_boto3_ssm import SSMClient
    from mypy_boto3_stepfunctions import SFNClient


@cache
def _client(service: str, **config: Any) -> Any:
    import boto3
    from botocore.config import Config

    defaults: dict[str, Any] = {
        "retries": {"mode": "standard", "total_max_attempts": 4},
        "connect_timeout": 3,
        "read_timeout": 20,
    }
    if service == "s3":
        # Without it, presigned URLs outside us-east-1 name the global host, whose redirect browsers refuse.
        defaults["s3"] = {"addressing_style": "virtual"}
    return boto3.client(service, config=Config(**{**defaults, **config}))  # type: ignore[call-overload]


def s3(max_connections: int = 10) -> S3Client:
    """S3, with Signature Version 4 on virtual-hosted addresses and a pool of ``max_connections``."""
    client: S3Client = _client("s3", signature_version="s3v4", max_pool_connections=max_connections)
    return client


def events() -> EventBridgeClient:
    """EventBridge."""
    client: EventBridgeClient = _client("events")
    return client


def states() -> SFNClient:
    """Step Functions."""
    client: SFNClient = _client("stepfunctions")
    return client


def functions() -> LambdaClient:
    """Lambda."""
    client: LambdaClient = _client("lambda")
    return client


def mediaconvert() -> MediaConvertClient:
    """MediaConvert."""
    client: MediaConvertClient = _client("mediaconvert")
    return client


def cognito() -> CognitoIdentityProviderClient:
    """Cognito user pools."""
    client: CognitoIdentityProviderClient = _client("cognito-idp")
    return client


def ssm() -> SSMClient:
    """Systems Manager parameters."""
    client: SSMClient = _client("ssm")
    return client


def cloudformation() -> CloudFormationClient:
    """CloudFormation."""
    client: CloudFormationClient = _client("cloudformation")
    return client


def cloudfront() -> CloudFrontClient:
    """CloudFront's control plane."""
    client: CloudFrontClient = _client("cloudfront")
    return client


def forget() -> None:
    """Drop every client: tests call this between fake clouds."""
    _client.cache_clear()
