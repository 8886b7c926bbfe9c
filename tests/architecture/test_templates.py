"""What every template must and must not contain, whichever feature it is of."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.assembly import ROOT, Assembly, Resource, assembly

pytestmark = [pytest.mark.templates, pytest.mark.xdist_group("templates")]

# What knows no ARN to be narrowed down to.
ACTIONS_WITHOUT_RESOURCE = {
    *(
        "xray:PutTraceSegments",
        "xray:PutTelemetryRecords",
        "xray:GetSamplingRules",
        "xray:GetSamplingTargets",
        "lambda:GetAccountSettings",
        "states:SendTaskSuccess",
    ),
    *("logs:CreateLogDelivery", "logs:GetLogDelivery", "logs:UpdateLogDelivery", "logs:DeleteLogDelivery"),
    *(
        "logs:ListLogDeliveries",
        "logs:PutResourcePolicy",
        "logs:DescribeResourcePolicies",
        "logs:DescribeLogGroups",
    ),
}
COSTS_AT_REST = (
    "NatGateway",
    "::VPC",
    "::Instance",
    "::Cluster",
    "::Service",
    "LoadBalancer",
    "::WebACL",
    "::DB",
)


@pytest.fixture(scope="module")
def prod() -> Assembly:
    return assembly("prod")


def functions(of: Assembly) -> dict[str, Resource]:
    return of.resources("AWS::Lambda::Function")


@pytest.mark.parametrize("target", ["dev", "prod"])
def test_cdk_nag_finds_nothing(target: str) -> None:
    found = assembly(target, alarms_mail="ops@example.com") if target == "prod" else assembly(target)
    assert found.findings() == []


def test_every_suppression_has_a_reason_in_a_sentence(prod: Assembly) -> None:
    reasons = list(prod.reasons())
    assert len(reasons) > 20
    for rule, reason in reasons:
        assert len(reason.split()) > 4, rule
        assert reason.endswith("."), rule


def test_cfn_lint_finds_nothing(prod: Assembly) -> None:
    linter = Path(sys.executable).with_name("cfn-lint")
    files = sorted(map(str, prod.folder.glob("*.template.json")))
    command = [str(linter), "--config-file", str(ROOT / "cdk/cfnlint.yaml"), "--", *files]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_nothing_costs_money_at_rest(prod: Assembly) -> None:
    kinds = prod.kinds()
    assert not [kind for kind in kinds if any(part in kind for part in COSTS_AT_REST)]
    assert all(table["BillingMode"] == "PAY_PER_REQUEST" for table in prod.properties("AWS::DynamoDB::Table"))
    assert all("ProvisionedConcurrencyConfig" not in f["Properties"] for f in functions(prod).values())


def test_every_function_has_a_role_of_its_own(prod: Assembly) -> None:
    roles = [json.dumps(function["Properties"]["Role"]) for function in functions(prod).values()]
    assert len(set(roles)) == len(roles)
    for role in prod.properties("AWS::IAM::Role"):
        if "lambda.amazonaws.com" in json.dumps(role["AssumeRolePolicyDocument"]):
            assert "ManagedPolicyArns" not in role


def test_every_function_is_traced_and_keeps_its_log_for_a_while(prod: Assembly) -> None:
    groups = prod.resources("AWS::Logs::LogGroup")
    assert all(group["Properties"]["RetentionInDays"] == 90 for group in groups.values())
    for function in functions(prod).values():
        properties = function["Properties"]
        assert properties["TracingConfig"] == {"Mode": "Active"}
        assert properties["LoggingConfig"]["LogGroup"]["Ref"] in groups


def test_every_function_called_by_events_has_a_dead_letter_queue(prod: Assembly) -> None:
    rules = prod.properties("AWS::Events::Rule")
    assert rules
    for rule in rules:
        for target in rule["Targets"]:
            called = functions(prod)[target["Arn"]["Fn::GetAtt"][0]]
            assert called["Properties"]["DeadLetterConfig"]["TargetArn"] == target["DeadLetterConfig"]["Arn"]
            assert target["RetryPolicy"]["MaximumRetryAttempts"] > 0


def test_every_dead_letter_queue_is_encrypted_and_watched(prod: Assembly) -> None:
    queues = prod.resources("AWS::SQS::Queue")
    alarms = prod.properties("AWS::CloudWatch::Alarm")
    watched = {json.dumps(alarm.get("Dimensions", [])) for alarm in alarms}
    for name, queue in queues.items():
        assert queue["Properties"]["SqsManagedSseEnabled"] is True
        assert any(name in dimensions for dimensions in watched)
    assert all(alarm["AlarmActions"] for alarm in alarms)


def test_alarms_may_publish_to_their_topic(prod: Assembly) -> None:
    [policy] = prod.properties("AWS::SNS::TopicPolicy")
    allowed = [s for s in policy["PolicyDocument"]["Statement"] if s["Effect"] == "Allow"]
    assert [s["Principal"] for s in allowed] == [{"Service": "cloudwatch.amazonaws.com"}]
    assert allowed[0]["Condition"]["StringEquals"] == {"aws:SourceAccount": {"Ref": "AWS::AccountId"}}


def test_a_star_alone_is_only_for_what_knows_no_resources(prod: Assembly) -> None:
    for statement in prod.statements():
        actions = statement["Action"] if isinstance(statement["Action"], list) else [statement["Action"]]
        assert not [action for action in actions if "*" in action]
        resources = (
            statement["Resource"] if isinstance(statement["Resource"], list) else [statement["Resource"]]
        )
        if "*" in resources:
            assert set(actions) <= ACTIONS_WITHOUT_RESOURCE


def test_buckets_are_private_encrypted_and_for_tls_only(prod: Assembly) -> None:
    closed = {"BlockPublicAcls", "BlockPublicPolicy", "IgnorePublicAcls", "RestrictPublicBuckets"}
    for bucket in prod.properties("AWS::S3::Bucket"):
        assert bucket["PublicAccessBlockConfiguration"] == dict.fromkeys(closed, True)
        assert "ServerSideEncryptionConfiguration" in json.dumps(bucket)
    policies = prod.properties("AWS::S3::BucketPolicy")
    assert len(policies) == len(prod.properties("AWS::S3::Bucket"))
    for policy in policies:
        assert any(_denies_plain_http(statement) for statement in policy["PolicyDocument"]["Statement"])


def _denies_plain_http(statement: dict[str, Any]) -> bool:
    without_tls = {"Bool": {"aws:SecureTransport": "false"}}
    return statement["Effect"] == "Deny" and statement.get("Condition") == without_tls


@pytest.mark.parametrize("kind", ["AWS::DynamoDB::Table", "AWS::S3::Bucket", "AWS::Cognito::UserPool"])
def test_production_keeps_its_data(prod: Assembly, kind: str) -> None:
    for resource in prod.resources(kind).values():
        assert resource["DeletionPolicy"] == "Retain"
        if kind == "AWS::DynamoDB::Table":
            assert resource["Properties"]["DeletionProtectionEnabled"] is True
            assert (
                resource["Properties"]["PointInTimeRecoverySpecification"]["PointInTimeRecoveryEnabled"]
                is True
            )


def test_a_functions_asset_is_its_feature_and_nothing_else(prod: Assembly) -> None:
    for function in functions(prod).values():
        _, feature, file, _ = function["Properties"]["Handler"].split(".")
        files = prod.code(function)
        assert f"functions/{feature}/{file}.py" in files
        assert all(each.startswith(f"functions/{feature}/") and each.endswith(".py") for each in files)


def test_the_core_layer_is_the_package_footlight(prod: Assembly) -> None:
    core = next(
        each for each in prod.properties("AWS::Lambda::LayerVersion") if each["Description"].endswith("core")
    )
    asset = prod.folder / f"asset.{core['Content']['S3Key'].removesuffix('.zip')}"
    files = [file.relative_to(asset) for file in asset.rglob("*") if file.is_file()]
    assert Path("python/footlight/settings.py") in files
    assert all(file.suffix == ".py" and file.parts[:2] == ("python", "footlight") for file in files)


def test_every_handler_in_the_tree_is_deployed(prod: Assembly) -> None:
    deployed = {function["Properties"]["Handler"] for function in functions(prod).values()}
    written = {
        ".".join(file.relative_to(ROOT).with_suffix("").parts) + ".handler"
        for file in (ROOT / "functions").rglob("*.py")
        if "\ndef handler(" in file.read_text() or "\nhandler = " in file.read_text()
    }
    assert written == deployed


def test_templates_stay_clear_of_cloudformations_limit(prod: Assembly) -> None:
    assert all(len(prod.template(stack)["Resources"]) < 400 for stack in ("data", "services", "edge"))


def test_the_laptops_templates_have_nothing_the_emulator_refuses() -> None:
    local = assembly("local")
    for kind in (
        "AWS::CloudFront::KeyGroup",
        "AWS::CloudFront::PublicKey",
        "AWS::ApiGatewayV2::RouteResponse",
    ):
        assert not local.resources(kind)
    for function in functions(local).values():
        variables = function["Properties"]["Environment"]["Variables"]
        assert variables["AWS_ENDPOINT_URL"] == "http://127.0.0.1:4566"


def test_functions_at_aws_are_told_no_endpoint(prod: Assembly) -> None:
    for function in functions(prod).values():
        assert "AWS_ENDPOINT_URL" not in function["Properties"]["Environment"]["Variables"]
