"""Private media as deployed: who holds the signing key, and who may forget what at the edge."""

import json
from typing import Any

import pytest

from tests.assembly import assembly

pytestmark = [pytest.mark.templates, pytest.mark.xdist_group("templates")]


def test_the_private_key_is_read_by_playback_and_its_maker_only() -> None:
    readers = [
        name
        for name, policy in assembly("prod").resources("AWS::IAM::Policy").items()
        if "parameter/footlight/prod/signing-key" in json.dumps(policy)
    ]
    assert len(readers) == 2
    assert all(name.startswith(("PlaybackApi", "PlaybackSigningKeyMakeSigningKey")) for name in readers)


def test_cloudfront_learns_the_public_key_from_the_custom_resource() -> None:
    (key,) = assembly("prod").properties("AWS::CloudFront::PublicKey")
    assert key["PublicKeyConfig"]["EncodedKey"]["Fn::GetAtt"][1] == "PublicKey"


def test_views_are_forgotten_by_ttl() -> None:
    tables = [json.dumps(table) for table in assembly("prod").properties("AWS::DynamoDB::Table")]
    (views,) = [table for table in tables if "viewer_id" in table]
    assert '"TimeToLiveSpecification": {"AttributeName": "expires", "Enabled": true}' in views


def test_the_mover_finds_the_distribution_by_a_parameter_that_the_edge_writes() -> None:
    told = surroundings("on_visibility_changed")["FOOTLIGHT_DISTRIBUTION_PARAMETER"]
    assert written()[told].keys() == {"Ref"}


def test_cookies_are_for_the_origin_that_the_edge_writes() -> None:
    told = surroundings("api")["FOOTLIGHT_SITE_PARAMETER"]
    assert "https://" in json.dumps(written()[told])
    assert written("local")[told.replace("prod", "local")] == "http://localhost:8080"


def written(target: str = "prod") -> dict[str, Any]:
    """The values of the SSM parameters that the stacks write, by name."""
    return {each["Name"]: each["Value"] for each in assembly(target).properties("AWS::SSM::Parameter")}


def surroundings(file: str) -> dict[str, Any]:
    """The environment of a function of playback's."""
    (found,) = [
        each["Environment"]["Variables"]
        for each in assembly("prod").properties("AWS::Lambda::Function")
        if each["Handler"] == f"functions.playback.{file}.handler"
    ]
    return dict(found)
