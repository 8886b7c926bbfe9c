"""The edge: which path leads where, who may pass, and what leaves it."""

import json
import subprocess
from typing import Any

import pytest

from tests.assembly import Assembly, assembly

pytestmark = [pytest.mark.templates, pytest.mark.xdist_group("templates")]


@pytest.fixture(scope="module")
def prod() -> Assembly:
    return assembly("prod")


@pytest.fixture
def distribution(prod: Assembly) -> dict[str, Any]:
    (found,) = prod.properties("AWS::CloudFront::Distribution")
    config: dict[str, Any] = found["DistributionConfig"]
    return config


def behaviors(distribution: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {behavior["PathPattern"]: behavior for behavior in distribution["CacheBehaviors"]}


def test_only_public_media_is_open(distribution: dict[str, Any]) -> None:
    assert list(behaviors(distribution)) == ["/api/*", "/media/public/*", "/media/*"]
    assert "TrustedKeyGroups" not in behaviors(distribution)["/media/public/*"]
    assert behaviors(distribution)["/media/*"]["TrustedKeyGroups"]


def test_the_api_is_never_cached_and_takes_every_method(distribution: dict[str, Any]) -> None:
    api = behaviors(distribution)["/api/*"]
    assert set(api["AllowedMethods"]) == {"GET", "HEAD", "OPTIONS", "PUT", "PATCH", "POST", "DELETE"}
    # AWS's managed policies: CachingDisabled, AllViewerExceptHostHeader.
    assert api["CachePolicyId"] == "4135ea2d-6df8-44a3-9df3-4b5a84be39ad"
    assert api["OriginRequestPolicyId"] == "b689b0a8-53d0-40ab-baf2-68738e2966ac"


def test_the_api_knows_the_edge_by_a_secret(prod: Assembly, distribution: dict[str, Any]) -> None:
    from footlight.http import EDGE_HEADER

    headers = [
        header for origin in distribution["Origins"] for header in origin.get("OriginCustomHeaders", ())
    ]
    assert [header["HeaderName"].lower() for header in headers] == [EDGE_HEADER]
    assert "Fn::ImportValue" in headers[0]["HeaderValue"]
    for function in prod.properties("AWS::Lambda::Function"):
        if function["Handler"].endswith(".api.handler"):
            told = function["Environment"]["Variables"]["FOOTLIGHT_EDGE_KEY"]
            assert told["Fn::GetAtt"][1] == "EdgeKey"


def test_api_gateways_own_errors_are_problem_documents(prod: Assembly) -> None:
    refusals = {each["ResponseType"]: each for each in prod.properties("AWS::ApiGateway::GatewayResponse")}
    assert {"DEFAULT_4XX", "DEFAULT_5XX", "REQUEST_TOO_LARGE", "THROTTLED"} <= set(refusals)
    for refusal in refusals.values():
        body = json.loads(refusal["ResponseTemplates"]["application/json"])
        assert {"type", "title", "status", "detail", "code"} <= set(body)
        assert str(body["status"]) == refusal["StatusCode"]
    # What a bearer token gets where no method is.
    assert refusals["INVALID_SIGNATURE"]["StatusCode"] == refusals["DEFAULT_4XX"]["StatusCode"] == "404"


def test_errors_of_the_api_are_not_replaced(distribution: dict[str, Any]) -> None:
    assert "CustomErrorResponses" not in distribution


def test_everything_goes_by_tls_and_carries_the_headers(distribution: dict[str, Any]) -> None:
    for behavior in (distribution["DefaultCacheBehavior"], *distribution["CacheBehaviors"]):
        assert behavior["ViewerProtocolPolicy"] == "redirect-to-https"
        assert "ResponseHeadersPolicyId" in behavior


def test_http3_and_ipv6_are_on(distribution: dict[str, Any]) -> None:
    assert distribution["HttpVersion"] == "http2and3"
    assert distribution["IPV6Enabled"] is True


def test_headers_forbid_framing_and_allow_our_own_pages_the_camera(prod: Assembly) -> None:
    policies = prod.properties("AWS::CloudFront::ResponseHeadersPolicy")
    assert len(policies) == 2
    for text in map(json.dumps, policies):
        assert "frame-ancestors 'none'" in text
        assert "camera=(self)" in text
        assert "StrictTransportSecurity" in text


def test_public_media_plays_on_every_site_and_nothing_else_is_shared(
    prod: Assembly, distribution: dict[str, Any]
) -> None:
    (shared,) = [
        name
        for name, policy in prod.resources("AWS::CloudFront::ResponseHeadersPolicy").items()
        if "CorsConfig" in policy["Properties"]["ResponseHeadersPolicyConfig"]
    ]
    policies = prod.resources("AWS::CloudFront::ResponseHeadersPolicy")
    cors = policies[shared]["Properties"]["ResponseHeadersPolicyConfig"]["CorsConfig"]
    assert cors["AccessControlAllowOrigins"]["Items"] == ["*"]
    assert cors["AccessControlAllowMethods"]["Items"] == ["GET", "HEAD"]
    assert cors["AccessControlAllowCredentials"] is False
    used = {
        path: behavior["ResponseHeadersPolicyId"]["Ref"] for path, behavior in behaviors(distribution).items()
    }
    assert [path for path, policy in used.items() if policy == shared] == ["/media/public/*"]
    assert distribution["DefaultCacheBehavior"]["ResponseHeadersPolicyId"]["Ref"] != shared


def test_only_distributions_of_this_account_read_site_and_media(prod: Assembly) -> None:
    allowed = [
        statement
        for policy in prod.properties("AWS::S3::BucketPolicy")
        for statement in policy["PolicyDocument"]["Statement"]
        if statement["Effect"] == "Allow" and "cloudfront.amazonaws.com" in json.dumps(statement["Principal"])
    ]
    assert len(allowed) == 4
    assert all("AWS:SourceArn" in statement["Condition"]["ArnLike"] for statement in allowed)


def test_a_domain_of_ones_own_is_an_option() -> None:
    certificate = "arn:aws:acm:us-east-1:111122223333:certificate/1"
    named = assembly(
        "dev",
        domain_name="video.example.com",
        certificate_arn=certificate,
        hosted_zone_id="Z1",
        hosted_zone_name="example.com",
    )
    (found,) = named.properties("AWS::CloudFront::Distribution")
    assert found["DistributionConfig"]["Aliases"] == ["video.example.com"]
    assert found["DistributionConfig"]["ViewerCertificate"]["MinimumProtocolVersion"] == "TLSv1.2_2021"
    assert len(named.resources("AWS::Route53::RecordSet")) == 2
    assert named.findings() == []


@pytest.mark.parametrize(
    ("asked", "answered"),
    [
        ("/", "/index.html"),
        ("/watch", "/watch.html"),
        ("/watch/", "/watch.html"),
        ("/404", "/404.html"),
        ("/watch.txt", "/watch.txt"),
        ("/_next/static/chunks/a.js", "/_next/static/chunks/a.js"),
        ("/watch/__next._tree.txt", "/watch/__next._tree.txt"),
        ("/nothing/here", 404),
        ("/watch//../secret", 404),
    ],
)
def test_clean_addresses(asked: str, answered: str | int) -> None:
    from cdk.kit.clean_urls import source

    call = f"console.log(JSON.stringify(handler({{request: {{uri: {json.dumps(asked)}}}}})))"
    said = subprocess.run(["node", "-e", f"{source()}\n{call}"], capture_output=True, text=True, check=True)
    result = json.loads(said.stdout)
    assert result.get("uri", result.get("statusCode")) == answered


def test_the_address_function_fits_cloudfronts_ten_kilobytes() -> None:
    from cdk.kit.clean_urls import source

    assert len(source().encode()) < 10 * 1024
