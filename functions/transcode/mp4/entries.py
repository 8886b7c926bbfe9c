"""Sample entries of H.264 and AAC: what they say, and written anew with only what a player needs."""

import struct
from dataclasses import dataclass

from functions.transcode.mp4.boxes import Broken, box, child, children, full_box, must, unpack

# Where an entry's boxes begin: after a picture's fields, or a sound's in one of three layouts.
PICTURE_FIELDS = 86
SOUND_FIELDS = (36, 52, 72)
AAC_LC = 2
MPEG_4_AUDIO = 0x40
RATES = (96000, 88200, 64000, 48000, 44100, 32000, 24000, 22050, 16000, 12000, 11025, 8000, 7350)


@dataclass(frozen=True)
class Picture:
    """An H.264 sample entry; ``avcc`` is the decoder's configuration."""

    width: int
    height: int
    avcc: bytes
    # A pixel's width and height.
    pixel: tuple[int, int]
    # The content of a colr box of kind nclx.
    colours: bytes | None

    @property
    def profile(self) -> int:
        """H.264's profile_idc."""
        return self.avcc[1]

    @property
    def level(self) -> int:
        """H.264's level_idc: 41 is level 4.1."""
        return self.avcc[3]

    @property
    def length_size(self) -> int:
        """How many bytes tell a NAL unit's length."""
        return (self.avcc[4] & 3) + 1

    @property
    def codecs(self) -> str:
        """As RFC 6381 spells it."""
        return f"avc1.{self.avcc[1:4].hex()}"

    def entry(self) -> bytes:
        """The sample entry, without the names and dates that cameras leave in it."""
        fields = struct.pack(
            ">6xH16xHHIII H32xHh", 1, self.width, self.height, 72 << 16, 72 << 16, 0, 1, 24, -1
        )
        more = [box(b"colr", self.colours)] if self.colours else []
        return box(b"avc1", fields, box(b"avcC", self.avcc), *more)


@dataclass(frozen=True)
class Sound:
    """An AAC sample entry: its AudioSpecificConfig, and the thirteen bytes that lie before it in an esds."""

    config: bytes
    rates: bytes

    @property
    def kind(self) -> int:
        """The audio object type; 2 is AAC-LC."""
        return self.config[0] >> 3

    @property
    def rate(self) -> int:
        """Samples a second; 0 where it is none of the usual."""
        place = int.from_bytes(self.config[:2], "big") >> 7 & 15
        return RATES[place] if place < len(RATES) else 0

    @property
    def channels(self) -> int:
        """How many channels; 0 where a table of its own tells."""
        return self.config[1] >> 3 & 15

    @property
    def ordinary(self) -> bool:
        """Whether a frame is 1024 samples, with no second layer that doubles the rate."""
        doubled = self.config[2:4] == b"\x56\xe5" and self.config[4:5] >= b"\x80"
        return not self.config[1] & 4 and not doubled

    @property
    def codecs(self) -> str:
        """As RFC 6381 spells it."""
        return f"mp4a.40.{self.kind}"

    def entry(self) -> bytes:
        """The sample entry in its plainest form."""
        fields = struct.pack(">6xH8xHHIHH", 1, self.channels, 16, 0, self.rate, 0)
        decoder = _descriptor(4, self.rates, _descriptor(5, self.config))
        stream = _descriptor(3, bytes(3), decoder, _descriptor(6, b"\2"))
        return box(b"mp4a", fields, full_box(b"esds", 0, 0, stream))


def picture(entry: bytes) -> Picture:
    """What an H.264 sample entry says. Raises Broken where it is none."""
    if entry[4:8] != b"avc1" or len(entry) < PICTURE_FIELDS:
        raise Broken("it is no H.264")
    view = memoryview(entry)
    width, height = unpack("HH", view, 32)
    inside = dict(children(view[PICTURE_FIELDS:]))
    avcc = must(inside.get(b"avcC"))
    pixel = unpack("II", inside[b"pasp"]) if b"pasp" in inside else (1, 1)
    colours = inside.get(b"colr", memoryview(b"")).tobytes()
    return Picture(
        width, height, avcc.tobytes(), (pixel[0], pixel[1]), colours if colours[:4] == b"nclx" else None
    )


def sound(entry: bytes) -> Sound:
    """What an AAC sample entry says, QuickTime's too. Raises Broken where it is none."""
    if entry[4:8] != b"mp4a":
        raise Broken("it is no AAC")
    view = memoryview(entry)
    for at in SOUND_FIELDS:
        try:
            esds = child(view[at:], b"esds") or child(view[at:], b"wave", b"esds")
        except Broken:
            continue
        if esds:
            return _esds(esds[4:])
    raise Broken("its decoder is not told")


def _esds(data: memoryview) -> Sound:
    stream = _inside(data, 3)
    if len(stream) < 3 or stream[2] & 0xE0:
        raise Broken("a stream that depends on others")
    decoder = _inside(stream[3:], 4)
    if decoder[0] != MPEG_4_AUDIO:
        raise Broken("it is no AAC")
    config = _inside(decoder[13:], 5)
    return Sound(config.tobytes(), decoder[:13].tobytes())


def _inside(data: memoryview, tag: int) -> memoryview:
    """The content of the descriptor at the beginning of ``data`` (ISO/IEC 14496-1, 8.3.3)."""
    length, at = 0, 1
    while at < min(len(data), 5):
        length = length << 7 | data[at] & 0x7F
        at += 1
        if not data[at - 1] & 0x80:
            break
    content = data[at : at + length]
    if not data or data[0] != tag or len(content) < length or length < 2:
        raise Broken("a descriptor is broken")
    return content


def _descriptor(tag: int, *content: bytes) -> bytes:
    whole = b"".join(content)
    if len(whole) > 0x7F:
        raise Broken("a descriptor is longer than any of AAC-LC")
    return bytes((tag, len(whole))) + whole
