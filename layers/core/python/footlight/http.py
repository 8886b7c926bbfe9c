"""The one way a feature speaks HTTP: FastAPI inside Lambda, errors as RFC 9457 problem documents."""

import hmac
from collections.abc import Awaitable, Callable
from dataclasses import asdict
from typing import Annotated, Any

from fastapi import APIRouter, FastAPI, Path, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from mangum import Mangum
from pydantic import BaseModel, ConfigDict
from starlette.exceptions import HTTPException

from footlight import users
from footlight.errors import FootlightError, Forbidden, TooLarge, TooManyRequests
from footlight.identifiers import PATTERN
from footlight.observe import logger
from footlight.settings import settings

BODY_LIMIT = 1024 * 1024
PROBLEM = "application/problem+json"
EDGE_HEADER = "x-footlight-edge"

VideoId = Annotated[str, Path(pattern=PATTERN, description="A video's id, which is its upload's too")]


class Body(BaseModel):
    """A request body: unknown fields are an error, text is stripped."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)


class FieldError(BaseModel):
    """What is wrong with one field."""

    field: str
    message: str


class Problem(BaseModel):
    """RFC 9457 problem document."""

    model_config = ConfigDict(extra="allow")

    type: str
    title: str
    status: int
    detail: str
    code: str
    errors: list[FieldError] | None = None


class Creator(BaseModel):
    """A person as shown beside a video."""

    user_id: str
    display_name: str
    avatar_url: str | None

    @classmethod
    def of(cls, profile: users.Profile) -> "Creator":
        """From a profile."""
        return cls(**asdict(profile))


def create_app(feature: str, router: APIRouter) -> FastAPI:
    """The application of one feature, its routes under ``/api/<feature>``."""
    root = f"/api/{feature}"
    app = FastAPI(
        title=f"Footlight {feature}",
        openapi_url=f"{root}/openapi.json",
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        generate_unique_id_function=lambda route: f"{feature}_{route.name}",
        responses={"4XX": {"model": Problem, "content": {PROBLEM: {}}, "description": "What went wrong"}},
    )
    app.include_router(router, prefix=root, tags=[feature])
    app.add_exception_handler(FootlightError, _on_footlight_error)
    app.add_exception_handler(RequestValidationError, _on_invalid)
    app.add_exception_handler(HTTPException, _on_http_exception)
    app.add_exception_handler(Exception, _on_unexpected)
    app.middleware("http")(_guard)
    return app


def lambda_handler(app: FastAPI) -> Mangum:
    """``app`` as a Lambda handler for API Gateway's REST events."""
    # What Mangum does not know as text goes out in base64, which REST APIs hand on undecoded.
    return Mangum(app, lifespan="off", text_mime_types=["text/", "application/json", PROBLEM])


def problem(status: int, code: str, title: str, detail: str, **extensions: Any) -> JSONResponse:
    """A problem document; ``retry_after`` (seconds) becomes the header too."""
    body = {
        "type": f"urn:footlight:problem:{code}",
        "title": title,
        "status": status,
        "detail": detail,
        "code": code,
        **extensions,
    }
    headers = {"Retry-After": str(extensions["retry_after"])} if "retry_after" in extensions else None
    return JSONResponse(body, status, headers, PROBLEM)


async def _guard(request: Request, call_next: Callable[[Request], Awaitable[Response]]) -> Response:
    """Refuse who comes past CloudFront and what no route takes, and keep answers out of every cache."""
    if not _through_the_edge(request):
        return _answer(Forbidden("This API is reached through its site only.", code="past_the_edge"))
    declared = request.headers.get("content-length", "0")
    # Mangum has the whole body in memory already, so a client that lies about its length gains nothing.
    length = max(int(declared) if declared.isdecimal() else 0, len(await request.body()))
    if length > BODY_LIMIT:
        return _answer(TooLarge(f"A request may carry at most {BODY_LIMIT // 1024} KiB."))
    try:
        response = await call_next(request)
    except Exception as error:
        response = await _on_unexpected(request, error)
    response.headers.setdefault("Cache-Control", "no-store")
    return response


def _through_the_edge(request: Request) -> bool:
    """Whether CloudFront handed the request on, by the secret that it adds (FOOTLIGHT_EDGE_KEY).

    Who calls API Gateway itself could write any X-Forwarded-For, and thereby be many to every limit.
    """
    key = settings().get("edge_key")
    shown = request.headers.get(EDGE_HEADER, "")
    return not key or hmac.compare_digest(shown.encode(), key.encode())


async def _on_footlight_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, FootlightError)
    return _answer(error)


async def _on_invalid(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    errors = [
        {"field": _printable(".".join(str(part) for part in item["loc"][1:])), "message": item["msg"]}
        for item in error.errors()
    ]
    return problem(
        422, "invalid", "Invalid request", "Some of what was sent does not fit. See errors.", errors=errors
    )


def _printable(text: str) -> str:
    """``text`` without the lone surrogates that JSON can name and UTF-8 cannot."""
    return text.encode(errors="replace").decode()


async def _on_http_exception(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    code = {404: "not_found", 405: "method_not_allowed"}.get(error.status_code, "http_error")
    response = problem(error.status_code, code, str(error.detail), f"{error.detail}.")
    response.headers.update(error.headers or {})
    return response


async def _on_unexpected(request: Request, error: Exception) -> Response:
    logger().exception("unexpected error", exc_info=error)
    detail = "Something went wrong on our side. It has been noted; please try again."
    return problem(500, "unexpected", "Unexpected error", detail)


def _answer(error: FootlightError) -> JSONResponse:
    response = problem(error.status, error.code, error.title, error.detail, **error.extensions)
    if isinstance(error, TooManyRequests):
        response.headers["Retry-After"] = str(error.retry_after)
    return response
