"""``make screenshots``: pictures of every page of the running local cloud; two of them are the README's."""

import os
from pathlib import Path

import httpx
from playwright.sync_api import BrowserContext, Page, sync_playwright

from local import browser, emulator, processes
from local.demo import Report, wait
from local.demo_api import EMAIL, PASSWORD, DemoApi, title_of
from local.places import ROOT, places
from local.samples import SCENES, sample
from local.steps import Failed, main, shown, step

SHOWN = ROOT / ".github/images"
WIDTHS = {1280: 800, 390: 844}
PUBLIC = {"home": "/", "watch": "/watch?v={video}", "login": "/login", "signup": "/signup", "reset": "/reset"}
OWN = {"upload": "/upload", "studio": "/studio", "settings": "/settings"}
IN_README = {("home", 1280, "dark"), ("watch", 1280, "dark"), ("watch", 390, "light")}
DESCRIPTION = (
    "Painted by FFmpeg, encoded by Footlight.\n\n"
    "0:00 The house lights go down\n0:08 First cue\n0:15 Curtain\n\n"
    "Every rendition has every frame of the source."
)
HINT = "localStorage.setItem('footlight:session', '1')"


def screenshots() -> None:
    """Write every page, width and theme to ``.local/screenshots``, and the README's to ``.github/images``."""
    if processes.running(emulator.NAME) is None:
        raise Failed("The local cloud is not running: make up starts it.")
    fill()
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=browser.executable(), args=browser.ARGUMENTS)
        for width, height in WIDTHS.items():
            for theme in ("dark", "light"):
                with step(f"{width} px, {theme}"):
                    context = chromium.new_context(
                        base_url=places().site,
                        viewport={"width": width, "height": height},
                        color_scheme="dark" if theme == "dark" else "light",
                        reduced_motion="reduce",
                        is_mobile=width < 600,
                        has_touch=width < 600,
                    )
                    take_all(context, width, theme)
                    context.close()
        chromium.close()
    print(f"All of them are in {shown(places().home / 'screenshots')}, the README's in {shown(SHOWN)}.")


def fill() -> None:
    """Upload the painted scenes that the demo creator does not have yet, so that the pages look inhabited."""
    with httpx.Client(base_url=places().site, timeout=60) as http:
        api = DemoApi(http)
        api.sign_in()
        present = {video["title"] for video in api.call("GET", "/api/videos/mine?limit=50")["items"]}
        for name in reversed(SCENES):
            if title_of(sample(name)) in present:
                continue
            with step(f"Uploading {name}"):
                report = Report()
                upload = api.begin(sample(name))
                api.send(upload, sample(name), lambda sent: None)
                wait(api, upload["video_id"], report)
                about = {"description": DESCRIPTION, "tags": ["ffmpeg", "generative", "demo"]}
                api.call("PATCH", f"/api/videos/{upload['video_id']}", about)


def take_all(context: BrowserContext, width: int, theme: str) -> None:
    """Every page in one browser, first as a visitor, then signed in as the demo creator."""
    page = context.new_page()
    video = os.environ.get("VIDEO") or newest(context)
    for name, path in PUBLIC.items():
        take(page, name, path.format(video=video), width, theme)
    answer = context.request.post("/api/auth/login", data={"email": EMAIL, "password": PASSWORD})
    if not answer.ok:
        raise Failed("The demo creator cannot sign in any more: make reset && make up.")
    context.add_init_script(HINT)
    for name, path in OWN.items():
        take(page, name, path, width, theme)


def newest(context: BrowserContext) -> str:
    """The newest public video. Raises Failed where there is none."""
    items = context.request.get("/api/videos").json()["items"]
    if not items:
        raise Failed("There is no public video to show: is transcoding running? make logs")
    return str(items[0]["video_id"])


def take(page: Page, name: str, path: str, width: int, theme: str) -> None:
    """One page as it looks when it has come to rest."""
    page.goto(path)
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(600)
    for folder in targets(name, width, theme):
        folder.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=folder / f"{name}-{width}-{theme}.png")


def targets(name: str, width: int, theme: str) -> list[Path]:
    """The folders that one picture goes to."""
    everything = places().home / "screenshots"
    return [everything, SHOWN] if (name, width, theme) in IN_README else [everything]


if __name__ == "__main__":
    main(screenshots)
