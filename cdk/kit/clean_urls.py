"""The site's clean addresses: a CloudFront Function that knows which pages there are."""

import json

from aws_cdk import aws_cloudfront as cloudfront
from constructs import Construct

from cdk.kit.layers import ROOT

APP = ROOT / "frontend/src/app"
SOURCE = ROOT / "cdk/kit/clean_urls.js"


class CleanUrls(Construct):
    """``/watch`` is ``watch.html`` in the bucket; what is no page is a 404."""

    def __init__(self, scope: Construct) -> None:
        super().__init__(scope, "CleanUrls")
        function = cloudfront.Function(
            self,
            "Function",
            code=cloudfront.FunctionCode.from_inline(source()),
            runtime=cloudfront.FunctionRuntime.JS_2_0,
        )
        self.association = cloudfront.FunctionAssociation(
            function=function, event_type=cloudfront.FunctionEventType.VIEWER_REQUEST
        )


def source() -> str:
    """The function's JavaScript, with the pages written into it."""
    return SOURCE.read_text().replace("__PAGES__", json.dumps(pages()))


def pages() -> list[str]:
    """The clean paths, from the page files: app/watch/page.tsx is ``/watch``; route groups leave no trace."""
    found = {"/404"}
    for file in APP.rglob("page.tsx"):
        parts = [part for part in file.parent.relative_to(APP).parts if not part.startswith("(")]
        found.add("/" + "/".join(parts) if parts else "/index")
    return sorted(found)
