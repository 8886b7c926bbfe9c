"""Videos: the table of them all, /api/videos, and the purge of what was deleted."""

from constructs import Construct

from cdk.kit.bus import Bus, hourly
from cdk.kit.function import Function, Toolbox
from cdk.kit.storage import Table
from cdk.settings import Target


class VideosData(Construct):
    """The videos table."""

    def __init__(self, scope: Construct, target: Target) -> None:
        super().__init__(scope, "Videos")
        self.table = Table(
            self,
            target,
            "videos",
            ("video_id", None),
            indexes={
                "by_owner": ("owner_id", "created_at"),
                "by_feed": ("feed", "published_at"),
                "by_bin": ("bin", "deleted_at"),
                "by_work": ("work", "updated_at"),
                "by_stray": ("stray", "updated_at"),
            },
        )


class Videos(Construct):
    """/api/videos and its reactions."""

    def __init__(self, scope: Construct, tools: Toolbox, data: VideosData, bus: Bus) -> None:
        super().__init__(scope, "Videos")
        self.api = Function(self, tools, "functions.videos.api.handler", memory=1024, seconds=29)
        self.purge = Function(self, tools, "functions.videos.purge.handler", asynchronous=True)
        self.on_user_deleted = Function(
            self, tools, "functions.videos.on_user_deleted.handler", asynchronous=True
        )
        self.api.alarm_on_errors(tools.alarms)
        data.table.allow(self.api, "GetItem", "UpdateItem")
        data.table.allow(self.api, "Query", index="by_owner")
        data.table.allow(self.api, "Query", index="by_feed")
        data.table.allow(self.purge, "DeleteItem")
        data.table.allow(self.purge, "Query", index="by_bin")
        data.table.allow(self.on_user_deleted, "DeleteItem")
        data.table.allow(self.on_user_deleted, "Query", index="by_owner")
        bus.allow(self.api, self.purge, self.on_user_deleted)
        bus.tells(self.on_user_deleted, "UserDeleted")
        hourly(self.purge)
