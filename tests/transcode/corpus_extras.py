"""What lies in a file besides one picture and one sound: subtitles, covers, chapters, data, lies."""

from collections.abc import Mapping
from pathlib import Path

from tests.transcode.corpus_source import AAC, H264, PICTURE, SOUND, Source, clapper, ffmpeg

COPY = ("-c", "copy")
SUBTITLES = "1\n00:00:00,200 --> 00:00:01,800\nCurtain up\n"
STYLED = (
    "[Script Info]\nScriptType: v4.00+\n\n"
    "[V4+ Styles]\nFormat: Name, Fontname, Fontsize\nStyle: Default,Arial,20\n\n"
    "[Events]\nFormat: Layer, Start, End, Style, Text\n"
    "Dialogue: 0,0:00:00.20,0:00:01.80,Default,{\\b1}Curtain up\n"
)
CHAPTERS = ";FFMETADATA1\n" + "".join(
    f"[CHAPTER]\nTIMEBASE=1/10\nSTART={number}\nEND={number + 1}\ntitle=Scene {number}\n"
    for number in range(20)
)
EVERYTHING = ("-map", "0", "-map", "1")


def _beside(corpus: Mapping[str, Path], to: Path, text: str, suffix: str, *options: str) -> None:
    """plain.mp4 together with what FFmpeg reads from ``text``."""
    written = to.with_name(f"{to.name}.{suffix}")
    written.write_text(text)
    ffmpeg("-i", corpus["plain.mp4"], "-i", written, *COPY, *options, to)


SOURCES = {
    "subtitles.mp4": Source(
        lambda corpus, to: _beside(corpus, to, SUBTITLES, "srt", *EVERYTHING, "-c:s", "mov_text")
    ),
    "styled.mkv": Source(lambda corpus, to: _beside(corpus, to, STYLED, "ass", *EVERYTHING)),
    "subtitlesfirst.mkv": Source(
        lambda corpus, to: _beside(corpus, to, SUBTITLES, "srt", "-map", "1", "-map", "0", "-c:s", "srt")
    ),
    "longsubtitles.mkv": Source(
        lambda corpus, to: _beside(
            corpus, to, SUBTITLES.replace("00:00:01,800", "00:09:00,000"), "srt", *EVERYTHING
        ),
    ),
    "chapters.mp4": Source(
        lambda corpus, to: _beside(corpus, to, CHAPTERS, "txt", "-map_metadata", "1", "-map_chapters", "1")
    ),
    "located.mp4": Source(("-i", "corpus:plain.mp4", *COPY, "-metadata", "comment=at 52.5200 N")),
    "talkative.mp4": Source(
        lambda corpus, to: _beside(
            corpus, to, f";FFMETADATA1\ncomment={'é' * 400_000}\n", "txt", "-map_metadata", "1"
        )
    ),
    "talkative.mkv": Source(
        lambda corpus, to: _beside(
            corpus, to, f";FFMETADATA1\ntitle={'x' * 900_000}\n", "txt", "-map_metadata", "1"
        )
    ),
    "timecode.mov": Source(("-i", "corpus:plain.mp4", *COPY, "-timecode", "01:00:00:00")),
    "cover.mp4": Source(
        (
            *("-i", "corpus:plain.mp4", "-i", "corpus:photo.mp4", *EVERYTHING, *COPY, "-f", "mp4"),
            *("-disposition:v:1", "attached_pic"),
        )
    ),
    "cover.mkv": Source(
        lambda corpus, to: ffmpeg(
            *("-i", corpus["plain.mp4"], *COPY, "-attach", corpus["photo.mp4"]),
            *("-metadata:s:t:0", "mimetype=image/jpeg", "-metadata:s:t:0", "filename=cover.jpg", to),
        )
    ),
    # The screen first, then the speaker: the first one is the video.
    "twopictures.mp4": Source(
        (*PICTURE, *clapper("160x90"), *SOUND, *EVERYTHING, "-map", "2", *H264, *AAC),
    ),
    "attachment.mkv": Source(
        lambda corpus, to: ffmpeg(
            *("-i", corpus["plain.mp4"], *COPY, "-attach", corpus["text.mp4"]),
            *("-metadata:s:t:0", "mimetype=application/x-truetype-font", to),
        )
    ),
    "data.ts": Source(
        lambda corpus, to: ffmpeg(
            *("-i", corpus["plain.mp4"], "-f", "data", "-i", corpus["text.mp4"], *EVERYTHING, *COPY),
            *("-f", "mpegts", to),
        )
    ),
    # Wrong names.
    "really-a-webm.mp4": Source(lambda corpus, to: to.write_bytes(corpus["vp9.webm"].read_bytes())),
    "really-an-mp4.avi": Source(lambda corpus, to: to.write_bytes(corpus["plain.mp4"].read_bytes())),
    "really-a-ts.mov": Source(lambda corpus, to: to.write_bytes(corpus["stream.ts"].read_bytes())),
    "nothing-to-say": Source(lambda corpus, to: to.write_bytes(corpus["old.avi"].read_bytes())),
    "padded.mp4": Source(
        lambda corpus, to: to.write_bytes(corpus["plain.mp4"].read_bytes() + bytes(200_000))
    ),
}
