"""A person registers, uploads with a pause and a reload in the middle, and watches; a stranger may not."""

import math
import re
import uuid
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import BrowserContext, Page, expect

from local.emulator import SIGN_UP_CODE
from tests.journeys import player

PASSWORD = "a long and quiet evening"
MINUTE = 60_000
# Bytes a second: slow enough that a person can press Pause.
SLOW = 8_000_000
PART = 8 * 1024 * 1024
Visitor = Callable[..., BrowserContext]


def test_from_upload_to_watching(visitor: Visitor, clip: Path) -> None:
    page = visitor().new_page()
    sign_up(page, "Alice Adams")
    upload_with_a_pause_and_a_reload(page, clip)
    publish(page, "Rehearsal on the big stage")
    wait_until_ready(page)

    page.get_by_role("link", name="Footlight, home").click()
    page.get_by_role("link", name="Rehearsal on the big stage").first.click()

    expect(page).to_have_title(re.compile("Rehearsal on the big stage"), timeout=20_000)
    player.start(page)
    player.expect_playing(page)
    player.expect_quality_to_switch(page)


def test_private_stays_private(visitor: Visitor, clip: Path) -> None:
    mine = visitor().new_page()
    sign_up(mine, "Carol Chen")
    upload(mine, clip)
    wait_until_ready(mine)
    mine.get_by_role("link", name="Watch").click()
    with mine.expect_response(re.compile(r"/media/private/.*manifest\.m3u8")) as answered:
        player.start(mine)
    manifest = answered.value.url
    player.expect_playing(mine)
    assert answered.value.ok

    stranger = visitor().new_page()
    sign_up(stranger, "Mallory Moore")
    stranger.goto(mine.url)

    expect(stranger.get_by_role("heading", name=re.compile("not available|find|exist", re.I))).to_be_visible()
    assert stranger.request.get(manifest).status == 403
    expect_own_cookies_to_open_nothing_else(stranger, manifest)
    assert visitor().new_page().request.get(manifest).status == 403


def expect_own_cookies_to_open_nothing_else(page: Page, manifest: str) -> None:
    """Cookies for one's own private media, sent by hand, do not open ``manifest``, however one asks."""
    signed_in = page.request.post("/api/auth/refresh").json()
    headers = {"Authorization": f"Bearer {signed_in['access_token']}"}
    assert page.request.post("/api/playback/session", headers=headers).status == 204
    cookies = {cookie["name"]: cookie for cookie in page.context.cookies()}
    signed = [cookie for name, cookie in cookies.items() if name.startswith("CloudFront-")]
    assert len(signed) == 3
    mine = signed[0]["path"]
    origin, path = re.fullmatch(r"(https?://[^/]+)(/.*)", manifest).groups()  # type: ignore[union-attr]
    sent = {"Cookie": "; ".join(f"{cookie['name']}={cookie['value']}" for cookie in signed)}
    for asked in (path, f"{path}?x={mine}", f"{path}?x={origin}{mine}"):
        assert page.request.get(origin + asked, headers=sent).status == 403, asked
    # The very same cookies are good for what is mine: it is S3 that has nothing, not the edge that refuses.
    refused = page.request.get(origin + path, headers=sent).text()
    assert page.request.get(f"{origin}{mine}nothing.m3u8", headers=sent).text() != refused


def sign_up(page: Page, name: str) -> None:
    """Register and confirm; ends signed in."""
    page.goto("/signup")
    page.get_by_label("Name").fill(name)
    page.get_by_label("Email").fill(f"{uuid.uuid4().hex[:10]}@example.com")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Create account").click()
    expect(page.get_by_text(SIGN_UP_CODE)).to_be_visible()
    page.get_by_label("Code").fill(SIGN_UP_CODE)
    page.get_by_role("button", name="Confirm").click()
    expect(page.get_by_role("button", name=f"Account menu of {name}")).to_be_visible()


def upload(page: Page, clip: Path) -> None:
    """Choose the file; the upload begins."""
    page.goto("/upload")
    page.get_by_label("Video files").set_input_files(clip)


def upload_with_a_pause_and_a_reload(page: Page, clip: Path) -> None:
    """Begin slowly, pause, go on, reload, and finish with the same file chosen again."""
    network = page.context.new_cdp_session(page)
    limits = {"offline": False, "latency": 0, "downloadThroughput": -1, "uploadThroughput": SLOW}
    network.send("Network.enable")
    network.send("Network.emulateNetworkConditions", limits)
    upload(page, clip)
    card = page.get_by_role("article", name=clip.name)
    bar = card.get_by_role("progressbar")
    expect(bar).to_have_attribute("aria-valuenow", re.compile(r"^[1-9]"), timeout=MINUTE)
    card.get_by_role("button", name="Pause").click()
    expect(card.get_by_text("Paused").first).to_be_visible()
    paused_at = bar.get_attribute("aria-valuenow")
    page.wait_for_timeout(1500)
    assert bar.get_attribute("aria-valuenow") == paused_at
    card.get_by_role("button", name="Resume").click()
    # Some parts, at least, must have arrived to be resumed from.
    expect(bar).to_have_attribute("aria-valuenow", re.compile(r"^[6-9]\d"), timeout=MINUTE)

    page.on("dialog", lambda dialog: dialog.accept())
    page.reload()
    expect(page.get_by_role("heading", name="Unfinished uploads")).to_be_visible()
    network.send("Network.emulateNetworkConditions", {**limits, "uploadThroughput": -1})
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.url) if request.method == "PUT" else None)
    page.get_by_label(f"The file {clip.name}").set_input_files(clip)
    expect(card.get_by_role("progressbar", name="Upload")).to_be_hidden(timeout=MINUTE)
    # What had arrived is not sent again.
    assert 0 < len(sent) < math.ceil(clip.stat().st_size / PART)


def publish(page: Page, title: str) -> None:
    """Give it a title and let everyone watch."""
    details = page.get_by_role("button", name="Details")
    if details.get_attribute("aria-expanded") == "false":
        details.click()
    page.get_by_label("Title").fill(title)
    page.get_by_text("Public", exact=True).click()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Saved.")).to_be_visible()


def wait_until_ready(page: Page) -> None:
    """The page itself says how far it is and when it is done."""
    expect(page.get_by_role("link", name="Watch")).to_be_visible(timeout=3 * MINUTE)
    expect(page.get_by_text(re.compile("ready", re.I)).first).to_be_visible(timeout=3 * MINUTE)
