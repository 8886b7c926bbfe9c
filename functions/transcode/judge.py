"""Which sources are refused, and in which words."""

from functools import reduce

from functions.transcode.facts import Facts, Video
from functions.transcode.outcomes import BadMedia

SMALLEST_SIDE = 16
LARGEST_SIDE = 8192  # 8K and a little; above it one decoded frame alone takes 100 MB
LONGEST_HOURS = 12
STILLS = {"png", "apng", "mjpeg", "gif", "webp", "bmp", "tiff", "jpeg2000", "jpegls", "jpegxl", "ppm", "psd"}
PICTURE_BRANDS = {b"heic", b"heix", b"mif1", b"msf1", b"avif"}
# (offset, bytes): MP4 and MOV, Matroska and WebM, AVI, FLV, MPEG program stream, ASF, Ogg.
VIDEO_STARTS = (
    *((4, name) for name in (b"ftyp", b"moov", b"mdat", b"wide", b"free", b"skip")),
    *((0, start) for start in (b"\x1aE\xdf\xa3", b"FLV\x01", b"\x00\x00\x01\xba", b"0&\xb2u", b"OggS")),
    (8, b"AVI "),
)


def looks_like_video(head: bytes) -> bool:
    """Whether a file that begins with ``head`` (some 400 bytes) means to be a video or a film's container."""
    if len(head) > 376 and head[0] == head[188] == head[376] == 0x47:  # MPEG transport stream
        return True
    return any(head[at : at + len(start)] == start for at, start in VIDEO_STARTS)


def is_picture(head: bytes) -> bool:
    """Whether these are the first bytes of a HEIC or AVIF picture, which demuxers take for a short film."""
    return head[4:8] == b"ftyp" and head[8:12] in PICTURE_BRANDS


def refuse_unread(size: int, head: bytes) -> None:
    """Refuse what need not be opened. Raises BadMedia."""
    if size == 0:
        raise BadMedia("The file is empty. Please upload it again.")
    if is_picture(head):
        raise BadMedia("This file is a still image, not a video.")


def judge(facts: Facts) -> Video:
    """The track to encode. Raises BadMedia with a sentence that names the cause."""
    if not facts.opened:
        raise BadMedia(
            "The file is damaged or incomplete: it starts like a video, but its contents cannot be read."
            if facts.looks_like_video
            else "This file is not a video."
        )
    video = facts.video
    if video is None:
        raise BadMedia(
            "The file has sound but no picture. Only videos can be uploaded."
            if facts.audio_index is not None
            else "This file is not a video."
        )
    reduce(lambda _, rule: rule(facts, video), RULES, None)
    return video


def _still(_: Facts, video: Video) -> None:
    if video.codec in STILLS and video.first_packets < 2:
        raise BadMedia("This file is a still image, not a video.")


def _size(_: Facts, video: Video) -> None:
    size = f"{video.width} by {video.height}"
    if min(video.width, video.height) < SMALLEST_SIDE:
        raise BadMedia(f"The picture is too small ({size} pixels); each side needs {SMALLEST_SIDE} at least.")
    if max(video.width, video.height) > LARGEST_SIDE:
        raise BadMedia(
            f"The picture is too large ({size} pixels); each side may have {LARGEST_SIDE} at most."
        )


def _whole(facts: Facts, _: Video) -> None:
    if facts.bytes_needed > facts.size:
        raise BadMedia("The file is incomplete: it ends before the video does. Please upload it again.")


def _length(_: Facts, video: Video) -> None:
    if (video.seconds or 0) > LONGEST_HOURS * 3600:
        raise BadMedia(f"The video is too long: {LONGEST_HOURS} hours is the limit.")


def _decodable(_: Facts, video: Video) -> None:
    if not video.codec:
        raise BadMedia("The picture is in a format that cannot be read. Try to export it as H.264 (MP4).")
    if not video.decodable:
        raise BadMedia("The file is damaged: not one frame of the picture could be read.")


RULES = (_still, _size, _whole, _length, _decodable)
