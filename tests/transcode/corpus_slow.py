"""Sources that take minutes to make or to encode: for `make test-corpus`."""

from tests.transcode.corpus_source import AAC, H264, SOUND, Ready, Source, beeps, clapper

LADDER = ("426x240", "640x360", "854x480", "1280x720", "1920x1080", "2560x1440", "3840x2160")
LOOP = ("-stream_loop",)
BLACK = ("-f", "lavfi", "-i", "color=black:s=320x180:r=25:d=60", "-f", "lavfi", "-i", "anullsrc=d=60")


def slow(make: tuple[str, ...], outcome: Ready) -> Source:
    """One of these."""
    return Source(make, outcome, slow=True)


SOURCES = {
    "8k.mp4": slow(
        (*clapper("7680x4320", "24", 0.5), *H264, "-tune", "fastdecode"), Ready(LADDER, 0.5, claps=False)
    ),
    "4k60.mp4": slow((*clapper("3840x2160", "60", 2), *SOUND, *H264, *AAC), Ready(LADDER, 2)),
    "minuteofblack.mp4": slow(
        (*BLACK, *H264, "-g", "250", *AAC), Ready(seconds=60, frames=1500, numbered=False, claps=False)
    ),
    "threehoursofblack.mp4": slow(
        ("-stream_loop", "179", "-i", "corpus:minuteofblack.mp4", "-c", "copy"),
        Ready(seconds=10800, frames=270_000, numbered=False, claps=False, slack=0.5),
    ),
    "fiveminutes.mp4": slow(
        (*clapper("640x360", "30000/1001", 300.3), *beeps(300.3), *H264, "-bf", "2", "-g", "75", *AAC),
        Ready(LADDER[:2], 300.3),
    ),
    "fiveminutes.ts": slow(
        ("-i", "corpus:fiveminutes.mp4", "-c", "copy", "-f", "mpegts"), Ready(LADDER[:2], 300.3)
    ),
    "fiveminutes.webm": slow(
        (
            *(*clapper("320x180", seconds=300), *beeps(300, 48000), "-c:a", "libopus", "-c:v", "libvpx"),
            *("-deadline", "realtime", "-cpu-used", "8", "-g", "3000", "-f", "webm", "-live", "1"),
        ),
        Ready(seconds=300),
    ),
    "onekey.mp4": slow(
        (*clapper(seconds=300), *beeps(300), *H264, "-bf", "2", "-g", "99999", "-sc_threshold", "0", *AAC),
        Ready(seconds=300),
    ),
    "elevenhours.mp4": slow(
        (*clapper(rate="1/20", seconds=39600), *H264), Ready(seconds=39600, claps=False, slack=20)
    ),
}
