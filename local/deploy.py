"""Runs the real CDK CLI against the emulator, and notes what came out of it."""

import json
from pathlib import Path
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError

from local import fingerprints
from local.aws import client
from local.places import ACCOUNT, REGION, ROOT, aws_environment, places
from local.setup import VENV
from local.steps import run, step

CDK = ROOT / "cdk/node_modules/.bin/cdk"
TARGET = "local"
STACKS = ("data", "services", "edge")


def build_layers() -> None:
    """Bundle the Lambda layers for this machine; nothing where they are built already."""
    inputs: list[Path | str] = [ROOT / "layers", VENV / "pyvenv.cfg"]
    with fingerprints.changed("layers-local", inputs) as different:
        if different or not (ROOT / ".build/layers").exists():
            with step("Building the Lambda layers"):
                run("layers", [VENV / "bin/python", "-m", "layers.build", TARGET])


def deploy() -> None:
    """Deploy what has changed since the last time, or everything where the cloud is empty."""
    inputs: list[Path | str] = [ROOT / name for name in ("app.py", "cdk.json", "cdk", "functions", "layers")]
    # The edge function knows the site's pages by name.
    inputs += sorted(str(page) for page in (ROOT / "frontend/src/app").rglob("page.tsx"))
    with fingerprints.changed(
        "deploy", [*inputs, places().endpoint, places().site], places().home
    ) as different:
        if different or not deployed():
            if not bootstrapped():
                with step("Preparing the cloud (cdk bootstrap)"):
                    where = f"aws://{ACCOUNT}/{REGION}"
                    run(
                        "cdk-bootstrap",
                        [CDK, "bootstrap", where, "--no-notices"],
                        cwd=places().home,
                        env=environment(),
                    )
            with step("Deploying (cdk deploy)"):
                run("cdk-deploy", command(), env=environment())
            places().outputs.write_text(json.dumps(outputs(), indent=2) + "\n")


def command() -> list[str | Path]:
    """The CDK CLI's command line."""
    app = f"{VENV / 'bin/python'} app.py"
    context = [f"target={TARGET}", f"endpoint={places().endpoint}", f"site={places().site}"]
    context.append(f"mediaconvert={places().convert_endpoint}")
    return [
        *(CDK, "deploy", "--all", "--app", app, "--output", str(places().home / "cdk.out")),
        *(part for pair in context for part in ("--context", pair)),
        *("--require-approval", "never", "--method", "direct", "--outputs-file", raw_outputs()),
        *("--no-notices", "--ci", "--progress", "events"),
    ]


def environment() -> dict[str, str]:
    """The environment of the CDK CLI: the emulator's, and no compiled files in the assets."""
    return {**aws_environment(), "PYTHONDONTWRITEBYTECODE": "1"}


def deployed() -> bool:
    """Whether the emulator holds every stack whole: it may have lost them where it was killed."""
    try:
        known = client("cloudformation").describe_stacks()["Stacks"]
    except (ClientError, BotoCoreError):
        return False
    whole = {stack["StackName"] for stack in known if stack["StackStatus"].endswith("_COMPLETE")}
    return {f"Footlight-{TARGET}-{name}" for name in STACKS} <= whole and places().outputs.exists()


def bootstrapped() -> bool:
    """Whether the CDK's own bucket for assets is there, as in any account that CDK deploys to."""
    try:
        client("cloudformation").describe_stacks(StackName="CDKToolkit")
    except (ClientError, BotoCoreError):
        return False
    return True


def outputs() -> dict[str, Any]:
    """``site``, ``api``, ``websocket`` and the names of what was deployed, for people and for tests."""
    stacks: dict[str, dict[str, str]] = json.loads(raw_outputs().read_text())
    merged = {key: value for stack in stacks.values() for key, value in stack.items()}
    return {"site": places().site, "api": f"{places().site}/api", **_renamed(merged)}


def _renamed(merged: dict[str, str]) -> dict[str, str]:
    names = {
        "WebSocketUrl": "websocket",
        "DistributionDomain": "distribution_domain",
        "DistributionId": "distribution_id",
        "SiteBucketName": "site_bucket",
        "MediaBucketName": "media_bucket",
        "UploadsBucketName": "uploads_bucket",
        "UserPoolId": "user_pool_id",
        "UserPoolClientId": "user_pool_client_id",
        "SigningKeyId": "signing_key_id",
        "SigningPublicKey": "signing_public_key",
        "PipelineArn": "pipeline_arn",
    }
    return {ours: merged[theirs] for theirs, ours in names.items() if theirs in merged}


def raw_outputs() -> Path:
    """What the CDK CLI wrote of the stacks' outputs."""
    return places().home / "cdk-outputs.json"


def read_outputs() -> dict[str, Any]:
    """The running cloud's outputs, as ``make up`` left them."""
    found: dict[str, Any] = json.loads(places().outputs.read_text())
    return found
