"""Sizes, shapes, frame rates, colours and ways to code a picture."""

from tests.transcode.corpus_source import AAC, H264, PICTURE, SOUND, Failed, Ready, Source, beeps, clapper

STILL = Ready(claps=False)
X264 = ("-c:v", "libx264", "-preset", "ultrafast")
X265 = ("-c:v", "libx265", "-preset", "ultrafast", "-x265-params", "log-level=none")
BLACK = ("-f", "lavfi", "-i", "color=black:s=320x180:d=2")
RECT = ("-c:v", "ffv1", "-pix_fmt", "yuv420p")


def colours(
    transfer: str, primaries: str, matrix: str, pixels: str = "yuv420p10le", span: str = "tv"
) -> tuple[str, ...]:
    """A filter that labels the picture's colours."""
    return (
        "-vf",
        f"format={pixels},setparams=color_trc={transfer}:color_primaries={primaries}:colorspace={matrix}:range={span}",
    )


def at_rate(rate: str, seconds: float, **kept: int) -> Source:
    """H.264 with sound at ``rate`` frames a second."""
    made = (*clapper(rate=rate, seconds=seconds), *beeps(seconds), *H264, "-bf", "2", *AAC)
    return Source(made, Ready(seconds=seconds, **kept))  # type: ignore[arg-type]


def interlaced(order: str, first: str) -> Source:
    """Fields of 50 a second, woven."""
    fields = f"tinterlace=interleave_{order},setfield={first}"
    flags = ("-flags", "+ilme+ildct", "-x264opts", f"{first}=1")
    made = (*clapper("320x240", "50", before=fields), *SOUND, *H264, *flags, *AAC)
    return Source(made, Ready(("320x240",), frames=50))


def turned(degrees: int, size: str) -> Source:
    """A phone held otherwise: the picture lies in the file, and a matrix says how to turn it."""
    made = ("-display_rotation", str(-degrees), "-i", "corpus:plain.mp4", "-c", "copy")
    return Source(made, Ready((size,), turned=degrees))


