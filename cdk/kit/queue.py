"""The one way this project makes a dead-letter queue: encrypted, kept two weeks, and watched."""

from aws_cdk import Duration
from aws_cdk import aws_sqs as sqs
from constructs import Construct

from cdk.kit.alarms import FIVE_MINUTES, Alarms
from cdk.kit.permissions import accept
from cdk.settings import Target


class DeadLetters(sqs.Queue):
    """Where events of ``what`` end that could not be handled, to be looked at and sent again."""

    def __init__(self, scope: Construct, target: Target, alarms: Alarms, what: str) -> None:
        super().__init__(
            scope,
            "DeadLetters",
            encryption=sqs.QueueEncryption.SQS_MANAGED,
            # The emulator speaks plain HTTP.
            enforce_ssl=target.emulator is None,
            retention_period=Duration.days(14),
        )
        accept(self, "AwsSolutions-SQS3", "This queue is the dead-letter queue.")
        waiting = self.metric_approximate_number_of_messages_visible(period=FIVE_MINUTES, statistic="Maximum")
        alarms.on(waiting, self, f"{what} could not handle an event; it waits in the dead-letter queue.")
