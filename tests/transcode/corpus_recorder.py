"""Screen recordings as a browser's MediaRecorder really writes them."""

import base64
import subprocess
import sys
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any

from local import browser
from tests.transcode.corpus_source import BITS, Ready, Source

SECONDS = 4
# Draws the clapper on a canvas whenever the page gets round to it; now and then it does not for a while.
PAGE = """async ([type, seconds, bits]) => {
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [320, 240];
  const paint = canvas.getContext('2d', {alpha: false});
  const sound = new AudioContext();
  await sound.resume();
  const [tone, gain] = [sound.createOscillator(), sound.createGain()];
  const out = sound.createMediaStreamDestination();
  tone.frequency.value = 1000;
  tone.connect(gain).connect(out);
  gain.gain.value = 0;
  tone.start();
  const stream = canvas.captureStream(0);
  out.stream.getTracks().forEach(track => stream.addTrack(track));
  const recorder = new MediaRecorder(stream, {mimeType: type, videoBitsPerSecond: 1e6});
  const pieces = [];
  recorder.ondataavailable = event => pieces.push(event.data);
  const stopped = new Promise(resolve => recorder.onstop = resolve);
  recorder.start(250);
  const begin = performance.now();
  for (let number = 0, time = 0; time < seconds; number++) {
    time = (performance.now() - begin) / 1000;
    const white = (time + 0.5) % 1 < 0.1;
    paint.fillStyle = white ? '#fff' : `hsl(${time * 90} 80% 35%)`;
    paint.fillRect(0, 0, 320, 240);
    paint.fillStyle = '#000';
    paint.fillRect(white ? 400 : (time * 60) % 320, 120, 40, 40);
    paint.fillRect(0, 0, 320, 40);
    paint.fillStyle = '#fff';
    for (let bit = 0; bit < bits; bit++) if (number >> bit & 1) paint.fillRect((bit + 2) * 20, 0, 20, 40);
    gain.gain.value = white ? 0.5 : 0.02;
    stream.getVideoTracks()[0].requestFrame();
    await new Promise(resolve => setTimeout(resolve, number % 40 == 39 ? 600 : 20 + number % 7 * 5));
  }
  recorder.stop();
  await stopped;
  const bytes = new Uint8Array(await new Blob(pieces).arrayBuffer());
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text);
}"""


def record(kind: str, _: Mapping[str, Path], to: Path) -> None:
    """Have a browser record into ``to``, from a process of its own: Playwright bears no event loop."""
    subprocess.run([sys.executable, "-m", __name__, kind, str(to)], check=True, timeout=60)


def available() -> bool:
    """Whether there is a browser."""
    return bool(browser.executable() or browser.playwright_has_one())


def main(kind: str, to: str) -> None:
    """Record ``SECONDS`` as the MIME type ``kind``."""
    from playwright.sync_api import sync_playwright

    options: dict[str, Any] = {"args": [*browser.ARGUMENTS, "--no-proxy-server"]}
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=browser.executable(), **options)
        recorded = chromium.new_page().evaluate(PAGE, [kind, SECONDS, BITS])
        chromium.close()
    Path(to).write_bytes(base64.b64decode(recorded))


def recording(kind: str) -> Source:
    """What a browser records: nobody knows beforehand how many frames, or exactly how long."""
    return Source(partial(record, kind), Ready(("320x240",), SECONDS, slack=0.7), chromium=True)


SOURCES = {
    "screen-vp9.webm": recording("video/webm;codecs=vp9,opus"),
    "screen-vp8.webm": recording("video/webm;codecs=vp8,opus"),
    "screen-h264.mkv": recording("video/x-matroska;codecs=avc1,opus"),
}

if __name__ == "__main__":
    main(*sys.argv[1:])
