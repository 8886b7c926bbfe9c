"""Who is told when something breaks: one topic, and alarms that stay silent where nobody reads them."""

from aws_cdk import Duration, Stack
from aws_cdk import aws_cloudwatch as cloudwatch
from aws_cdk import aws_cloudwatch_actions as actions
from aws_cdk import aws_iam as iam
from aws_cdk import aws_sns as sns
from aws_cdk import aws_sns_subscriptions as subscriptions
from constructs import Construct

from cdk.settings import Target


class Alarms(Construct):
    """The stack's alarms; without ``target.alarms`` none is made."""

    def __init__(self, scope: Construct, target: Target) -> None:
        super().__init__(scope, "Alarms")
        self._topic: sns.Topic | None = None
        if target.alarms:
            self._topic = sns.Topic(self, "Topic", enforce_ssl=True, display_name=f"Footlight {target.name}")
            self._let_alarms_publish(self._topic)
            if target.alarms_mail:
                self._topic.add_subscription(subscriptions.EmailSubscription(target.alarms_mail))

    def _let_alarms_publish(self, topic: sns.Topic) -> None:
        """Any policy of our own replaces SNS's default one, under which CloudWatch could publish."""
        topic.add_to_resource_policy(
            iam.PolicyStatement(
                principals=[iam.ServicePrincipal("cloudwatch.amazonaws.com")],
                actions=["sns:Publish"],
                resources=[topic.topic_arn],
                conditions={"StringEquals": {"aws:SourceAccount": Stack.of(self).account}},
            )
        )

    def on(self, metric: cloudwatch.IMetric, scope: Construct, what: str, threshold: int = 1) -> None:
        """Raise an alarm, described by the sentence ``what``, once ``metric`` reaches ``threshold``."""
        if self._topic is None:
            return
        alarm = cloudwatch.Alarm(
            scope,
            "Alarm",
            metric=metric,
            threshold=threshold,
            evaluation_periods=1,
            comparison_operator=cloudwatch.ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
            treat_missing_data=cloudwatch.TreatMissingData.NOT_BREACHING,
            alarm_description=what,
        )
        alarm.add_alarm_action(actions.SnsAction(self._topic))


FIVE_MINUTES = Duration.minutes(5)