SOURCES = {
    # Shapes.
    "portrait.mp4": Source((*clapper("180x320"), *SOUND, *H264, *AAC), Ready(("180x320",))),
    "square.mp4": Source((*clapper("240x240"), *H264), Ready(("240x240",), claps=False)),
    "odd.mp4": Source(
        (*PICTURE, "-vf", "scale=321:243,setsar=1", *X264, "-pix_fmt", "yuv444p"),
        Ready(("318x240",), claps=False),
    ),
    "anamorphic.mp4": Source(
        (*clapper("240x240"), "-vf", "setsar=16/9", *H264), Ready(("426x240",), claps=False)
    ),
    "narrow.mp4": Source((*clapper("352x288"), "-vf", "setsar=1/2", *H264), Ready(("176x288",), claps=False)),
    "rotated.mp4": turned(270, "180x320"),
    "rotated90.mp4": turned(90, "180x320"),
    "upsidedown.mp4": turned(180, "320x180"),
    "mirrored.mp4": Source(("-display_hflip", "-i", "corpus:plain.mp4", "-c", "copy"), Ready(numbered=False)),
    "banner.mp4": Source((*clapper("2048x64", seconds=1), *H264), Ready(("2048x64",), 1, claps=False)),
    "smallest.mp4": Source((*clapper("16x16"), *H264), Ready(("16x16",), numbered=False, claps=False)),
    "onepixel.mkv": Source((*clapper("32x32"), "-vf", "crop=1:1:0:0:exact=1", *RECT), Failed("too small")),
    "tiny.mp4": Source((*clapper("8x8"), *H264), Failed(r"too small \(8 by 8")),
    "wide.mp4": Source((*clapper("8400x16", seconds=0.2), *H264), Failed(r"too large \(8400 by 16")),
    "resized.ts": Source(
        lambda corpus, to: to.write_bytes(
            corpus["stream.ts"].read_bytes() + corpus["larger.ts"].read_bytes()
        ),
        Ready(seconds=4, frames=120, claps=False),
    ),
    "larger.ts": Source(
        (*clapper("640x360"), *SOUND, *H264, *AAC, "-output_ts_offset", "2.0667", "-f", "mpegts"),
        Ready(("426x240", "640x360")),
    ),
    # Rates.
    "film.mp4": at_rate("24000/1001", 2.002),
    "pal.mp4": at_rate("25", 2),
    "ntsc.mp4": at_rate("30000/1001", 2.002),
    "fifty.mp4": at_rate("50", 2),
    "sixty.mp4": at_rate("60000/1001", 2.002),
    "fast.mp4": at_rate("120", 1, frames=60, every=2),
    "ninety.mp4": Source(
        (*clapper(rate="90", seconds=1), *H264), Ready(seconds=1, frames=60, numbered=False)
    ),
    "slow.mp4": at_rate("10", 4),
    "timelapse.mp4": Source((*clapper(rate="1", seconds=9), *H264), Ready(seconds=9, claps=False)),
    "slides.mp4": Source((*clapper(rate="1/15", seconds=60), *H264), Ready(seconds=60, claps=False)),
    "interlaced.mp4": interlaced("top", "tff"),
    "bottomfirst.mp4": interlaced("bottom", "bff"),
    "telecine.mpg": Source(
        (*clapper("352x240", "24000/1001", before="telecine"), "-c:v", "mpeg2video", "-flags", "+ildct+ilme"),
        Ready(("352x240",), 2.002, numbered=False, claps=False),
    ),
    # Colours.
    "tenbit.mkv": Source((*PICTURE, *SOUND, *X264, "-pix_fmt", "yuv420p10le", *AAC)),
    "broadcast422.mov": Source((*PICTURE, *SOUND, *X264, "-pix_fmt", "yuv422p10le", "-c:a", "pcm_s16le")),
    "twelvebit.mkv": Source(
        (*clapper(seconds=1), *X265, "-pix_fmt", "yuv444p12le"), Ready(seconds=1, claps=False)
    ),
    "gray.mp4": Source((*PICTURE, *X264, "-pix_fmt", "gray"), STILL),
    "rgb.mp4": Source((*PICTURE, "-c:v", "libx264rgb", "-preset", "ultrafast", "-pix_fmt", "rgb24"), STILL),
    "fullrange.mp4": Source((*PICTURE, *X264, "-pix_fmt", "yuvj420p"), STILL),
    "hdr.mp4": Source(
        (*PICTURE, *colours("smpte2084", "bt2020", "bt2020nc"), *X265, "-pix_fmt", "yuv420p10le"), STILL
    ),
    "hlg.mp4": Source(
        (*PICTURE, *colours("arib-std-b67", "bt2020", "bt2020nc"), *X265, "-pix_fmt", "yuv420p10le"), STILL
    ),
    "wide.mkv": Source(
        (*PICTURE, *colours("bt2020-10", "bt2020", "bt2020nc"), *X265, "-pix_fmt", "yuv420p10le"), STILL
    ),
    "strangecolours.mkv": Source(
        (*PICTURE, *colours("log316", "film", "fcc", "yuv444p", "pc"), *X264), STILL
    ),
    "black.mp4": Source((*BLACK, *H264), Ready(frames=50, numbered=False, claps=False)),
    "fadein.mp4": Source(
        (*clapper(seconds=4), "-vf", "fade=in:0:60", *H264), Ready(seconds=4, numbered=False, claps=False)
    ),
    # How it is coded.
    "oneframe.mp4": Source((*PICTURE, "-frames:v", "1", *H264), Ready(seconds=0.033, claps=False)),
    "twoframes.mp4": Source((*PICTURE, "-frames:v", "2", *H264), Ready(seconds=0.067, claps=False)),
    "opengop.mp4": Source(
        (
            *clapper(seconds=4),
            *beeps(4),
            *X264,
            "-pix_fmt",
            "yuv420p",
            "-x264opts",
            "open-gop=1:keyint=30:bframes=3",
            *AAC,
        ),
        Ready(seconds=4),
    ),
    "hugegop.mp4": Source(
        (*clapper(seconds=40), *beeps(40), *H264, "-bf", "2", "-g", "9999", "-sc_threshold", "0", *AAC),
        Ready(seconds=40),
    ),
    "allintra.mp4": Source((*PICTURE, *SOUND, *H264, "-g", "1", *AAC)),
    "refresh.ts": Source(
        (*clapper(seconds=4), *beeps(4), *H264, "-intra-refresh", "1", "-g", "30", *AAC, "-f", "mpegts"),
        Ready(seconds=4),
    ),
    "pyramid.mp4": Source(
        (
            *PICTURE,
            *SOUND,
            "-c:v",
            "libx264",
            "-preset",
            "veryfast",
            "-pix_fmt",
            "yuv420p",
            "-bf",
            "8",
            "-x264opts",
            "b-pyramid=normal:ref=8",
            *AAC,
        )
    ),
    "inband.mp4": Source((*PICTURE, *SOUND, *H264, "-g", "15", "-x264opts", "repeat-headers=1:aud=1", *AAC)),
}
