"""Short videos that FFmpeg paints by itself: for the demonstration and for screenshots."""

import subprocess
from pathlib import Path

from local.places import places
from local.steps import shown, step

SECONDS = 20
CHORD = "0.12*(sin(2*PI*220*t)+sin(2*PI*277.2*t)+sin(2*PI*329.6*t))*(0.6+0.4*sin(PI*t/2))"
# Names become titles; each picture is a source of libavfilter.
SCENES = {
    "footlights-at-dusk": "gradients=size=320x180:rate=30:speed=0.012:nb_colors=5:type=spiral:seed=7"
    ":c0=0x1b0d2b:c1=0xff9a3c:c2=0xe8505b:c3=0x2b2e7f:c4=0x0a1a3a,scale=1280:720:flags=bicubic",
    "the-game-of-life-in-amber": "life=size=320x180:rate=15:mold=12:ratio=0.12:seed=5:life_color=0xffb347"
    ":death_color=0x5b1e3c:mold_color=0x12080f,scale=1280:720:flags=neighbor",
    "northern-lights-over-a-quiet-bay": "gradients=size=320x180:rate=30:speed=0.01:nb_colors=4:seed=11"
    ":c0=0x04121f:c1=0x1fd1a5:c2=0x123b6b:c3=0x5b2a86,scale=1280:720:flags=bicubic",
    "a-walk-into-the-mandelbrot-set": "mandelbrot=size=640x360:rate=30:start_scale=0.02:end_scale=0.0005"
    ":end_pts=600:start_x=-0.743643887037:start_y=-0.131825904205:inner=convergence,hue=h=150:s=0.55,scale=1280:720:flags=bicubic",
    "rule-110-falling": "cellauto=size=320x180:rate=30:rule=110:seed=3:random_fill_ratio=0.4,"
    "negate,colorchannelmixer=rr=0.2:gg=0.35:bb=0.6,scale=1280:720:flags=neighbor",
    "sierpinski-rehearsal": "sierpinski=size=1280x720:rate=30:type=carpet:seed=9,hue=h=20:s=0.8",
}
DEFAULT = "footlights-at-dusk"


def sample(name: str = DEFAULT) -> Path:
    """The scene ``name`` as an MP4 with sound, 720p, painted once and kept."""
    path = places().home / "samples" / f"{name}.mp4"
    if path.exists():
        return path
    path.parent.mkdir(parents=True, exist_ok=True)
    with step(f"Painting {shown(path)}"):
        paint(SCENES[name], path)
    return path


def paint(picture: str, path: Path) -> None:
    """Encode ``SECONDS`` of a picture with a soft chord; a half-made file is never left under its name."""
    import imageio_ffmpeg

    draft = path.with_suffix(".part.mp4")
    length = ["-t", str(SECONDS)]
    sources = [
        *length,
        "-f",
        "lavfi",
        "-i",
        picture,
        *length,
        "-f",
        "lavfi",
        "-i",
        f"aevalsrc={CHORD}:s=48000",
    ]
    codecs = ["-c:v", "libx264", "-preset", "veryfast", "-crf", "26", "-pix_fmt", "yuv420p", "-c:a", "aac"]
    command = [
        imageio_ffmpeg.get_ffmpeg_exe(),
        "-v",
        "error",
        "-nostdin",
        "-y",
        *sources,
        *codecs,
        str(draft),
    ]
    subprocess.run(command, check=True)
    draft.rename(path)
