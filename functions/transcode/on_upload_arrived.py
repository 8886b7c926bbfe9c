"""UploadArrived: starts the state machine (pipeline.asl.json), one execution for each video, ever."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from footlight import clients, events
from footlight.settings import settings


def handler(envelope: dict[str, Any], _: object) -> None:
    """The execution is named by the video's id, so that an event that comes twice starts nothing twice."""
    arrived = events.parse(events.UploadArrived, envelope)
    states = clients.states()
    try:
        states.start_execution(
            stateMachineArn=settings()["pipeline_arn"],
            name=arrived.video_id,
            input=json.dumps(asdict(arrived)),
        )
    except states.exceptions.ExecutionAlreadyExists:
        return
