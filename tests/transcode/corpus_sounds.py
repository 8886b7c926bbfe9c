"""Sound tracks: layouts, rates, codecs, several of them."""

from tests.transcode.corpus_source import AAC, H264, PICTURE, SOUND, Ready, Source, beeps

SURROUND = ("-af", "pan=5.1|FL=c0|FR=c0|FC=c0|LFE=c0|BL=c0|BR=c0")
EIGHT = ("-af", "pan=7.1|FL=c0|FR=c0|FC=c0|LFE=c0|BL=c0|BR=c0|SL=c0|SR=c0")
HUM = ("-f", "lavfi", "-i", "sine=f=50:d=2")


def sounding(*codec: str, rate: int = 48000) -> Source:
    """The plain picture with the beeps in ``codec``."""
    return Source((*PICTURE, *beeps(2, rate), *H264, *codec))


SOURCES = {
    "mono.mp4": sounding(*AAC, "-ac", "1", "-ar", "8000", rate=8000),
    "radio.mp4": sounding(*AAC, "-ar", "22050", rate=22050),
    "studio.mov": sounding("-c:a", "pcm_s24le", "-ar", "96000", rate=96000),
    "surround.mp4": sounding(*AAC, *SURROUND),
    "cinema.mkv": sounding("-c:a", "flac", *EIGHT),
    "dolby.mp4": sounding("-c:a", "ac3", *SURROUND),
    "dolbyplus.mkv": sounding("-c:a", "eac3", *SURROUND),
    "dts.mkv": sounding("-c:a", "dca", "-strict", "-2", *SURROUND),
    "opus.mp4": sounding("-c:a", "libopus"),
    "alac.mov": sounding("-c:a", "alac"),
    "mp3.mp4": sounding("-c:a", "libmp3lame"),
    "vorbis.mkv": sounding("-c:a", "libvorbis"),
    "law.mov": sounding("-c:a", "pcm_mulaw", "-ac", "1", rate=8000),
    "float.mkv": sounding("-c:a", "pcm_f32le"),
    # The beeps are the default track; a language and a commentary hum.
    "threetracks.mkv": Source(
        (
            *(*PICTURE, *HUM, *SOUND, *HUM, "-map", "0", "-map", "1", "-map", "2", "-map", "3", *H264, *AAC),
            *("-disposition:a:0", "0", "-disposition:a:1", "default", "-disposition:a:2", "0"),
        )
    ),
    "threetracks.mp4": Source(
        (
            *(*PICTURE, *SOUND, *HUM, *HUM, "-map", "0", "-map", "1", "-map", "2", "-map", "3", *H264, *AAC),
            *("-metadata:s:a:0", "language=deu", "-metadata:s:a:1", "language=eng"),
        )
    ),
    "soundfirst.mp4": Source((*PICTURE, *SOUND, "-map", "1", "-map", "0", *H264, *AAC)),
    "unknownsound.mp4": Source(
        lambda corpus, to: to.write_bytes(
            corpus["plain.mp4"].read_bytes().replace(b"mp4a", b"zzz2").replace(b"esds", b"zzz3")
        ),
        Ready(claps=False),
    ),
    "mute.mp4": Source((*PICTURE, "-f", "lavfi", "-i", "anullsrc=d=2", *H264, *AAC), Ready(claps=False)),
}
