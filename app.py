"""Builds the stacks, in the order in which they depend on each other. Calls nothing outside."""

import os
from dataclasses import replace
from typing import Any, cast, get_args

import aws_cdk as cdk
from cdk_nag import AwsSolutionsChecks

from cdk.settings import TARGETS, Domain, Route, Target
from cdk.stacks.data import DataStack
from cdk.stacks.edge import EdgeStack
from cdk.stacks.services import ServicesStack


def build(app: cdk.App) -> None:
    """The three stacks of the target that the context names: ``cdk synth --context target=prod``."""
    target = chosen(app)
    if target.nag:
        cdk.Validations.of(app).add_plugins(AwsSolutionsChecks(app))
    cdk.Tags.of(app).add("application", "footlight")
    cdk.Tags.of(app).add("target", target.name)
    data = DataStack(app, f"Footlight-{target.name}-data", target, **placed(target))
    services = ServicesStack(app, f"Footlight-{target.name}-services", target, data, **placed(target))
    EdgeStack(app, f"Footlight-{target.name}-edge", target, data, services, **placed(target))


def chosen(app: cdk.App) -> Target:
    """The target, with what the deployer says of it on the command line."""

    def said(name: str) -> str | None:
        value = app.node.try_get_context(name)
        return str(value) if value else None

    target = TARGETS[said("target") or "dev"]
    if target.emulator is not None:
        return replace(
            target,
            emulator=said("endpoint") or target.emulator,
            mediaconvert=said("mediaconvert") or target.mediaconvert,
            site=said("site") or target.site,
        )
    name, certificate = said("domain_name"), said("certificate_arn")
    domain = None
    if name and certificate:
        domain = Domain(name, certificate, said("hosted_zone_id"), said("hosted_zone_name"))
    return replace(
        target,
        domain=domain,
        alarms_mail=said("alarms_mail"),
        mail_from=said("mail_from"),
        encode_memory=int(said("encode_memory") or target.encode_memory),
        encode_workers=int(said("encode_workers") or target.encode_workers),
        transcode_route=route(said("transcode_route") or target.transcode_route),
        transcode_budget_per_day=float(said("transcode_budget_per_day") or target.transcode_budget_per_day),
    )


def route(said: str) -> Route:
    """The route that the deployer names. Raises ValueError for what is none."""
    if said not in get_args(Route):
        raise ValueError(f"transcode_route is one of {', '.join(get_args(Route))}, not {said}")
    return cast(Route, said)


def placed(target: Target) -> dict[str, Any]:
    """Account and region as the CDK CLI found them; without credentials the templates fit any."""
    where: dict[str, Any] = {
        "env": cdk.Environment(
            account=os.environ.get("CDK_DEFAULT_ACCOUNT"), region=os.environ.get("CDK_DEFAULT_REGION")
        )
    }
    if target.emulator is None:
        return where
    # The emulator's IAM refuses the roles of the bootstrap stack.
    return {**where, "synthesizer": cdk.CliCredentialsStackSynthesizer()}


if __name__ == "__main__":
    # CDK's own check of the templates doubles the time of a synth. `make test` has cfn-lint look at them.
    application = cdk.App(builtin_cloud_formation_validation=False)
    build(application)
    application.synth()
