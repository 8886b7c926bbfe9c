"""Awkward sources, made by FFmpeg when a test first asks for them: tiny, one to six seconds long."""

import subprocess
from collections.abc import Callable
from functools import cached_property
from pathlib import Path

import imageio_ffmpeg

PICTURE = ("-f", "lavfi", "-i", "testsrc2=s=320x180:r=30:d=2")
TONE = ("-f", "lavfi", "-i", "sine=d=2:r=44100")
H264 = ("-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p")
AAC = ("-c:a", "aac")
# A second of frames, a gap of 1.3 s, then every third frame.
UNEVEN = "select='lt(n,30)+gt(n,69)*not(mod(n,3))'"


def picture(size: str, rate: str = "30", seconds: float = 2) -> tuple[str, ...]:
    """A moving test picture as FFmpeg's input."""
    return ("-f", "lavfi", "-i", f"testsrc2=s={size}:r={rate}:d={seconds}")


# name: FFmpeg's arguments before the output.
MADE: dict[str, tuple[str, ...]] = {
    "plain.mp4": (*PICTURE, *TONE, *H264, "-bf", "2", *AAC),
    "ladder.mp4": (*picture("640x360", seconds=6), "-f", "lavfi", "-i", "sine=d=6", *H264, *AAC),
    "silent.mp4": (*PICTURE, *H264),
    "portrait.mp4": (*picture("180x320"), *TONE, *H264, *AAC),
    "odd.mp4": (*PICTURE, "-vf", "scale=321:243,setsar=1", *H264[:-1], "yuv444p"),
    "anamorphic.mp4": (*picture("240x240"), "-vf", "setsar=16/9", *H264),
    "vfr.mp4": (*picture("320x180", seconds=5), *TONE, "-vf", UNEVEN, "-fps_mode", "vfr", *H264, *AAC),
    "mono.mp4": (*PICTURE, "-f", "lavfi", "-i", "sine=d=2:r=8000", *H264, *AAC, "-ac", "1", "-ar", "8000"),
    "surround.mp4": (*PICTURE, *TONE, *H264, *AAC, "-af", "pan=5.1|FL=c0|FR=c0|FC=c0|LFE=c0|BL=c0|BR=c0"),
    "stream.ts": (*PICTURE, *TONE, *H264, "-bf", "2", *AAC, "-f", "mpegts"),
    "tenbit.mkv": (*PICTURE, *TONE, "-c:v", "libx264", "-pix_fmt", "yuv420p10le", *AAC),
    "hdr.mp4": (
        *(*PICTURE, "-c:v", "libx265", "-pix_fmt", "yuv420p10le", "-x265-params", "log-level=none"),
        *("-vf", "setparams=color_trc=smpte2084:color_primaries=bt2020:colorspace=bt2020nc"),
    ),
    "interlaced.mp4": (
        *(*picture("320x240", "50"), "-vf", "tinterlace=interleave_top,setfield=tff"),
        *(*H264, "-flags", "+ilme+ildct", "-x264opts", "tff=1"),
    ),
    "fast.mp4": (*picture("320x180", "120", 1), *H264),
    "ntsc.mp4": (*picture("320x180", "30000/1001"), *TONE, *H264, *AAC),
    "oneframe.mp4": (*picture("320x180"), "-frames:v", "1", *H264),
    "longsound.mp4": (*picture("320x180", seconds=1), "-f", "lavfi", "-i", "sine=d=3", *H264, *AAC),
    "latesound.mp4": (*PICTURE, "-itsoffset", "0.7", *TONE, *H264, *AAC),
    "old.avi": (*PICTURE, *TONE, "-c:v", "mpeg4", "-c:a", "libmp3lame"),
    "flash.flv": (*PICTURE, *TONE, *H264, *AAC),
    "moving.gif": (*picture("160x120", "10"), "-f", "gif"),
    "black.mp4": ("-f", "lavfi", "-i", "color=black:s=320x180:d=2", *H264),
    "fadein.mp4": (*picture("320x180", seconds=4), "-vf", "fade=in:0:60", *H264),
    # What is refused.
    "song.wav": (*TONE, "-f", "wav"),
    "renamed.mp4": (*PICTURE, "-frames:v", "1", "-f", "image2", "-c:v", "png"),
    "photo.mp4": (*PICTURE, "-frames:v", "1", "-f", "image2", "-c:v", "mjpeg"),
    "still.gif": (*PICTURE, "-frames:v", "1", "-f", "gif"),
    "tiny.mp4": (*picture("8x8"), *H264),
    "wide.mp4": (*picture("8400x16", seconds=0.2), *H264),
    "thirteenhours.mp4": (*PICTURE, "-frames:v", "2", "-vf", "setpts=N*46800/TB", "-fps_mode", "vfr", *H264),
}


