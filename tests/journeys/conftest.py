"""A local cloud of the journeys' own, people in it, and clips to upload."""

import os
import subprocess
import sys
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from playwright.sync_api import Browser, BrowserContext, expect

from local import browser
from local.emulator import SIGN_UP_CODE
from local.places import ROOT, places
from tests.journeys.people import Person

# A cold Lambda on two busy cores takes its time.
expect.set_options(timeout=20_000)
SURROUNDINGS = {"FOOTLIGHT_HOME": ".local/journeys", "PORT": "8180", "CLOUD_PORT": "4666"}
FAILURES = ROOT / ".local/journeys/failures"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Every journey needs the deployed cloud."""
    for item in items:
        if "journeys" in item.path.parts:
            item.add_marker("cloud")


@pytest.fixture(scope="session")
def site() -> Iterator[str]:
    """The origin of a deployed local cloud, IAM enforced, stopped at the end."""
    os.environ.update(SURROUNDINGS)
    places.cache_clear()
    try:
        command(["local.up"])
        yield places().site
    finally:
        command(["local.down"])


def command(module: list[str], **extra: str) -> str:
    """Run one of local/'s commands as make would; its stdout. Fails the test with what it said."""
    done = subprocess.run(
        [sys.executable, "-m", *module],
        cwd=ROOT,
        env={**os.environ, **SURROUNDINGS, **extra},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    """Debian's Chromium where there is one, else Playwright's."""
    found = browser.executable()
    return {"args": browser.ARGUMENTS} | ({"executable_path": found} if found else {})


@pytest.fixture
def visitor(
    browser: Browser, site: str, request: pytest.FixtureRequest
) -> Iterator[Callable[..., BrowserContext]]:
    """Makes browsers of different people; when the test fails, leaves a picture of each page."""
    contexts: list[BrowserContext] = []

    def open_browser(width: int = 1280, height: int = 800) -> BrowserContext:
        context = browser.new_context(base_url=site, viewport={"width": width, "height": height})
        context.set_default_timeout(20_000)
        contexts.append(context)
        return context

    yield open_browser
    for number, context in enumerate(contexts):
        if failed(request):
            for index, page in enumerate(context.pages):
                FAILURES.mkdir(parents=True, exist_ok=True)
                page.screenshot(path=FAILURES / f"{request.node.name}-{number}-{index}.png")
        context.close()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Any:
    """Let fixtures know how the test ended."""
    report = yield
    if report.when == "call":
        item.stash[ENDED] = report.failed
    return report


ENDED = pytest.StashKey[bool]()


def failed(request: pytest.FixtureRequest) -> bool:
    """Whether the test that asks has failed."""
    return bool(request.node.stash.get(ENDED, False))


@pytest.fixture
def http(site: str) -> Iterator[httpx.Client]:
    """The public API, as a program sees it."""
    with httpx.Client(base_url=site, timeout=60) as client:
        yield client


@pytest.fixture
def person(http: httpx.Client) -> Callable[[str], Person]:
    """Registers somebody new, confirmed and logged in."""

    def register(name: str) -> Person:
        email = f"{name.lower()}-{uuid.uuid4().hex[:8]}@example.com"
        someone = Person(name, email, f"{name} likes long passwords")
        account = {"email": someone.email, "password": someone.password}
        http.post("/api/auth/register", json={**account, "display_name": name}).raise_for_status()
        http.post("/api/auth/confirm", json={"email": email, "code": SIGN_UP_CODE}).raise_for_status()
        answer = http.post("/api/auth/login", json=account).raise_for_status().json()
        return someone.signed_in(answer["access_token"], answer["user"]["user_id"])

    return register


@pytest.fixture(scope="session")
def clip(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Twelve seconds of 720p with sound: large enough for several parts and four renditions."""
    import imageio_ffmpeg

    path = tmp_path_factory.mktemp("clips") / "stage rehearsal.mp4"
    noise = "testsrc2=size=1280x720:rate=30:duration=12,noise=alls=60:allf=t"
    sources = ["-f", "lavfi", "-i", noise, "-f", "lavfi", "-i", "sine=frequency=330:duration=12"]
    codecs = ["-c:v", "libx264", "-preset", "ultrafast", "-b:v", "60M", "-pix_fmt", "yuv420p", "-c:a", "aac"]
    ffmpeg = imageio_ffmpeg.get_ffmpeg_exe()
    subprocess.run([ffmpeg, "-v", "error", *sources, *codecs, str(path)], check=True)
    return path
