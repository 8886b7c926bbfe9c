"""A loopback web server for players: a page, hls.js and Shaka as npm installed them, and media."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from local.places import ROOT

PACKAGES = ROOT / "frontend/node_modules"
FILES = {
    "/": Path(__file__).with_name("players_page.html"),
    "/hls.js": PACKAGES / "hls.js/dist/hls.min.js",
    "/shaka.js": PACKAGES / "shaka-player/dist/shaka-player.compiled.js",
}


class Handler(SimpleHTTPRequestHandler):
    """Serves ``FILES``, and ``server.media`` below /media/."""

    protocol_version = "HTTP/1.1"
    extensions_map = {  # noqa: RUF012 - the base class has it as a plain dict
        ".html": "text/html",
        ".js": "text/javascript",
        ".m3u8": "application/vnd.apple.mpegurl",
        ".mpd": "application/dash+xml",
        ".mp4": "video/mp4",
        ".m4s": "video/iso.segment",
        "": "application/octet-stream",
    }
    server: "Origin"

    def translate_path(self, path: str) -> str:
        """Where the file of a URL's path lies."""
        path = path.partition("?")[0]
        self.server.asked.append(path)
        return str(FILES.get(path) or self.server.media / path.removeprefix("/media/"))

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


class Origin(ThreadingHTTPServer):
    """The server; ``media`` is what it serves, ``asked`` are the paths it was asked for."""

    daemon_threads = True

    def __init__(self, media: Path) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.media = media
        self.asked: list[str] = []

    @property
    def url(self) -> str:
        """Its origin."""
        return f"http://127.0.0.1:{self.server_address[1]}"


@contextmanager
def serving(media: Path) -> Iterator[Origin]:
    """An origin that serves the folder ``media`` while the block runs."""
    with Origin(media) as origin:
        thread = threading.Thread(target=origin.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        yield origin
        origin.shutdown()
        thread.join()
