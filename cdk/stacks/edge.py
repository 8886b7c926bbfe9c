"""One CloudFront domain: the site at /, the API at /api, video at /media; next: functions/playback/api.py."""

from typing import Any

from aws_cdk import Annotations, CfnOutput, Duration, Fn, Stack
from aws_cdk import aws_certificatemanager as acm
from aws_cdk import aws_cloudfront as cloudfront
from aws_cdk import aws_cloudfront_origins as origins
from aws_cdk import aws_route53 as route53
from aws_cdk import aws_route53_targets as route53_targets
from aws_cdk import aws_s3 as s3
from aws_cdk import aws_ssm as ssm
from constructs import Construct

from cdk.features.playback import distribution_parameter, site_parameter
from cdk.kit.clean_urls import CleanUrls
from cdk.kit.headers import SecurityHeaders
from cdk.kit.http import EDGE_HEADER, origin_of
from cdk.kit.permissions import accept
from cdk.settings import Target
from cdk.stacks.data import DataStack
from cdk.stacks.services import ServicesStack


class EdgeStack(Stack):
    """What the world sees."""

    def __init__(
        self,
        scope: Construct,
        name: str,
        target: Target,
        data: DataStack,
        services: ServicesStack,
        **properties: Any,
    ) -> None:
        super().__init__(scope, name, **properties)
        self._target = target
        self._headers = SecurityHeaders(self, target)
        shared = SecurityHeaders(self, target, "SharedHeaders", for_every_site=True)
        media = self._bucket_origin("Media", data.playback.media.resource)
        self.distribution = cloudfront.Distribution(
            self,
            "Distribution",
            comment=f"Footlight {target.name}",
            default_behavior=self._site(data),
            additional_behaviors={
                "/api/*": self._api(services),
                "/media/public/*": self._media(media, headers=shared),
                "/media/*": self._media(media, readers=services.playback.key.group),
            },
            http_version=cloudfront.HttpVersion.HTTP2_AND_3,
            enable_ipv6=True,
            price_class=cloudfront.PriceClass.PRICE_CLASS_100,
            **self._log(data),
            **self._own_domain(),
        )
        self._name_it()
        self._accept_findings()
        self._leave_word()
        CfnOutput(self, "SiteUrl", value=self._url())
        CfnOutput(self, "DistributionId", value=self.distribution.distribution_id)
        CfnOutput(self, "DistributionDomain", value=self.distribution.distribution_domain_name)

    def _site(self, data: DataStack) -> cloudfront.BehaviorOptions:
        return self._behavior(
            self._bucket_origin("Site", data.site.resource),
            cache_policy=cloudfront.CachePolicy.CACHING_OPTIMIZED,
            function_associations=[CleanUrls(self).association],
        )

    def _api(self, services: ServicesStack) -> cloudfront.BehaviorOptions:
        where, at_aws = origin_of(services.api, self._target), self._target.emulator is None
        policy = cloudfront.OriginProtocolPolicy
        protocol = policy.HTTPS_ONLY if at_aws else policy.HTTP_ONLY
        name = where.pop("domain_name")
        return self._behavior(
            origins.HttpOrigin(
                name,
                protocol_policy=protocol,
                read_timeout=Duration.seconds(30),
                custom_headers={EDGE_HEADER: services.playback.key.edge_key},
                **where,
            ),
            allowed_methods=cloudfront.AllowedMethods.ALLOW_ALL,
            cache_policy=cloudfront.CachePolicy.CACHING_DISABLED,
            origin_request_policy=cloudfront.OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
            compress=False,
        )

    def _media(
        self,
        origin: cloudfront.IOrigin,
        *,
        readers: cloudfront.IKeyGroup | None = None,
        headers: SecurityHeaders | None = None,
    ) -> cloudfront.BehaviorOptions:
        return self._behavior(
            origin,
            cache_policy=cloudfront.CachePolicy.CACHING_OPTIMIZED,
            trusted_key_groups=[readers] if readers else None,
            response_headers_policy=headers or self._headers,
        )

    def _behavior(self, origin: cloudfront.IOrigin, **options: Any) -> cloudfront.BehaviorOptions:
        policy = cloudfront.ViewerProtocolPolicy
        return cloudfront.BehaviorOptions(
            origin=origin,
            viewer_protocol_policy=policy.ALLOW_ALL if self._target.emulator else policy.REDIRECT_TO_HTTPS,
            **{"response_headers_policy": self._headers, **options},
        )

    def _bucket_origin(self, name: str, bucket: s3.IBucket) -> cloudfront.IOrigin:
        """The bucket by name only: the data stack's policy lets us in, so no stack waits for another."""
        found = s3.Bucket.from_bucket_attributes(
            self,
            f"{name}Bucket",
            bucket_name=bucket.bucket_name,
            bucket_regional_domain_name=bucket.bucket_regional_domain_name,
        )
        Annotations.of(self).acknowledge_warning(
            "@aws-cdk/aws-cloudfront-origins:updateImportedBucketPolicyOac", "stacks/data.py has the policy."
        )
        return origins.S3BucketOrigin.with_origin_access_control(found)

    def _log(self, data: DataStack) -> dict[str, Any]:
        if data.access_log is None:
            return {}
        return {"enable_logging": True, "log_bucket": data.access_log, "log_file_prefix": "cloudfront/"}

    def _own_domain(self) -> dict[str, Any]:
        domain = self._target.domain
        if domain is None:
            return {}
        certificate = acm.Certificate.from_certificate_arn(self, "Certificate", domain.certificate_arn)
        return {
            "domain_names": [domain.name],
            "certificate": certificate,
            "minimum_protocol_version": cloudfront.SecurityPolicyProtocol.TLS_V1_2_2021,
        }

    def _name_it(self) -> None:
        domain = self._target.domain
        if domain is None or domain.hosted_zone_id is None:
            return
        zone = route53.HostedZone.from_hosted_zone_attributes(
            self,
            "Zone",
            hosted_zone_id=domain.hosted_zone_id,
            zone_name=domain.hosted_zone_name or domain.name,
        )
        here = route53.RecordTarget.from_alias(route53_targets.CloudFrontTarget(self.distribution))
        route53.ARecord(self, "Name", zone=zone, record_name=f"{domain.name}.", target=here)
        route53.AaaaRecord(self, "NameV6", zone=zone, record_name=f"{domain.name}.", target=here)

    def _leave_word(self) -> None:
        """Tell playback's functions, which were there before, what only this stack knows."""
        for name, parameter, value in (
            ("DistributionParameter", distribution_parameter, self.distribution.distribution_id),
            ("SiteParameter", site_parameter, self._url()),
        ):
            ssm.StringParameter(self, name, parameter_name=parameter(self._target), string_value=value)

    def _url(self) -> str:
        if self._target.site:
            return self._target.site
        domain = self._target.domain
        return Fn.join(
            "", ["https://", domain.name if domain else self.distribution.distribution_domain_name]
        )

    def _accept_findings(self) -> None:
        accept(self, "AwsSolutions-CFR1", "Whom a deployer serves is theirs to restrict, not ours to guess.")
        accept(
            self,
            "AwsSolutions-CFR2",
            "A WAF costs money at rest; the API throttles, and the rest is static files.",
        )
        if self._target.domain is None:
            accept(
                self, "AwsSolutions-CFR4", "CloudFront's own domain has a TLS policy that nobody can change."
            )
        if not self._target.access_logs:
            accept(self, "AwsSolutions-CFR3", "A target to try things on keeps no access logs.")
