"""The originals' bucket as deployed."""

from typing import Any

import pytest

from tests.assembly import assembly

pytestmark = [pytest.mark.templates, pytest.mark.xdist_group("templates")]


@pytest.fixture
def bucket() -> dict[str, Any]:
    (found,) = [
        each for each in assembly("prod").properties("AWS::S3::Bucket") if "CorsConfiguration" in each
    ]
    return found


def test_browsers_may_put_parts_and_read_their_etags(bucket: dict[str, Any]) -> None:
    (rule,) = bucket["CorsConfiguration"]["CorsRules"]
    assert rule["AllowedMethods"] == ["PUT"]
    assert "ETag" in rule["ExposedHeaders"]


def test_unfinished_parts_and_failed_sources_go_after_a_week(bucket: dict[str, Any]) -> None:
    rules = {rule["Id"]: rule for rule in bucket["LifecycleConfiguration"]["Rules"]}
    assert rules["unfinished"]["AbortIncompleteMultipartUpload"] == {"DaysAfterInitiation": 7}
    assert rules["failed"]["TagFilters"] == [{"Key": "outcome", "Value": "failed"}]
    assert rules["failed"]["ExpirationInDays"] == 7
    (archive,) = rules["originals"]["Transitions"]
    assert archive == {"StorageClass": "GLACIER_IR", "TransitionInDays": 30}


def test_arrivals_are_told_through_eventbridge_without_a_lambda_of_cdks(bucket: dict[str, Any]) -> None:
    assert bucket["NotificationConfiguration"]["EventBridgeConfiguration"] == {"EventBridgeEnabled": True}
    assert not [kind for kind in assembly("prod").kinds() if kind.startswith("Custom::S3")]


def test_only_sources_are_listened_to() -> None:
    (rule,) = [
        each
        for each in assembly("prod").properties("AWS::Events::Rule")
        if each.get("EventPattern", {}).get("source") == ["aws.s3"]
    ]
    assert rule["EventPattern"]["detail"]["object"] == {"key": [{"prefix": "uploads/"}]}
