"""An execution ended badly, says Step Functions: fails the video, where the machine's own Catch could not."""

from __future__ import annotations

import json
from typing import Any

from functions.transcode import reasons
from functions.transcode.fail import fail


def handler(envelope: dict[str, Any], _: object) -> None:
    """``envelope`` is EventBridge's "Step Functions Execution Status Change", of any status but success."""
    detail = envelope["detail"]
    run = json.loads(detail["input"])
    error = {"Error": detail.get("error"), "Cause": detail.get("cause")}
    fail(run["video_id"], run["owner_id"], reasons.of_status(detail["status"], error))
