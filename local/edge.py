"""http://localhost:8080: passes requests to the emulator's CloudFront; checks signed cookies as AWS does."""

import argparse
import asyncio
import logging
import posixpath
import re
from collections.abc import Mapping
from urllib.parse import unquote

import aiohttp
from aiohttp import web
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.serialization import load_pem_public_key
from multidict import CIMultiDict
from yarl import URL

from local.processes import HOST
from local.signed_cookies import allows

MEDIA = "/media"
PRIVATE = "/media/private/"
# RFC 9110, section 7.6.1: these concern one connection and are not passed on.
HOP_BY_HOP = {
    "connection",
    "keep-alive",
    "te",
    "trailer",
    "transfer-encoding",
    "upgrade",
    "host",
    "content-length",
}
CHUNK = 256 * 1024

ORIGIN = web.AppKey("origin", str)
DOMAIN = web.AppKey("domain", str)
KEY_ID = web.AppKey("key_id", str)
KEY = web.AppKey("key", RSAPublicKey)
CLIENT = web.AppKey("client", aiohttp.ClientSession)


def application(origin: str, domain: str, key_id: str, public_key: bytes) -> web.Application:
    """The edge in front of the emulator at ``origin`` and its distribution ``domain``."""
    app = web.Application(client_max_size=0)
    key = load_pem_public_key(public_key)
    assert isinstance(key, RSAPublicKey)
    app[ORIGIN], app[DOMAIN], app[KEY_ID], app[KEY] = origin, domain, key_id, key
    app.cleanup_ctx.append(_client)
    app.router.add_route("*", "/{path:.*}", forward)
    return app


async def _client(app: web.Application):  # type: ignore[no-untyped-def]
    timeout = aiohttp.ClientTimeout(total=None, sock_connect=5, sock_read=60)
    async with aiohttp.ClientSession(
        timeout=timeout, auto_decompress=False, cookie_jar=aiohttp.DummyCookieJar()
    ) as session:
        app[CLIENT] = session
        yield


async def forward(request: web.Request) -> web.StreamResponse:
    """Answer as the distribution does, or 403 where a private file is asked for without the right cookies."""
    if is_crooked(request.raw_path):
        return web.Response(status=400, text="A path below /media goes straight down.\n")
    if is_private(request.raw_path) and not _opened(request):
        return web.Response(
            status=403, text="This video is private.\n", headers={"Cache-Control": "no-store"}
        )
    try:
        async with request.app[CLIENT].request(
            request.method,
            # Exactly what was checked: left to itself the client writes paths anew.
            URL(request.app[ORIGIN] + request.raw_path, encoded=True),
            headers=_onward(request),
            data=request.content.iter_chunked(CHUNK) if request.can_read_body else None,
            allow_redirects=False,
        ) as answer:
            return await _relay(request, answer)
    except (aiohttp.ClientConnectionError, TimeoutError):
        text = "The local cloud does not answer. Is it up? Try: make status\n"
        return web.Response(status=502, text=text)


def is_private(raw_path: str) -> bool:
    """Whether a path, however it is spelled, leads to private media."""
    path = _plain(raw_path)
    return _resolved(path).startswith(PRIVATE.rstrip("/")) or PRIVATE in path


def is_crooked(raw_path: str) -> bool:
    """Whether a path, however it is spelled, goes to or from media by way of a dot segment."""
    path = _plain(raw_path)
    if not any(part in (".", "..") for part in path.split("/")):
        return False
    return MEDIA in path or _resolved(path).startswith(MEDIA)


def _plain(raw_path: str) -> str:
    """The path without query, decoded as often as anything behind us might decode it."""
    path = re.split(r"[?#]", raw_path, maxsplit=1)[0]
    while (decoded := unquote(path)) != path:
        path = decoded
    return path.replace("\\", "/")


def _resolved(path: str) -> str:
    return posixpath.normpath("/" + path.lstrip("/"))


def _opened(request: web.Request) -> bool:
    url = f"{request.scheme}://{request.host}{request.raw_path}"
    return allows(request.cookies, url, request.app[KEY_ID], request.app[KEY])


def _onward(request: web.Request) -> CIMultiDict[str]:
    headers = _passed_on(request.headers)
    # CloudFront appends the viewer's address, so what the viewer wrote there stands before it.
    seen = [part for part in (headers.get("X-Forwarded-For"), request.remote) if part]
    headers["X-Forwarded-For"] = ", ".join(seen)
    headers["Host"] = request.app[DOMAIN]
    headers["CloudFront-Viewer-Address"] = f"{request.remote}:0"
    if request.content_length is not None:
        headers["Content-Length"] = str(request.content_length)
    return headers


def _passed_on(headers: Mapping[str, str]) -> CIMultiDict[str]:
    kept: CIMultiDict[str] = CIMultiDict()
    for name, value in headers.items():
        if name.lower() not in HOP_BY_HOP:
            kept.add(name, value)
    return kept


async def _relay(request: web.Request, answer: aiohttp.ClientResponse) -> web.StreamResponse:
    response = web.StreamResponse(status=answer.status, headers=_passed_on(answer.headers))
    if "Content-Length" in answer.headers:
        response.content_length = int(answer.headers["Content-Length"])
    await response.prepare(request)
    async for chunk in answer.content.iter_chunked(CHUNK):
        await response.write(chunk)
    await response.write_eof()
    return response


def main() -> None:
    """Serve until SIGTERM; arguments name the origin, the distribution and its public key."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--origin", required=True)
    parser.add_argument("--domain", required=True)
    parser.add_argument("--key-id", required=True)
    parser.add_argument("--public-key", type=argparse.FileType("rb"), required=True)
    args = parser.parse_args()
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(levelname)s %(message)s")
    app = application(args.origin, args.domain, args.key_id, args.public_key.read())
    asyncio.set_event_loop(asyncio.new_event_loop())
    web.run_app(app, host=HOST, port=args.port, print=None, handler_cancellation=True)


if __name__ == "__main__":
    main()
