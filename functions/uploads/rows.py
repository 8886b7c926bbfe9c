"""DynamoDB's shape of an upload. Slow: imported on first use."""

from pynamodb.attributes import NumberAttribute, UnicodeAttribute
from pynamodb.indexes import AllProjection, GlobalSecondaryIndex
from pynamodb.models import Model


class ByOwner(GlobalSecondaryIndex["UploadRow"]):  # type: ignore[no-untyped-call]
    """A person's uploads, by the time they were begun."""

    class Meta:
        index_name = "by_owner"
        projection = AllProjection()

    owner_id = UnicodeAttribute(hash_key=True)
    created_at = UnicodeAttribute(range_key=True)


class ByExpiry(GlobalSecondaryIndex["UploadRow"]):  # type: ignore[no-untyped-call]
    """What the sweep looks through: uploads of one state, by when they expire."""

    class Meta:
        index_name = "by_expiry"
        projection = AllProjection()

    state = UnicodeAttribute(hash_key=True)
    expires_at = UnicodeAttribute(range_key=True)


class UploadRow(Model):
    """One upload; its id is its video's. ``expires`` (seconds since 1970) is the TTL attribute."""

    class Meta:
        table_name = "uploads"

    upload_id = UnicodeAttribute(hash_key=True)
    owner_id = UnicodeAttribute()
    multipart_id = UnicodeAttribute()
    state = UnicodeAttribute(default="uploading")
    created_at = UnicodeAttribute()
    expires_at = UnicodeAttribute()
    expires = NumberAttribute(null=True)

    filename = UnicodeAttribute()
    content_type = UnicodeAttribute()
    size = NumberAttribute()
    part_size = NumberAttribute()
    arrived_size = NumberAttribute(null=True)

    by_owner = ByOwner()
    by_expiry = ByExpiry()
