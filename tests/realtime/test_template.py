"""The socket as deployed."""

import json

import pytest

from tests.assembly import assembly

pytestmark = [pytest.mark.templates, pytest.mark.xdist_group("templates")]


def test_the_socket_connects_and_answers() -> None:
    routes = assembly("prod").properties("AWS::ApiGatewayV2::Route")
    assert {route["RouteKey"] for route in routes} == {"$connect", "$default"}


def test_only_who_answers_may_post_to_connections() -> None:
    posters = [
        name
        for name, policy in assembly("prod").resources("AWS::IAM::Policy").items()
        if "execute-api:ManageConnections" in json.dumps(policy)
    ]
    assert len(posters) == 1
    assert posters[0].startswith("RealtimeOnMessage")


def test_the_stage_is_throttled_and_logged() -> None:
    (stage,) = assembly("prod").properties("AWS::ApiGatewayV2::Stage")
    assert stage["DefaultRouteSettings"]["ThrottlingRateLimit"] > 0
    assert "DestinationArn" in stage["AccessLogSettings"]
