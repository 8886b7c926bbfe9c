"""The hosts that the site of an AWS target may send files to."""

from fnmatch import fnmatch

import boto3
import pytest
from botocore.config import Config

from local.deploy_aws import uploads_hosts


@pytest.mark.parametrize("region", ["us-east-1", "eu-central-1", "cn-north-1"])
def test_the_policy_names_the_host_of_presigned_addresses(
    region: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("AWS_ENDPOINT_URL", raising=False)
    s3 = boto3.client(
        "s3",
        region_name=region,
        aws_access_key_id="key",
        aws_secret_access_key="secret",
        config=Config(signature_version="s3v4", s3={"addressing_style": "virtual"}),
    )
    part = {"Bucket": "uploads-123", "Key": "k", "UploadId": "u", "PartNumber": 1}
    url = s3.generate_presigned_url("upload_part", Params=part)
    assert fnmatch(url.split("/k?")[0], uploads_hosts(region))
