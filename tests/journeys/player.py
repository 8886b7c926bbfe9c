"""What a person does with the player, and what they see."""

import time
from collections.abc import Callable

from playwright.sync_api import Page

# The <video> stands in the shadow root of hls-video.
VIDEO = "document.querySelector('hls-video')"
PATIENCE_SECONDS = 20


def start(page: Page) -> None:
    """Press play unless it began by itself."""
    page.wait_for_selector("hls-video", state="attached")
    page.evaluate(f"{VIDEO}.play()")


def playhead(page: Page) -> float:
    """Where it is, in seconds."""
    return float(page.evaluate(f"{VIDEO}.currentTime"))


def height(page: Page) -> int:
    """Lines of the picture that is shown."""
    return int(page.evaluate(f"{VIDEO}.videoHeight"))


def expect_playing(page: Page) -> None:
    """The playhead moves and frames are decoded."""
    before = playhead(page)
    eventually(page, lambda: playhead(page) > before + 1)
    decoded = page.evaluate(f"{VIDEO}.nativeEl.getVideoPlaybackQuality().totalVideoFrames")
    assert decoded > 10


def expect_quality_to_switch(page: Page) -> None:
    """Choosing 240p in the quality menu makes the picture 240 lines high while it plays on."""
    page.get_by_label("Video player").first.hover()
    page.locator("media-settings-menu-button").click()
    page.locator("media-settings-menu-item", has_text="Quality").click()
    page.get_by_text("240p", exact=True).click()
    eventually(page, lambda: height(page) == 240)
    expect_playing(page)


def eventually(page: Page, holds: Callable[[], bool]) -> None:
    """Look until ``holds``: the page forbids eval, which Playwright's wait_for_function needs."""
    until = time.monotonic() + PATIENCE_SECONDS
    while not holds():
        assert time.monotonic() < until, "it did not come to that"
        page.wait_for_timeout(100)
