"""Every feature, given only what it may touch: who reaches into another's data stands here."""

from typing import Any

from aws_cdk import CfnOutput, Stack
from constructs import Construct

from cdk.features.auth import Auth
from cdk.features.playback import Playback
from cdk.features.realtime import Realtime
from cdk.features.transcode import Transcode
from cdk.features.uploads import Uploads
from cdk.features.videos import Videos
from cdk.kit.function import Toolbox
from cdk.kit.http import Api
from cdk.settings import Target
from cdk.stacks.data import DataStack
from cdk.stacks.transcode_access import let_transcode_touch


class ServicesStack(Stack):
    """The features. Each construct knows its own data; this stack introduces it to the others'."""

    def __init__(
        self, scope: Construct, name: str, target: Target, data: DataStack, **properties: Any
    ) -> None:
        super().__init__(scope, name, **properties)
        tools = Toolbox(self, target)
        self.auth = Auth(self, tools, data.auth)
        self.videos = Videos(self, tools, data.videos, data.bus)
        self.uploads = Uploads(self, tools, data.uploads, data.bus)
        self.transcode = Transcode(self, tools, data.transcode, data.bus)
        self.playback = Playback(self, tools, data.playback, data.bus)
        self.realtime = Realtime(self, tools)
        self.api = Api(self, target)
        self._serve(data)
        self._let_auth_touch(data)
        self._let_uploads_touch(data)
        let_transcode_touch(self.transcode, data)
        self._let_playback_touch(data)
        self._let_videos_touch(data)
        self._output()

    def _serve(self, data: DataStack) -> None:
        apis = (self.auth.api, self.videos.api, self.uploads.api, self.playback.api)
        for api in apis:
            self.api.serve(api)
            api.tell(edge_key=self.playback.key.edge_key)
        data.auth.tell(*apis)

    def _let_auth_touch(self, data: DataStack) -> None:
        api, media = self.auth.api, data.playback.media
        data.bus.allow(api)
        data.limits.allow(api, "UpdateItem")
        why = "Everybody's avatar has a name of its own: its content's hash."
        media.allow(api, "PutObject", "DeleteObject", objects="media/public/*/avatar/*", why=why)
        media.allow_listing(api, "media/public/")

    def _let_videos_touch(self, data: DataStack) -> None:
        api, why = (
            self.videos.api,
            "Every video has a prefix of its own, and a poster sent for it a name of its own.",
        )
        data.auth.users.allow(api, "GetItem", "BatchGetItem")
        data.limits.allow(api, "UpdateItem")
        data.playback.media.allow(
            api, "PutObject", "DeleteObject", objects="media/*/poster-custom-*", why=why
        )

    def _let_uploads_touch(self, data: DataStack) -> None:
        api, videos = self.uploads.api, data.videos.table
        data.auth.users.allow(api, "GetItem")
        data.limits.allow(api, "UpdateItem")
        videos.allow(api, "GetItem", "PutItem", "DeleteItem")
        for reaction in (self.uploads.on_arrived, self.uploads.sweep):
            videos.allow(reaction, "GetItem", "UpdateItem")

    def _let_playback_touch(self, data: DataStack) -> None:
        for function in (self.playback.api, self.playback.on_visibility_changed):
            data.videos.table.allow(function, "GetItem", "UpdateItem")
        data.videos.table.allow(self.playback.sweep, "Query", index="by_stray")

    def _output(self) -> None:
        for name, value in {
            "ApiUrl": self.api.rest.url,
            "WebSocketUrl": self.realtime.sockets.url,
            "PipelineArn": self.transcode.arn,
            "SigningKeyParameter": self.playback.key.parameter,
            "SigningKeyId": self.playback.key.key_id,
            "SigningPublicKey": self.playback.key.public_key,
        }.items():
            CfnOutput(self, name, value=value)
