"""``make logs``: what the Lambdas logged, oldest first; ``FOLLOW=1`` goes on, ``GREP=word`` picks."""

import json
import os
import time
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from local import emulator, processes
from local.aws import client
from local.steps import Failed, main

LAST_MINUTES = 60
EVERY_SECONDS = 2


def logs() -> None:
    """Print the last hour's log lines of every function; with ``FOLLOW`` the new ones too."""
    if processes.running(emulator.NAME) is None:
        raise Failed("The local cloud is not running: make up starts it.")
    api = client("logs")
    since = int((time.time() - LAST_MINUTES * 60) * 1000)
    while True:
        events = sorted(recent(api, since), key=lambda event: event[0]["timestamp"])
        for event, group in events:
            print(line(event, group))
        since = max([since, *(event["timestamp"] + 1 for event, _ in events)])
        if not os.environ.get("FOLLOW"):
            return
        time.sleep(EVERY_SECONDS)


def recent(api: Any, since: int) -> Iterator[tuple[dict[str, Any], str]]:
    """(event, log group) of every line since ``since`` (milliseconds), filtered by ``GREP``."""
    wanted = os.environ.get("GREP", "")
    for page in api.get_paginator("describe_log_groups").paginate():
        for group in page["logGroups"]:
            name = group["logGroupName"]
            for found in api.get_paginator("filter_log_events").paginate(logGroupName=name, startTime=since):
                for event in found["events"]:
                    if wanted in event["message"] or wanted in name:
                        yield event, name


def line(event: dict[str, Any], group: str) -> str:
    """One line for the terminal: time, function, then Powertools' level and message, or the bare text."""
    at = datetime.fromtimestamp(event["timestamp"] / 1000).astimezone().strftime("%H:%M:%S")
    text = event["message"].rstrip()
    try:
        fields = json.loads(text)
        said = f"{fields['level']:<8}{fields['message']}"
        extra = {key: value for key, value in fields.items() if key not in COMMON}
        text = f"{said} {json.dumps(extra)}" if extra else said
    except (ValueError, TypeError, KeyError):
        text = f"{'':<8}{text}"
    return f"{at} {group.rsplit('/', 1)[-1]:<40} {text}"


COMMON = {
    *("level", "message", "timestamp", "service", "location", "cold_start", "function_name", "function_arn"),
    *("function_memory_size", "function_request_id", "xray_trace_id", "sampling_rate"),
}

if __name__ == "__main__":
    main(logs)
