"""Footlight's event bus: who may tell, and who hears what."""

from collections.abc import Mapping, Sequence
from typing import Any

from aws_cdk import Duration
from aws_cdk import aws_events as events
from aws_cdk import aws_events_targets as targets
from constructs import Construct

from cdk.kit.function import Function

SOURCE = "footlight"


class Bus(Construct):
    """The bus that features tell each other events on (footlight/events.py)."""

    def __init__(self, scope: Construct) -> None:
        super().__init__(scope, "Bus")
        self.resource = events.EventBus(self, "Bus", description="What Footlight's features tell each other")

    def allow(self, *tellers: Function) -> None:
        """Let functions put events on the bus."""
        for function in tellers:
            function.allow(["events:PutEvents"], self.resource.event_bus_arn)
            function.tell(event_bus=self.resource.event_bus_name)

    def tells(self, function: Function, *kinds: str) -> None:
        """Call ``function`` on each event of these ``kinds`` (class names in footlight/events.py)."""
        pattern = events.EventPattern(source=[SOURCE], detail_type=list(kinds))
        call(function, "OnTold", event_pattern=pattern, event_bus=self.resource)


def on_aws_event(
    function: Function, source: str, detail_types: Sequence[str], detail: Mapping[str, Any]
) -> None:
    """Call ``function`` on what an AWS service tells the account's default bus."""
    pattern = events.EventPattern(source=[source], detail_type=list(detail_types), detail=detail)
    call(function, "OnAwsEvent", event_pattern=pattern)


def hourly(function: Function) -> None:
    """Call ``function`` once an hour."""
    call(function, "Hourly", schedule=events.Schedule.rate(Duration.hours(1)))


def call(function: Function, name: str, **rule: Any) -> None:
    """A rule that calls ``function``; what cannot be delivered lands in the function's dead-letter queue."""
    if function.dead_letters is None:
        raise ValueError(f"{function.feature}.{function.file} is called by events: make it asynchronous")
    made = events.Rule(function, name, **rule)
    made.add_target(
        targets.LambdaFunction(
            function.resource,
            dead_letter_queue=function.dead_letters,
            retry_attempts=24,
            max_event_age=Duration.hours(6),
        )
    )
