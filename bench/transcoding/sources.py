"""The sources: painted and encoded once, kept in .bench/sources, lengthened by copying their packets."""

import os
from collections.abc import Callable
from pathlib import Path

from bench.figures import FOLDER
from bench.transcoding.running import run
from functions.transcode.encoder import binary

SOURCES = FOLDER / "sources"
# What is encoded; longer sources repeat it.
PAINTED = 60
# The length of the sources that are encoded whole.
SECONDS = int(os.environ.get("BENCH_SECONDS", "120"))

# Texture on every scale, as in nature: one still of 3840 by 2160, over which a camera then moves.
OCTAVES = ((60, 34), (240, 136), (960, 540))
STILL = ";".join(
    f"color=gray:s={wide}x{high}:r=30:d=0.03,format=yuv444p,noise=all_seed={number}:alls=100,"
    f"scale=3840:2160:flags=bicubic[octave{number}]"
    for number, (wide, high) in enumerate(OCTAVES, 1)
)
# Every ten seconds a cut: another place and speed.
CAMERA = (
    "crop=1920:1080"
    r":x='960+940*sin((0.10+0.07*mod(floor(t/10)\,4))*t+2*floor(t/10))'"
    r":y='540+520*cos((0.13+0.05*mod(floor(t/10)\,3))*t+floor(t/10))'"
)
SCENE = (
    f"{STILL};[octave1][octave2]blend=all_mode=average[rough];"
    "[rough][octave3]blend=all_mode=average:all_opacity=0.15,eq=contrast=1.6:saturation=0.6,format=yuv420p,"
    f"loop=-1:1,setpts=N/30/TB,{CAMERA}[back];"
    "mandelbrot=s=480x270:r=30:end_pts=1800:inner=convergence,format=yuv420p,scale=720:405[set];"
    "testsrc2=s=480x270:r=30,format=yuv420p[card];"
    "[back][set]overlay=x='600+580*sin(t/2)':y='300+200*cos(t/3)'[two];"
    "[two][card]overlay=x='W-w-100-400*abs(sin(t*0.8))':y='H-h-40'"
)
GRAIN = "noise=c0s=4:c0f=t,setsar=1"
HUM = "anoisesrc=c=pink:a=0.1:r=48000:seed=1[noise];sine=f=220:r=48000[tone];[noise][tone]amix"
CAMERA_CODEC = ("-c:v", "libx264", "-preset", "veryfast", "-profile:v", "high", "-bf", "2")
CAMERA_RATE = ("-crf", "18", "-maxrate", "16M", "-bufsize", "24M", "-pix_fmt", "yuv420p")


def ordinary(seconds: int = SECONDS) -> Path:
    """1080p30, H.264 High with B-frames at about 10 Mb/s, a keyframe every 2 s, AAC."""
    return _long(f"ordinary-{seconds}.mp4", lambda: _picture(2), seconds)


def sparse(seconds: int = SECONDS) -> Path:
    """The same with a keyframe every 8 s."""
    return _long(f"sparse-{seconds}.mp4", lambda: _picture(8), seconds)


def light(seconds: int) -> Path:
    """1080p30 H.264 and AAC at about 2 Mb/s: an hour of it is no larger than ten minutes of ``ordinary``."""
    rate = ("-crf", "30", "-maxrate", "2M", "-bufsize", "4M")
    recipe = (*rate, *CAMERA_CODEC, *_keyframes(2), "-preset", "ultrafast")
    return _long(f"light-{seconds}.mp4", lambda: _again("light.mp4", recipe), seconds)


def foreign(seconds: int) -> Path:
    """1080p30 HEVC, which browsers do not play everywhere, and AAC: it must be encoded."""
    told = "log-level=none:keyint=60:min-keyint=60:scenecut=0"
    rate = ("-t", "30", "-preset", "ultrafast", "-crf", "22")
    codec = ("-c:v", "libx265", *rate, "-x265-params", told, "-tag:v", "hvc1")
    return _long(f"foreign-{seconds}.mp4", lambda: _again("foreign.mp4", codec), seconds, 30)


def large(seconds: int = 32) -> Path:
    """3840 by 2160 at 30 frames and about 10 Mb/s, H.264, a keyframe every 2 s, AAC."""

    def paint(draft: Path) -> None:
        filters = f"{SCENE},scale=3840:2160:flags=bilinear,{GRAIN}[v]"
        codec = (
            "-c:v",
            "libx264",
            "-preset",
            "superfast",
            "-crf",
            "26",
            "-maxrate",
            "12M",
            "-bufsize",
            "24M",
        )
        _ffmpeg("-filter_complex", filters, "-map", "[v]", "-t", "8", *codec, *_keyframes(2), draft)

    return _long(f"large-{seconds}.mp4", lambda: _made("large.mp4", paint), seconds, 8)


def _picture(gop: int) -> Path:
    """``PAINTED`` seconds without sound; one painting serves both distances of keyframes."""

    def paint(draft: Path) -> None:
        graph = ("-filter_complex", f"{SCENE},{GRAIN},split=2[a][b]")
        other = SOURCES / f"gop-{10 - gop}.mp4"
        _ffmpeg(*graph, *_output("[a]", gop), draft, *_output("[b]", 10 - gop), other)

    return _made(f"gop-{gop}.mp4", paint)


def _output(label: str, gop: int) -> tuple[str, ...]:
    return ("-map", label, "-t", str(PAINTED), *CAMERA_CODEC, *CAMERA_RATE, *_keyframes(gop))


def _again(name: str, recipe: tuple[str, ...]) -> Path:
    return _made(name, lambda draft: _ffmpeg("-i", _picture(2), *recipe, "-pix_fmt", "yuv420p", draft))


def _keyframes(seconds: int) -> tuple[str, ...]:
    return ("-g", str(30 * seconds), "-keyint_min", str(30 * seconds), "-sc_threshold", "0")


def _long(name: str, picture: Callable[[], Path], seconds: int, period: int = PAINTED) -> Path:
    """A picture of ``period`` seconds as often as needed, and sound: exactly ``seconds`` of both."""

    def join(draft: Path) -> None:
        sound = draft.with_suffix(".aac")
        # Raw AAC has no timestamps: one after the other it has no seam.
        sound.write_bytes(_sound().read_bytes() * (seconds // PAINTED + 1))
        length = ("-t", str(seconds))
        times, rest = divmod(seconds, period)
        # With B-frames, -t copies a frame or two too many.
        pictures = ("-stream_loop", str(times), *length) if rest else ("-stream_loop", str(times - 1))
        tracks = ("-map", "0:v", "-map", "1:a", "-c", "copy")
        _ffmpeg(*pictures, "-i", picture(), *length, "-i", sound, *tracks, draft)
        sound.unlink()

    return _made(name, join)


def _sound() -> Path:
    codec = ("-c:a", "aac", "-b:a", "128k", "-ac", "2", "-f", "adts")
    return _made("hum.aac", lambda draft: _ffmpeg("-filter_complex", HUM, "-t", str(PAINTED), *codec, draft))


def _made(name: str, make: Callable[[Path], None]) -> Path:
    """The source ``name``, made by ``make(draft)`` where it is missing; never half a file."""
    path = SOURCES / name
    if not path.exists():
        SOURCES.mkdir(parents=True, exist_ok=True)
        draft = path.with_stem(f"draft-{path.stem}")
        make(draft)
        draft.rename(path)
    return path


def _ffmpeg(*arguments: str | Path) -> None:
    run([binary(), "-v", "error", "-nostdin", "-y", *arguments], SOURCES / "painting.log")
