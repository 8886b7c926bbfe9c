"""Response headers of everything that leaves the edge."""

from aws_cdk import Duration
from aws_cdk import aws_cloudfront as cloudfront
from constructs import Construct

from cdk.settings import Target

DEVICES = "camera=(self), microphone=(self), display-capture=(self), geolocation=(), payment=(), usb=()"


class SecurityHeaders(cloudfront.ResponseHeadersPolicy):
    """No framing, no sniffing, and cameras for our own pages only.

    ``for_every_site``: scripts of other sites may read it.
    """

    def __init__(
        self, scope: Construct, target: Target, name: str = "Headers", *, for_every_site: bool = False
    ) -> None:
        devices = cloudfront.ResponseCustomHeader(header="Permissions-Policy", value=DEVICES, override=True)
        super().__init__(
            scope,
            name,
            cors_behavior=_every_site() if for_every_site else None,
            security_headers_behavior=_security(https_only=target.emulator is None),
            custom_headers_behavior=cloudfront.ResponseCustomHeadersBehavior(custom_headers=[devices]),
        )


def _every_site() -> cloudfront.ResponseHeadersCorsBehavior:
    return cloudfront.ResponseHeadersCorsBehavior(
        access_control_allow_origins=["*"],
        access_control_allow_methods=["GET", "HEAD"],
        access_control_allow_headers=["*"],
        access_control_expose_headers=["Content-Length", "Content-Range"],
        access_control_allow_credentials=False,
        origin_override=True,
    )


def _security(https_only: bool) -> cloudfront.ResponseSecurityHeadersBehavior:
    year = cloudfront.ResponseHeadersStrictTransportSecurity(
        access_control_max_age=Duration.days(365), include_subdomains=True, override=True
    )
    return cloudfront.ResponseSecurityHeadersBehavior(
        # The pages carry their own, stricter policy; being framed can only be forbidden by a header.
        content_security_policy=cloudfront.ResponseHeadersContentSecurityPolicy(
            content_security_policy="frame-ancestors 'none'", override=False
        ),
        content_type_options=cloudfront.ResponseHeadersContentTypeOptions(override=True),
        frame_options=cloudfront.ResponseHeadersFrameOptions(
            frame_option=cloudfront.HeadersFrameOption.DENY, override=True
        ),
        referrer_policy=cloudfront.ResponseHeadersReferrerPolicy(
            referrer_policy=cloudfront.HeadersReferrerPolicy.STRICT_ORIGIN_WHEN_CROSS_ORIGIN, override=True
        ),
        strict_transport_security=year if https_only else None,
    )
