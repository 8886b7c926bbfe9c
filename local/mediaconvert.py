"""AWS Elemental MediaConvert on the laptop: its REST API on a loopback port, its work done by FFmpeg.

It makes CMAF groups of H.264 and AAC with HLS playlists, from one input. Jobs are forgotten when it ends.
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import suppress
from typing import Any

from aiohttp import web

from local.aws import client
from local.mediaconvert_cloud import Cloud
from local.mediaconvert_model import ApiError, operation, read, write
from local.mediaconvert_queue import Queue
from local.places import places
from local.processes import HOST

# A job's settings: AWS takes requests of up to a few hundred kilobytes.
LARGEST = 1024 * 1024
CLOUD = web.AppKey("cloud", Cloud)
QUEUE = web.AppKey("queue", Queue)

Answer = dict[str, Any]
Operation = Callable[[web.Request, dict[str, Any]], Awaitable[Answer]]


def application(cloud: Cloud) -> web.Application:
    """The API, in front of a queue of its own; inputs, outputs and events go through ``cloud``."""
    app = web.Application(client_max_size=LARGEST)
    app[CLOUD] = cloud
    app.cleanup_ctx.append(_queue)
    for name, do in OPERATIONS.items():
        http = operation(name).http
        app.router.add_route(http["method"], http["requestUri"], _route(name, do))
    return app


async def _queue(app: web.Application) -> AsyncIterator[None]:
    queue = app[QUEUE] = Queue(app[CLOUD])
    worker = asyncio.create_task(queue.work())
    yield
    worker.cancel()
    with suppress(asyncio.CancelledError):
        await worker


def _route(name: str, do: Operation) -> Callable[[web.Request], Awaitable[web.Response]]:
    async def handle(request: web.Request) -> web.Response:
        try:
            answer = await do(request, read(name, await _said(name, request)))
        except ApiError as error:
            headers = {"x-amzn-ErrorType": error.code}
            return web.json_response({"message": str(error)}, status=error.status, headers=headers)
        return web.json_response(write(name, answer), status=operation(name).http["responseCode"])

    return handle


async def _said(name: str, request: web.Request) -> dict[str, Any]:
    """The parameters of a request by their wire names, wherever the model has them stand."""
    said: dict[str, Any] = {**request.match_info, **request.query}
    if "maxResults" in said and request.method == "GET":
        if not said["maxResults"].isdecimal():
            raise ApiError("BadRequestException", "/maxResults: must be integer")
        said["maxResults"] = int(said["maxResults"])
    if not request.can_read_body:
        return said
    try:
        body = await request.json()
    except ValueError:
        raise ApiError("BadRequestException", f"{name}: the body is no JSON") from None
    if not isinstance(body, dict):
        raise ApiError("BadRequestException", f"{name}: the body is no object")
    return {**said, **body}


async def create_job(request: web.Request, wanted: dict[str, Any]) -> Answer:
    """CreateJob."""
    return {"Job": request.app[QUEUE].create(wanted).shown()}


async def get_job(request: web.Request, wanted: dict[str, Any]) -> Answer:
    """GetJob."""
    return {"Job": request.app[QUEUE].find(wanted["Id"]).shown()}


async def list_jobs(request: web.Request, wanted: dict[str, Any]) -> Answer:
    """ListJobs."""
    found, further = request.app[QUEUE].listed(wanted)
    return {"Jobs": [job.shown() for job in found], "NextToken": further}


async def cancel_job(request: web.Request, wanted: dict[str, Any]) -> Answer:
    """CancelJob."""
    await request.app[QUEUE].cancel(wanted["Id"])
    return {}


async def describe_endpoints(request: web.Request, _: dict[str, Any]) -> Answer:
    """DescribeEndpoints: this very address."""
    return {"Endpoints": [{"Url": f"{request.scheme}://{request.host}"}]}


OPERATIONS: dict[str, Operation] = {
    "CreateJob": create_job,
    "GetJob": get_job,
    "ListJobs": list_jobs,
    "CancelJob": cancel_job,
    "DescribeEndpoints": describe_endpoints,
}


def main() -> None:
    """Serve until SIGTERM, beside the emulator that ``CLOUD_PORT`` names."""
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(levelname)s %(message)s")
    asyncio.set_event_loop(asyncio.new_event_loop())
    web.run_app(application(Cloud(client)), host=HOST, port=places().convert_port, print=None)


if __name__ == "__main__":
    main()
