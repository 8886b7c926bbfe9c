"""The edge passes requests on as CloudFront would, and keeps private media shut."""

import asyncio
from collections.abc import Awaitable, Callable

import pytest
from aiohttp import ClientSession, web
from aiohttp.test_utils import TestClient, TestServer
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, generate_private_key
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from yarl import URL

from local.edge import application, is_private
from tests.local.signing import KEY_ID, cookies

DOMAIN = "d123.cloudfront.localhost:4566"
Visit = Callable[[TestClient[web.Request, web.Application]], Awaitable[None]]


@pytest.fixture(scope="module")
def key() -> RSAPrivateKey:
    return generate_private_key(65537, 2048)


async def echo(request: web.Request) -> web.Response:
    return web.json_response(
        {
            "path": request.raw_path,
            "host": request.headers["Host"],
            "forwarded": request.headers.get("X-Forwarded-For"),
            "body": (await request.read()).decode(),
        },
        status=207,
        headers={"Set-Cookie": "a=b; Path=/api/auth"},
    )


def through_the_edge(key: RSAPrivateKey, visit: Visit) -> None:
    async def scene() -> None:
        origin = web.Application()
        origin.router.add_route("*", "/{path:.*}", echo)
        pem = key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
        async with TestServer(origin) as behind:
            app = application(str(behind.make_url("")).rstrip("/"), DOMAIN, KEY_ID, pem)
            async with TestClient(TestServer(app)) as client:
                await visit(client)

    asyncio.run(scene())


def test_a_request_reaches_the_distribution_by_its_domain(key: RSAPrivateKey) -> None:
    async def visit(client: TestClient[web.Request, web.Application]) -> None:
        answer = await client.post("/api/x%20y?q=1", data=b"hello", headers={"X-Forwarded-For": "6.6.6.6"})

        seen = await answer.json()
        assert answer.status == 207
        assert answer.headers["Set-Cookie"] == "a=b; Path=/api/auth"
        assert seen["path"] == "/api/x%20y?q=1"
        assert seen["host"] == DOMAIN
        assert seen["body"] == "hello"
        # What the client claims stands first; what the edge saw stands last.
        assert seen["forwarded"] == "6.6.6.6, 127.0.0.1"

    through_the_edge(key, visit)


def test_private_media_need_cookies(key: RSAPrivateKey) -> None:
    async def visit(client: TestClient[web.Request, web.Application]) -> None:
        path = "/media/private/alice/v/manifest.m3u8"
        good = cookies(key, f"{client.make_url('/')}media/private/alice/*")
        bad = cookies(key, f"{client.make_url('/')}media/private/mallory/*")

        assert (await client.get(path)).status == 403
        assert (await client.get(path, cookies=good)).status == 207
        for asked in (path, f"{path}?x=/media/private/mallory/"):
            assert (await client.get(asked, cookies=bad)).status == 403

    through_the_edge(key, visit)


@pytest.mark.parametrize(
    "path",
    [
        "/media/private/mallory/../alice/v/manifest.m3u8",
        "/media/private/mallory/%2e%2e/alice/v/manifest.m3u8",
        "/media/private/mallory/%252E%252e/alice/v/manifest.m3u8",
        "/media/private/mallory/..%2Falice/v/manifest.m3u8",
        "/media/private/mallory/..%5calice/v/manifest.m3u8",
        "/media/private/mallory/./v/manifest.m3u8",
        "/media/public/../private/alice/v/manifest.m3u8",
        "/api/../media/private/alice/v/manifest.m3u8",
        "/media/..",
    ],
)
def test_nobody_climbs_out_of_what_is_theirs(key: RSAPrivateKey, path: str) -> None:
    async def visit(client: TestClient[web.Request, web.Application]) -> None:
        good = cookies(key, f"{client.make_url('/')}media/private/mallory/*")
        url = URL(f"{str(client.make_url('/')).rstrip('/')}{path}", encoded=True)

        async with ClientSession(cookies=good) as session, session.get(url) as answer:
            assert answer.status == 400

    through_the_edge(key, visit)


@pytest.mark.parametrize(
    "path", ["/api/a/../b?q=%2e%2e", "/media/public/a%20b//c..m4s?x=../", "/a/%2e%2e/b%2Fc"]
)
def test_what_was_checked_is_what_is_sent(key: RSAPrivateKey, path: str) -> None:
    async def visit(client: TestClient[web.Request, web.Application]) -> None:
        url = URL(f"{str(client.make_url('/')).rstrip('/')}{path}", encoded=True)

        async with ClientSession() as session, session.get(url) as answer:
            assert (await answer.json())["path"] == path

    through_the_edge(key, visit)


def test_public_media_do_not(key: RSAPrivateKey) -> None:
    async def visit(client: TestClient[web.Request, web.Application]) -> None:
        assert (await client.get("/media/public/alice/v/manifest.m3u8")).status == 207

    through_the_edge(key, visit)


def test_a_cloud_that_is_down_is_said_in_a_sentence(key: RSAPrivateKey) -> None:
    async def scene() -> None:
        pem = key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
        async with TestClient(TestServer(application("http://127.0.0.1:1", DOMAIN, KEY_ID, pem))) as client:
            answer = await client.get("/")
            assert answer.status == 502
            assert "make status" in await answer.text()

    asyncio.run(scene())


@pytest.mark.parametrize(
    "path",
    [
        "/media/private/a/v/x.m4s",
        "/media/%70rivate/a/v/x.m4s",
        "//media/private/a",
        "/media/public/../private/a/v",
        "/media/public/%2e%2e/private/a/v",
        "/media//private/a/v",
        "/media/private",
    ],
)
def test_private_is_private_however_it_is_spelled(path: str) -> None:
    assert is_private(path)


@pytest.mark.parametrize("path", ["/", "/media/public/a/v/x.m4s", "/watch?v=/media/private/"])
def test_the_rest_is_open(path: str) -> None:
    assert not is_private(path)
