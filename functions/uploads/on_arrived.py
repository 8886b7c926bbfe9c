"""S3 says that an object was created in the uploads bucket; next: functions/transcode/pipeline.asl.json."""

from collections.abc import Mapping
from typing import Any

from footlight import media
from footlight.observe import logger
from functions.uploads.arrival import arrive


def handler(event: Mapping[str, Any], context: object) -> None:
    """EventBridge's "Object Created", from the default bus: may come twice, late, or for foreign keys."""
    created = event["detail"]["object"]
    ids = media.ids_of_source(created["key"])
    if ids is None:
        logger().warning("an object that is no source", extra={"key": created["key"]})
        return
    arrive(*ids, size=int(created["size"]))
