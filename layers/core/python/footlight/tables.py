"""DynamoDB's shape of what several features read: users and videos. Slow: imported on first use."""

from typing import Any

from pynamodb.attributes import (
    BooleanAttribute,
    JSONAttribute,
    ListAttribute,
    NumberAttribute,
    UnicodeAttribute,
    UnicodeSetAttribute,
)
from pynamodb.indexes import AllProjection, GlobalSecondaryIndex
from pynamodb.models import Model


class UserRow(Model):
    """What the site knows of a person beyond Cognito's record."""

    class Meta:
        table_name = "users"

    user_id = UnicodeAttribute(hash_key=True)
    display_name = UnicodeAttribute()
    avatar_key = UnicodeAttribute(null=True)
    created_at = UnicodeAttribute()
    totp_enabled = BooleanAttribute(default=False)
    recovery_hashes = UnicodeSetAttribute(null=True)


class ByOwner(GlobalSecondaryIndex["VideoRow"]):  # type: ignore[no-untyped-call]
    """A creator's own videos, by the time they were begun."""

    class Meta:
        index_name = "by_owner"
        projection = AllProjection()

    owner_id = UnicodeAttribute(hash_key=True)
    created_at = UnicodeAttribute(range_key=True)


class ByFeed(GlobalSecondaryIndex["VideoRow"]):  # type: ignore[no-untyped-call]
    """What everyone may find: sparse, a row without ``feed`` is not in it."""

    class Meta:
        index_name = "by_feed"
        projection = AllProjection()

    feed = UnicodeAttribute(hash_key=True)
    published_at = UnicodeAttribute(range_key=True)


class ByBin(GlobalSecondaryIndex["VideoRow"]):  # type: ignore[no-untyped-call]
    """What was deleted and may still be restored: sparse, for the purge."""

    class Meta:
        index_name = "by_bin"
        projection = AllProjection()

    bin = UnicodeAttribute(hash_key=True)
    deleted_at = UnicodeAttribute(range_key=True)


class ByWork(GlobalSecondaryIndex["VideoRow"]):  # type: ignore[no-untyped-call]
    """What transcoding still owes something, by its last change: sparse, for transcode's sweep."""

    class Meta:
        index_name = "by_work"
        projection = AllProjection()

    work = UnicodeAttribute(hash_key=True)
    updated_at = UnicodeAttribute(range_key=True)


class ByStray(GlobalSecondaryIndex["VideoRow"]):  # type: ignore[no-untyped-call]
    """Videos whose files are not, or not only, where they belong: sparse, and empty as a rule."""

    class Meta:
        index_name = "by_stray"
        projection = AllProjection()

    stray = UnicodeAttribute(hash_key=True)
    updated_at = UnicodeAttribute(range_key=True)


class VideoRow(Model):
    """One video from the first promise of an upload to its deletion."""

    class Meta:
        table_name = "videos"

    video_id = UnicodeAttribute(hash_key=True)
    owner_id = UnicodeAttribute()
    created_at = UnicodeAttribute()
    updated_at = UnicodeAttribute()
    published_at = UnicodeAttribute(null=True)
    deleted_at = UnicodeAttribute(null=True)
    revision = NumberAttribute(default=0)

    title = UnicodeAttribute()
    description = UnicodeAttribute(default="")
    tags: ListAttribute[Any] = ListAttribute(of=UnicodeAttribute, default=list)
    visibility = UnicodeAttribute(default="private")
    feed = UnicodeAttribute(null=True)
    bin = UnicodeAttribute(null=True)
    work = UnicodeAttribute(null=True)
    views = NumberAttribute(default=0)

    state = UnicodeAttribute(default="uploading")
    reason = UnicodeAttribute(null=True)
    percent = NumberAttribute(default=0)
    filename = UnicodeAttribute(null=True)
    content_type = UnicodeAttribute(null=True)
    size_bytes = NumberAttribute(default=0)

    duration_seconds = NumberAttribute(null=True)
    width = NumberAttribute(null=True)
    height = NumberAttribute(null=True)
    frame_rate = NumberAttribute(null=True)
    renditions = JSONAttribute(null=True)
    media_prefix = UnicodeAttribute(null=True)
    manifest = UnicodeAttribute(null=True)
    poster = UnicodeAttribute(null=True)
    posters = JSONAttribute(null=True)
    storyboard = UnicodeAttribute(null=True)
    route = UnicodeAttribute(null=True)
    cost_estimate = NumberAttribute(null=True)
    cost_actual = NumberAttribute(null=True)
    note = UnicodeAttribute(null=True)
    moving = UnicodeAttribute(null=True)
    stray = UnicodeAttribute(null=True)

    by_owner = ByOwner()
    by_feed = ByFeed()
    by_bin = ByBin()
    by_stray = ByStray()
    by_work = ByWork()
