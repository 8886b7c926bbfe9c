"""Permissions, written one way: exact actions on exact ARNs, and a sentence wherever there must be a star."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from aws_cdk import Acknowledgment, Stack, Validations
from aws_cdk import aws_iam as iam
from constructs import Construct


@dataclass(frozen=True)
class Star:
    """An ARN with a star behind ``prefix``, which is ``owner``'s, and why no exact ARN will do."""

    owner: Construct
    prefix: str
    pattern: str
    why: str

    @property
    def arn(self) -> str:
        """The ARN as a policy says it."""
        return self.prefix + self.pattern


def allow(
    holder: Construct, role: iam.IGrantable, actions: Sequence[str], *resources: str | Star, **conditions: Any
) -> None:
    """Let ``role`` do ``actions`` on ``resources``; the reasons of stars are noted at ``holder``."""
    arns = [resource.arn if isinstance(resource, Star) else resource for resource in resources]
    statement = iam.PolicyStatement(actions=list(actions), resources=arns, conditions=conditions or None)
    role.grant_principal.add_to_principal_policy(statement)
    for resource in resources:
        if isinstance(resource, Star):
            accept(holder, f"AwsSolutions-IAM5[Resource::{as_seen(holder, resource)}]", resource.why)


def accept(scope: Construct, rule: str, why: str) -> None:
    """Suppress one cdk-nag finding below ``scope``, for a reason."""
    Validations.of(scope).acknowledge(Acknowledgment(id=rule, reason=why))


def trust_tracing(scope: Construct) -> None:
    """CDK lets what is traced send its traces; X-Ray knows no ARNs to narrow that to."""
    accept(scope, "AwsSolutions-IAM5[Resource::*]", "X-Ray's PutTraceSegments takes no resource but *.")


def as_seen(holder: Construct, star: Star) -> str:
    """The ARN as cdk-nag names it once references between stacks have become imports."""
    stack, owner = Stack.of(holder), Stack.of(star.owner)
    prefix = star.prefix if stack is owner else owner.export_value(star.prefix)
    return _flat(stack.resolve(prefix)) + star.pattern


def _flat(node: Any) -> str:
    if isinstance(node, str):
        return node
    match node:
        case {"Fn::Join": [delimiter, parts]}:
            return str(delimiter).join(map(_flat, parts))
        case {"Fn::GetAtt": [resource, attribute]}:
            return f"<{resource}.{attribute}>"
        case {"Fn::ImportValue": name}:
            return _flat(name)
        case {"Ref": name}:
            return f"<{name}>"
    raise ValueError(f"cdk-nag's name for {node!r} is not known")
