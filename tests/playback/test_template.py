"""Private media as deployed: who holds the signing key, and who may forget what at the edge."""

import json

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
    (parameter,) = assembly("prod").properties("AWS::SSM::Parameter")
    (mover,) = [
        each
        for each in assembly("prod").properties("AWS::Lambda::Function")
        if each["Handler"] == "functions.playback.on_visibility_changed.handler"
    ]
    assert mover["Environment"]["Variables"]["FOOTLIGHT_DISTRIBUTION_PARAMETER"] == parameter["Name"]
