"""The current time, in the one form that is stored and answered."""

from datetime import UTC, datetime, timedelta


def now() -> str:
    """Now as ISO 8601 in UTC with milliseconds: sorts as text, as DynamoDB's range keys do."""
    return iso(datetime.now(UTC))


def later(**amount: float) -> str:
    """Now plus ``timedelta(**amount)``, in the same form."""
    return iso(datetime.now(UTC) + timedelta(**amount))


def iso(moment: datetime) -> str:
    """``moment`` (aware) as ISO 8601 in UTC with milliseconds."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
