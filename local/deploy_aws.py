"""``make deploy``: an AWS target into the account of the shell's credentials, and the site into it."""

import json
import os
from pathlib import Path
from typing import Any

import boto3
from botocore.exceptions import BotoCoreError, ClientError

from local.deploy import CDK
from local.places import ROOT, places
from local.publish import publish
from local.steps import Failed, main, run, step
from local.up import build_site

TARGETS = ("dev", "prod")
# What the deployer may say of a target, as CDK context: see cdk/settings.py and app.py.
CONTEXT = (
    *("alarms_mail", "mail_from"),
    *("encode_memory", "encode_workers", "transcode_route", "transcode_budget_per_day"),
    *("domain_name", "certificate_arn", "hosted_zone_id", "hosted_zone_name"),
)


def deploy() -> None:
    """Deploy ``TARGET`` (dev or prod), publish the site, print its address."""
    target = os.environ.get("TARGET", "dev")
    if target not in TARGETS:
        raise Failed(f"TARGET is {target}; it can be {' or '.join(TARGETS)}.")
    account, region = whose()
    print(f"Deploying {target} to account {account} in {region}.")
    build_site(uploads_hosts(region))
    check_bootstrapped(account, region)
    raw = places().home / f"cdk-outputs-{target}.json"
    with step("Deploying (cdk deploy)"):
        said = [
            part
            for name in CONTEXT
            if (value := os.environ.get(name.upper()))
            for part in context(name, value)
        ]
        command: list[str | Path] = [
            CDK,
            "deploy",
            "--all",
            *context("target", target),
            *said,
            "--outputs-file",
            raw,
        ]
        run("cdk-deploy-aws", [*command, "--require-approval", "never", "--no-notices", "--ci"])
    outputs = {name: value for stack in json.loads(raw.read_text()).values() for name, value in stack.items()}
    with step("Publishing the site"):
        publish(boto3.client("s3"), outputs["SiteBucketName"])
    print(f"\nFootlight is at {outputs['SiteUrl']}")


def context(name: str, value: str) -> list[str]:
    """One pair of CDK context on the command line."""
    return ["--context", f"{name}={value}"]


def uploads_hosts(region: str) -> str:
    """Where browsers send their files, for the site's Content-Security-Policy: S3 buckets of ``region``."""
    # There presigned URLs name the host without a region.
    if region == "us-east-1":
        return "https://*.s3.amazonaws.com"
    return f"https://*.s3.{region}.{'amazonaws.com.cn' if region.startswith('cn-') else 'amazonaws.com'}"


def whose() -> tuple[str, str]:
    """(account, region) of the shell's credentials. Raises Failed where there are none."""
    session = boto3.Session()
    if not session.region_name:
        raise Failed("No AWS region is set: export AWS_REGION or choose a profile with AWS_PROFILE.")
    try:
        identity: dict[str, Any] = session.client("sts").get_caller_identity()  # type: ignore[assignment]
    except (BotoCoreError, ClientError) as error:
        raise Failed(f"AWS does not take this shell's credentials: {error}") from None
    return identity["Account"], session.region_name


def check_bootstrapped(account: str, region: str) -> None:
    """Raise Failed, with the command to run, where CDK has never been used in this account and region."""
    try:
        boto3.client("ssm").get_parameter(Name="/cdk-bootstrap/hnb659fds/version")
    except ClientError:
        command = f"{CDK.relative_to(ROOT)} bootstrap aws://{account}/{region}"
        raise Failed(f"CDK was never used in this account and region. Once: {command}") from None


if __name__ == "__main__":
    main(deploy)