class Corpus:
    """``corpus["plain.mp4"]`` is the path of that source."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def __getitem__(self, name: str) -> Path:
        path = self._folder / name
        if not path.exists():
            ffmpeg(*MADE[name], path) if name in MADE else self._derived[name](path)
        return path

    @cached_property
    def _derived(self) -> dict[str, Callable[[Path], object]]:
        plain = self["plain.mp4"]
        return {
            "rotated.mp4": lambda to: ffmpeg("-display_rotation", "90", "-i", plain, "-c", "copy", to),
            "trimmed.mp4": lambda to: ffmpeg("-ss", "0.7", "-i", plain, "-c", "copy", to),
            "located.mp4": lambda to: ffmpeg(
                "-i", plain, "-c", "copy", "-metadata", "comment=at 52.5200 N", to
            ),
            "fragmented.mp4": lambda to: ffmpeg("-i", plain, "-c", "copy", "-movflags", "+frag_keyframe", to),
            "recorder.webm": self._recorder,
            "song.mp3": self._song_with_cover,
            "empty.mp4": lambda to: to.write_bytes(b""),
            "text.mp4": lambda to: to.write_text("This is not a video. " * 100),
            "playlist.mp4": lambda to: to.write_text("#EXTM3U\n#EXTINF:4,\nhttp://127.0.0.1/secret.ts\n"),
            "noindex.mp4": lambda to: to.write_bytes(plain.read_bytes()[:40_000]),
            "truncated.mp4": lambda to: self._cut("-movflags", "+faststart", to=to),
            "truncated.mkv": lambda to: self._cut("-f", "matroska", to=to),
            "scrambled.mp4": lambda to: self._scrambled("silent.mp4", 0, 1, to),
            # Its beginning lets the judge pass it.
            "rotten.mp4": lambda to: self._scrambled("ladder.mp4", 0.2, 1, to),
            "scratched.mp4": lambda to: self._scrambled("ladder.mp4", 0.3, 0.6, to),
            "unknowncodec.mp4": lambda to: to.write_bytes(plain.read_bytes().replace(b"avc1", b"zzz1")),
            "picture.heic": lambda to: to.write_bytes(b"\0\0\0\x18ftypheic" + bytes(900)),
        }

    def _recorder(self, to: Path) -> None:
        """As MediaRecorder writes: VP8 and Opus, no duration, no index, frames when there are some."""
        vp8 = ("-c:v", "libvpx", "-deadline", "realtime", "-c:a", "libopus", "-f", "webm", "pipe:1")
        source = picture("320x240", seconds=4)
        to.write_bytes(ffmpeg(*source, *TONE, "-vf", UNEVEN, "-fps_mode", "vfr", *vp8))

    def _song_with_cover(self, to: Path) -> None:
        cover = ("-i", str(self["photo.mp4"]), "-map", "0:a", "-map", "1:v", "-c:v", "copy")
        ffmpeg(*TONE, *cover, "-disposition:v", "attached_pic", "-c:a", "libmp3lame", to)

    def _cut(self, *options: str, to: Path) -> None:
        """Its index says it all is there, but the file ends after two thirds."""
        whole = to.with_name(f"whole-{to.name}")
        ffmpeg("-i", self["ladder.mp4"], "-c", "copy", *options, whole)
        data = whole.read_bytes()
        to.write_bytes(data[: len(data) * 2 // 3])

    def _scrambled(self, name: str, begin: float, end: float, to: Path) -> None:
        """The source ``name``, of whose media data the shares from ``begin`` to ``end`` are lost."""
        data = self[name].read_bytes()
        start, stop = data.index(b"mdat") + 4, data.index(b"moov") - 4
        first, last = (start + int((stop - start) * share) for share in (begin, end))
        to.write_bytes(data[:first] + b"\xff" * (last - first) + data[last:])


def ffmpeg(*arguments: str | Path) -> bytes:
    """Run FFmpeg; its standard output. Raises CalledProcessError."""
    command = [imageio_ffmpeg.get_ffmpeg_exe(), "-nostdin", "-v", "error", "-y", *map(str, arguments)]
    return subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout
