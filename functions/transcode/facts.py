"""What is known of a source before anything is encoded: plain data, for the judge and the plan."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Video:
    """The video track. Sizes are in pixels as coded; ``rotation`` is in degrees, ``sar`` width to height."""

    index: int
    codec: str
    width: int
    height: int
    sar: float = 1.0
    rotation: int = 0
    frame_rate: float = 30.0
    # Of the shown frames, as far as the container tells without reading it all.
    seconds: float | None = None
    frames: int | None = None
    # At most two, so that one picture and a film can be told apart.
    first_packets: int = 2
    decodable: bool = True
    variable: bool = False
    interlaced: bool = False
    hdr: bool = False
    rgb: bool = False
    colours_told: bool = True
    colours_strange: bool = False


@dataclass(frozen=True)
class Facts:
    """A source. ``opened`` is false where no demuxer knows it, and then nothing below it is known."""

    size: int
    opened: bool
    # Whether its first bytes are those of a video container.
    looks_like_video: bool = True
    video: Video | None = None
    audio_index: int | None = None
    audio_codec: str = ""
    # FFmpeg's name of the container, and whether it says where keyframes lie without being read whole.
    container: str = ""
    indexed: bool = False
    # Where the container's index says its last sample ends, in bytes.
    bytes_needed: int = 0
