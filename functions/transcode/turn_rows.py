"""DynamoDB's shape of the turns table. Slow: imported on first use."""

from pynamodb.attributes import JSONAttribute, NumberAttribute, UnicodeAttribute
from pynamodb.models import Model


class TurnRow(Model):
    """The one ledger; ``version`` counts its changes, so that none is based on an older one."""

    class Meta:
        table_name = "turns"

    key = UnicodeAttribute(hash_key=True)
    version = NumberAttribute()
    entries = JSONAttribute()
