"""Containers and codecs, from what phones write today to what cameras wrote thirty years ago."""

from tests.transcode.corpus_source import (
    AAC,
    H264,
    PICTURE,
    SOUND,
    Failed,
    Ready,
    Source,
    beeps,
    clapper,
)

MP3 = ("-c:a", "libmp3lame")
OPUS = ("-c:a", "libopus")
PCM = ("-c:a", "pcm_s16le")
VP8 = ("-c:v", "libvpx", "-deadline", "realtime", "-cpu-used", "8", "-threads", "1", "-b:v", "1M")
VP9 = ("-c:v", "libvpx-vp9", "-deadline", "realtime", "-cpu-used", "8", "-threads", "1", "-b:v", "1M")
HEVC = ("-c:v", "libx265", "-preset", "ultrafast", "-pix_fmt", "yuv420p")
QUIET = "log-level=none"
# A second of frames, a gap of 1.3 s, then every third frame: as a screen is recorded that hardly moves.
UNEVEN = "select='lt(n,30)+gt(n,69)*not(mod(n,3))'"

SOURCES = {
    "plain.mp4": Source((*PICTURE, *SOUND, *H264, "-bf", "2", *AAC)),
    "ladder.mp4": Source(
        (*clapper("640x360", seconds=6), *beeps(6), *H264, *AAC), Ready(("426x240", "640x360"), 6)
    ),
    "premiere.mp4": Source(
        (*clapper("640x360", seconds=12), *beeps(12), *H264, "-bf", "2", "-g", "60", *AAC),
        Ready(("426x240", "640x360"), 12),
    ),
    "silent.mp4": Source((*PICTURE, *H264), Ready(claps=False)),
    "fragmented.mp4": Source(
        ("-i", "corpus:plain.mp4", "-c", "copy", "-movflags", "+frag_keyframe+delay_moov")
    ),
    "faststart.mp4": Source(("-i", "corpus:plain.mp4", "-c", "copy", "-movflags", "+faststart")),
    "hevc.mp4": Source((*PICTURE, *SOUND, *HEVC, "-x265-params", QUIET, "-tag:v", "hvc1", *AAC)),
    "hevcopengop.mkv": Source(
        (
            *clapper(seconds=4),
            *beeps(4),
            *HEVC,
            "-x265-params",
            f"{QUIET}:open-gop=1:keyint=30:bframes=4",
            *AAC,
        ),
        Ready(seconds=4),
    ),
    "av1.mp4": Source(
        (*PICTURE, *SOUND, "-c:v", "libsvtav1", "-preset", "12", "-svtav1-params", "lp=1", *AAC)
    ),
    "vvc.mp4": Source(
        (*clapper(seconds=1), "-c:v", "libvvenc", "-preset", "faster"), Ready(seconds=1, claps=False)
    ),
    "vp9.webm": Source((*PICTURE, *SOUND, *VP9, *OPUS)),
    "alpha.webm": Source((*PICTURE, "-pix_fmt", "yuva420p", *VP8, "-auto-alt-ref", "0"), Ready(claps=False)),
    # As MediaRecorder writes into a pipe: no duration, no index, frames when there are some.
    "recorder.webm": Source(
        lambda corpus, to: to.write_bytes(_piped("webm", *VP8, *OPUS)), Ready(("320x240",), 3.93)
    ),
    "recorder.mkv": Source(
        lambda corpus, to: to.write_bytes(_piped("matroska", *H264, "-bf", "0", *OPUS)),
        Ready(("320x240",), 3.93),
    ),
    "theora.ogv": Source((*PICTURE, *SOUND, "-c:v", "libtheora", "-c:a", "libvorbis")),
    "stream.ts": Source((*PICTURE, *SOUND, *H264, "-bf", "2", *AAC, "-f", "mpegts")),
    "broadcast.ts": Source(
        (
            *(*clapper("352x288", "50", before="tinterlace=interleave_top,setfield=tff"), *beeps(2, 48000)),
            *("-c:v", "mpeg2video", "-flags", "+ildct+ilme", "-b:v", "3M", "-c:a", "mp2", "-f", "mpegts"),
        ),
        Ready(("294x240", "352x288")),
    ),
    "dvd.mpg": Source(
        (*PICTURE, *beeps(2, 48000), "-c:v", "mpeg2video", "-b:v", "2M", "-c:a", "ac3", "-f", "dvd")
    ),
    "videocd.mpg": Source(
        (
            *clapper("352x240", "30000/1001"),
            *SOUND,
            "-c:v",
            "mpeg1video",
            "-b:v",
            "1M",
            "-c:a",
            "mp2",
            "-f",
            "mpeg",
        ),
        Ready(("352x240",), 2.002),
    ),
    "old.avi": Source((*PICTURE, *SOUND, "-c:v", "mpeg4", *MP3)),
    "divx.avi": Source((*PICTURE, *SOUND, "-c:v", "mpeg4", "-bf", "2", "-tag:v", "DIVX", *MP3)),
    "huffyuv.avi": Source((*PICTURE, *SOUND, "-c:v", "huffyuv", "-pix_fmt", "rgb24", *PCM)),
    # Its frames have no times; FFmpeg gives the first one twice its share.
    "h264.avi": Source((*PICTURE, *SOUND, *H264, "-bf", "0", *MP3), Ready(slack=0.05)),
    "flash.flv": Source((*PICTURE, *SOUND, *H264, *AAC)),
    "sorenson.flv": Source((*PICTURE, *SOUND, "-c:v", "flv", *MP3)),
    "windows.wmv": Source(
        (*PICTURE, *SOUND, "-c:v", "wmv2", "-c:a", "wmav2", "-f", "asf"), Ready(slack=0.06)
    ),
    "phone.3gp": Source(
        (*clapper("176x144", "15"), *beeps(2, 8000), "-c:v", "h263", "-c:a", "libopencore_amrnb", "-ac", "1"),
        Ready(("176x144",)),
    ),
    "prores.mov": Source(
        (*PICTURE, *SOUND, "-c:v", "prores_ks", "-pix_fmt", "yuv422p10le", "-c:a", "pcm_s24le")
    ),
    "proresalpha.mov": Source(
        (*PICTURE, "-c:v", "prores_ks", "-profile:v", "4444", "-pix_fmt", "yuva444p10le"), Ready(claps=False)
    ),
    "dnxhr.mov": Source(
        (*PICTURE, *SOUND, "-c:v", "dnxhd", "-profile:v", "dnxhr_hq", "-pix_fmt", "yuv422p", *PCM)
    ),
    "cineform.mov": Source((*PICTURE, *SOUND, "-c:v", "cfhd", "-pix_fmt", "yuv422p10le", *PCM)),
    "camera.mov": Source((*PICTURE, *SOUND, "-c:v", "mjpeg", "-pix_fmt", "yuvj422p", *PCM)),
    "animation.mov": Source((*PICTURE, *SOUND, "-c:v", "qtrle", "-pix_fmt", "argb", *PCM)),
    "studio.mxf": Source(
        (
            *(*clapper("352x288", "25"), *beeps(2, 48000), "-c:v", "mpeg2video", "-pix_fmt", "yuv422p"),
            *("-b:v", "5M", "-c:a", "pcm_s16le", "-f", "mxf"),
        ),
        Ready(("294x240", "352x288")),
    ),
    "tape.dv": Source(
        (
            *clapper("720x576", "25", 1),
            *beeps(1, 48000),
            "-vf",
            "setsar=16/15",
            "-pix_fmt",
            "yuv420p",
            "-target",
            "pal-dv",
        ),
        Ready(("320x240", "480x360", "640x480", "768x576"), 1),
    ),
    "archive.mkv": Source((*PICTURE, *SOUND, "-c:v", "ffv1", "-pix_fmt", "bgr0", "-c:a", "flac")),
    "pictures.mkv": Source((*PICTURE, *SOUND, "-c:v", "png", "-pix_fmt", "rgba", *MP3)),
    "moving.gif": Source((*clapper("160x120", "10"), "-f", "gif"), Ready(("160x120",), claps=False)),
    "moving.apng": Source((*clapper("160x120", "10"), "-f", "apng"), Ready(("160x120",), claps=False)),
    "moving.webp": Source(
        (*clapper("160x120", "10"), "-f", "webp"), Failed("not a video|cannot be read|damaged")
    ),
    "bare.h264": Source((*PICTURE, *H264, "-f", "h264"), Ready(claps=False)),
    "bare.hevc": Source((*PICTURE, *HEVC, "-x265-params", QUIET, "-f", "hevc"), Ready(claps=False)),
    "bare.y4m": Source((*PICTURE, "-f", "yuv4mpegpipe"), Ready(claps=False)),
    "bare.ivf": Source((*PICTURE, *VP8, "-f", "ivf"), Ready(claps=False)),
    "realmedia.rm": Source(
        (*clapper("176x144", "15"), "-c:v", "rv20", "-f", "rm"), Ready(("176x144",), claps=False)
    ),
}


def _piped(container: str, *codecs: str) -> bytes:
    from tests.transcode.corpus_source import ffmpeg

    uneven = ("-vf", UNEVEN, "-fps_mode", "vfr")
    return ffmpeg(
        *clapper("320x240", seconds=4), *beeps(3.93, 48000), *uneven, *codecs, "-f", container, "pipe:1"
    )
