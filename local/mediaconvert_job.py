"""One job of our MediaConvert, and how it looks from outside: to GetJob, and in EventBridge's events."""

import asyncio
import time
import uuid
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from local.mediaconvert_encoder import JobFailed, Made
from local.mediaconvert_ffmpeg import Order
from local.mediaconvert_model import spelled
from local.places import ACCOUNT, REGION

ARN = f"arn:aws:mediaconvert:{REGION}:{ACCOUNT}"
KEPT = (
    "BillingTagsSource",
    "ClientRequestToken",
    "Priority",
    "Role",
    "Settings",
    "StatusUpdateInterval",
    "UserMetadata",
)
INTERVAL = "SECONDS_60"


def queue_arn(name: str) -> str:
    """The ARN of a queue that was named by its name or its ARN."""
    return name if name.startswith("arn:") else f"{ARN}:queues/{name}"


@dataclass
class Job:
    """``request`` as the model names it; ``share`` of it is done, from 0 to 1."""

    request: dict[str, Any]
    order: Order
    # AWS's look like this too: the moment, and something random.
    id: str = field(default_factory=lambda: f"{time.time_ns() // 1_000_000}-{uuid.uuid4().hex[:6]}")
    created: datetime = field(default_factory=lambda: datetime.now(UTC))
    asked_at: float = field(default_factory=time.monotonic)
    status: str = "SUBMITTED"
    share: float = 0.0
    began: datetime | None = None
    ended: datetime | None = None
    error: JobFailed | None = None
    made: Made = field(default_factory=Made)
    task: asyncio.Task[None] | None = None

    @property
    def arn(self) -> str:
        """Its Amazon resource name."""
        return f"{ARN}:jobs/{self.id}"

    @property
    def queue(self) -> str:
        """The ARN of the queue it was sent to."""
        return queue_arn(self.request.get("Queue", "Default"))

    @property
    def interval(self) -> int:
        """Seconds between its STATUS_UPDATE events."""
        return int(self.request.get("StatusUpdateInterval", INTERVAL).removeprefix("SECONDS_"))

    def shown(self) -> dict[str, Any]:
        """The job as GetJob answers it."""
        works = self.status == "PROGRESSING"
        return {
            **{name: self.request.get(name) for name in KEPT},
            "Id": self.id,
            "Arn": self.arn,
            "Queue": self.queue,
            "CreatedAt": self.created,
            "Status": self.status,
            "CurrentPhase": "TRANSCODING" if works else None,
            "JobPercentComplete": round(self.share * 100) if works else None,
            "ErrorCode": self.error.code if self.error else None,
            "ErrorMessage": str(self.error) if self.error else None,
            "Timing": {"SubmitTime": self.created, "StartTime": self.began, "FinishTime": self.ended},
            "OutputGroupDetails": [self._outputs()] if self.status == "COMPLETE" else None,
        }

    def news(self, status: str) -> dict[str, Any]:
        """The ``detail`` of an event about it (user guide: "List of MediaConvert EventBridge events")."""
        detail: dict[str, Any] = {
            "timestamp": int(time.time() * 1000),
            "accountId": ACCOUNT,
            "queue": self.queue,
            "jobId": self.id,
            "status": status,
            "userMetadata": self.request.get("UserMetadata", {}),
        }
        if status == "STATUS_UPDATE":
            detail["jobProgress"] = self._progress()
        if status == "ERROR" and self.error:
            detail |= {"errorCode": self.error.code, "errorMessage": str(self.error)}
        if status == "COMPLETE":
            playlist = f"{self.order.destination}/{self.order.base}.m3u8"
            group = {"type": "CMAF_GROUP", "playlistFilePaths": [playlist]}
            detail["outputGroupDetails"] = [{**spelled("OutputGroupDetail", self._outputs()), **group}]
        return detail

    def _outputs(self) -> dict[str, Any]:
        lasts = round(self.made.seconds * 1000)
        sizes = [(each.settings["Width"], each.settings["Height"]) for each in self.order.pictures]
        pictures = [
            {"DurationInMs": lasts, "VideoDetails": {"WidthInPx": width, "HeightInPx": height}}
            for width, height in sizes
        ]
        return {"OutputDetails": [*pictures, *({"DurationInMs": lasts} for _ in self.order.sounds)]}

    def _progress(self) -> dict[str, Any]:
        percent = round(self.share * 100)
        phases = {
            "PROBING": {"status": "COMPLETE", "percentComplete": 100},
            "TRANSCODING": {"status": "PROGRESSING", "percentComplete": percent},
            "UPLOADING": {"status": "PENDING", "percentComplete": 0},
        }
        return {
            "phaseProgress": phases,
            "jobPercentComplete": percent,
            "currentPhase": "TRANSCODING",
            "retryCount": 0,
        }
