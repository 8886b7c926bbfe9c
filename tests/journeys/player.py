"""What a person does with the player, and what they see."""

from playwright.sync_api import Page, expect

# The <video> stands in the shadow root of hls-video.
VIDEO = "document.querySelector('hls-video')"


def start(page: Page) -> None:
    """Press play unless it began by itself."""
    page.wait_for_selector("hls-video", state="attached")
    page.evaluate(f"{VIDEO}.play()")


def time(page: Page) -> float:
    """The playhead in seconds."""
    return float(page.evaluate(f"{VIDEO}.currentTime"))


def expect_playing(page: Page) -> None:
    """The playhead moves and frames are decoded."""
    page.wait_for_function(f"{VIDEO}.currentTime > 0.5")
    before = time(page)
    page.wait_for_function(f"{VIDEO}.currentTime > {before} + 1")
    decoded = page.evaluate(f"{VIDEO}.nativeEl.getVideoPlaybackQuality().totalVideoFrames")
    assert decoded > 10


def expect_quality_to_switch(page: Page) -> None:
    """Choosing 240p in the quality menu makes the picture 240 lines high while it plays on."""
    page.get_by_label("Video player").hover()
    page.get_by_role("button", name="quality").click()
    page.get_by_role("menuitemradio", name="240p").click()
    page.wait_for_function(f"{VIDEO}.videoHeight === 240")
    expect(page.locator("hls-video")).to_be_attached()
    expect_playing(page)
