"""boto3 clients that speak to the emulator."""

from typing import Any

import boto3

from local.places import ACCOUNT, REGION, places


def client(service: str) -> Any:
    """A boto3 client of ``service`` in the local cloud, as its administrator."""
    return boto3.client(  # type: ignore[call-overload]
        service,
        endpoint_url=places().convert_endpoint if service == "mediaconvert" else places().endpoint,
        region_name=REGION,
        aws_access_key_id=ACCOUNT,
        aws_secret_access_key="local",
    )
