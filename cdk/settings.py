"""Every difference between the targets, as one frozen dataclass."""

import platform
from dataclasses import dataclass, replace
from typing import Literal

Machine = Literal["arm64", "x86_64"]
Route = Literal["auto", "ffmpeg", "mediaconvert"]


@dataclass(frozen=True)
class Domain:
    """A domain of the deployer's own; its certificate stands in us-east-1, where CloudFront looks."""

    name: str
    certificate_arn: str
    hosted_zone_id: str | None = None
    hosted_zone_name: str | None = None


@dataclass(frozen=True)
class Target:
    """One place to deploy to. The values written here are production's; others say what differs."""

    name: str

    # Where AWS's APIs answer. None: at AWS. On the laptop: the emulator, which functions must be told of.
    emulator: str | None = None
    # What a browser opens when there is no CloudFront domain or domain of one's own to open.
    site: str | None = None
    domain: Domain | None = None

    # Functions. The laptop's run in the emulator's own Python, so their layers must fit the host.
    machine: Machine = "arm64"
    layers: Literal["aws", "local"] = "aws"
    # 1769 MB is one vCPU; x264 uses four well. New accounts may be limited to 3008: ENCODE_MEMORY=3008.
    encode_memory: int = 7076
    encode_disk: int = 10_240

    # Chunks that are encoded at the same moment, in all; never more than half of what the account's Lambdas
    # may do (functions/transcode/turns.py).
    encode_workers: int = 100
    # Who encodes: auto, ffmpeg or mediaconvert. And what encoding one person's videos may cost a day, in USD.
    transcode_route: Route = "auto"
    transcode_budget_per_day: float = 10
    # Where MediaConvert answers. None: at AWS. On the laptop local/mediaconvert.py stands in for it.
    mediaconvert: str | None = None

    # Data outlives its stack: tables and buckets are kept, backed up, and protected from deletion.
    keep_data: bool = True
    log_days: int = 90
    # Alarms cost 0.10 USD a month each beyond the first ten; without ALARMS_MAIL only the console has them.
    alarms: bool = True
    alarms_mail: str | None = None

    # CloudFront checks private media's signed cookies. The emulator has no key groups: local/edge.py does.
    key_group: bool = True
    # Access logs of CloudFront and of the originals' bucket.
    access_logs: bool = True
    # Templates must pass cdk-nag's AwsSolutions.
    nag: bool = True

    # Cognito's own sender is limited to 50 mails a day. A verified SES address lifts that.
    mail_from: str | None = None
    mail_hint: str = ""

    # Sign-ins, codes and mails that one address may ask for; None: the limits of functions/auth/throttle.py.
    auth_attempts_per_address: int | None = None

    # Per user and day.
    uploads_per_day: int = 50
    upload_bytes_per_day: int = 200 * 1000**3
    upload_days: int = 7


PROD = Target("prod")
# A place to try things: it keeps nothing. (CloudFormation deletes a bucket only once it is empty.)
DEV = replace(PROD, name="dev", keep_data=False, log_days=14, alarms=False, access_logs=False)
# The cloud on the laptop. What it lacks is listed in the README.
LOCAL = replace(
    DEV,
    name="local",
    emulator="http://127.0.0.1:4566",
    site="http://localhost:8080",
    machine="arm64" if platform.machine() in ("arm64", "aarch64") else "x86_64",
    layers="local",
    encode_workers=4,
    transcode_budget_per_day=1000,
    mediaconvert="http://127.0.0.1:4567",
    # Everybody on a laptop has the same address.
    auth_attempts_per_address=100_000,
    log_days=1,
    key_group=False,
    nag=False,
    mail_hint="Nothing is mailed on a laptop: 123456 confirms an address, 654321 resets a password.",
)
TARGETS = {target.name: target for target in (LOCAL, DEV, PROD)}
