"""DynamoDB's shape of the limits table. Slow: imported on first use."""

from pynamodb.attributes import NumberAttribute, UnicodeAttribute
from pynamodb.models import Model


class LimitRow(Model):
    """What one key used within one window; ``expires`` is the table's TTL, in epoch seconds."""

    class Meta:
        table_name = "limits"

    key = UnicodeAttribute(hash_key=True)
    used = NumberAttribute()
    expires = NumberAttribute()
