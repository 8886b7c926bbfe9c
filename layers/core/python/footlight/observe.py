"""Logs and metrics: JSON lines in CloudWatch, through Powertools."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from aws_lambda_powertools import Logger, Metrics


@cache
def logger() -> Logger:
    """The function's logger; its service name comes from ``POWERTOOLS_SERVICE_NAME``."""
    from aws_lambda_powertools import Logger

    return Logger()


@cache
def metrics() -> Metrics:
    """Metrics in CloudWatch's embedded format: no API call is made."""
    from aws_lambda_powertools import Metrics

    return Metrics(namespace="Footlight")
