"""DynamoDB's shape of a counted view. Slow: imported on first use."""

from pynamodb.attributes import NumberAttribute, UnicodeAttribute
from pynamodb.models import Model


class ViewRow(Model):
    """One viewer's view of one video; ``expires`` (seconds since 1970) is the TTL attribute."""

    class Meta:
        table_name = "views"

    video_id = UnicodeAttribute(hash_key=True)
    viewer_id = UnicodeAttribute(range_key=True)
    expires = NumberAttribute()
