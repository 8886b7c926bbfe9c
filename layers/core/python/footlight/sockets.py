"""Posting to the WebSockets of open pages, through API Gateway's ``@connections``."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

from footlight.settings import settings

if TYPE_CHECKING:
    from mypy_boto3_apigatewaymanagementapi import ApiGatewayManagementApiClient


@cache
def _client() -> ApiGatewayManagementApiClient:
    import boto3

    client: ApiGatewayManagementApiClient = boto3.client(
        "apigatewaymanagementapi", endpoint_url=settings()["sockets_endpoint"]
    )
    return client


def post(connection_id: str, message: Mapping[str, Any]) -> bool:
    """Send ``message`` as JSON to one connection; False where it is gone (410)."""
    client = _client()
    try:
        client.post_to_connection(ConnectionId=connection_id, Data=json.dumps(message).encode())
    except client.exceptions.GoneException:
        return False
    return True
