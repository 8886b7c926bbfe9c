"""A MediaConvert job as one FFmpeg command: a CMAF group from one decode, under MediaConvert's names."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from functions.transcode.ffmpeg import read
from functions.transcode.graph import TONE_MAP
from local.mediaconvert_model import ApiError

CMAF = "CMAF_GROUP_SETTINGS"
# One AAC frame: what an encoder sends ahead of the sound itself.
PRIMING = 1024
PRESETS = {"SINGLE_PASS": "veryfast", "SINGLE_PASS_HQ": "veryfast", "MULTI_PASS_HQ": "medium"}


@dataclass(frozen=True)
class Output:
    """One output of the group: its playlist is ``<name>.m3u8``, ``kind`` is the suffix of its media files."""

    name: str
    kind: str
    settings: dict[str, Any]

    @property
    def init(self) -> str:
        """Its init segment's file name."""
        return f"{self.name}init.{self.kind}"


@dataclass(frozen=True)
class Order:
    """What a job asks for. ``destination`` is the URI below which file names begin with ``base``."""

    source: str
    destination: str
    base: str
    group: dict[str, Any]
    rotate: bool
    pictures: list[Output]
    sounds: list[Output]


def order(settings: dict[str, Any]) -> Order:
    """Read a job's settings. Raises ApiError where they want what this stand-in does not make."""
    inputs, groups = settings.get("Inputs", []), settings.get("OutputGroups", [])
    _need(len(inputs) == 1 and "FileInput" in inputs[0], "one input, a file")
    _need(len(groups) == 1, "one output group")
    kind = groups[0].get("OutputGroupSettings", {})
    _need(kind.get("Type") == CMAF and "Destination" in kind.get("CmafGroupSettings", {}), "a CMAF group")
    source = inputs[0]["FileInput"]
    folder, _, base = kind["CmafGroupSettings"]["Destination"].rpartition("/")
    base = base or Path(source).stem
    outputs = groups[0].get("Outputs", [])
    made = Order(
        source=source,
        destination=folder,
        base=base,
        group=kind["CmafGroupSettings"],
        rotate=inputs[0].get("VideoSelector", {}).get("Rotate") == "AUTO",
        pictures=[_picture(each, base) for each in outputs if "VideoDescription" in each],
        sounds=[_sound(each, base) for each in outputs if "AudioDescriptions" in each],
    )
    _need(bool(made.pictures), "a picture")
    _need(len({str(_corrections(each)) for each in made.pictures}) == 1, "the same corrections everywhere")
    return made


def command(made: Order, address: str, folder: Path) -> list[str]:
    """FFmpeg's arguments; it writes into ``folder`` and tells its progress on stdout."""
    start = ["-hide_banner", "-nostdin", "-y", "-nostats", "-progress", "pipe:1", "-stats_period", "0.5"]
    turning = [] if made.rotate else ["-noautorotate"]
    outputs = [option for each in made.pictures for option in _picture_options(each, made, folder)]
    outputs += [option for each in made.sounds for option in _sound_options(each, made, folder)]
    return [*start, *turning, *read(address), "-filter_complex", _graph(made), *outputs]


def _picture(output: dict[str, Any], base: str) -> Output:
    video = output["VideoDescription"]
    codec = video.get("CodecSettings", {})
    _need(
        codec.get("Codec") == "H_264" and "AudioDescriptions" not in output, "H.264, and sound apart from it"
    )
    _need("Width" in video and "Height" in video, "a width and a height")
    return Output(base + output.get("NameModifier", ""), "cmfv", video)


def _sound(output: dict[str, Any], base: str) -> Output:
    codec = output["AudioDescriptions"][0].get("CodecSettings", {})
    _need(codec.get("Codec") == "AAC", "AAC")
    return Output(base + output.get("NameModifier", ""), "cmfa", codec.get("AacSettings", {}))


def _need(given: bool, what: str) -> None:
    if not given:
        raise ApiError("BadRequestException", f"The local MediaConvert needs {what}.")


def _corrections(picture: Output) -> list[str]:
    wanted = picture.settings.get("VideoPreprocessors", {})
    filters = []
    if "Deinterlacer" in wanted:
        forced = wanted["Deinterlacer"].get("Control") == "FORCE_ALL_FRAMES"
        filters.append(f"bwdif=mode=send_frame:deint={'all' if forced else 'interlaced'}")
    if wanted.get("ColorCorrector", {}).get("HdrToSdrToneMapper"):
        filters.append(TONE_MAP)
    return filters


def _graph(made: Order) -> str:
    head = ",".join([*_corrections(made.pictures[0]), f"split={len(made.pictures)}"])
    labels = "".join(f"[s{number}]" for number in range(len(made.pictures)))
    branches = [
        f"[s{number}]{_scaled(each)},setsar=1,format=yuv420p[v{number}]"
        for number, each in enumerate(made.pictures)
    ]
    return ";".join([f"[0:v:0]{head}{labels}", *branches])


def _scaled(picture: Output) -> str:
    size = f"{picture.settings['Width']}:{picture.settings['Height']}"
    h264 = _h264(picture)
    rate = ""
    if h264.get("FramerateControl") == "SPECIFIED":
        rate = f"fps={h264['FramerateNumerator']}/{h264['FramerateDenominator']},"
    if picture.settings.get("ScalingBehavior") == "STRETCH_TO_OUTPUT":
        return f"{rate}scale={size}:flags=bicubic"
    fitted = f"scale={size}:flags=bicubic:force_original_aspect_ratio=decrease:reset_sar=1"
    return f"{rate}{fitted},pad={size}:-1:-1"


def _h264(picture: Output) -> dict[str, Any]:
    found: dict[str, Any] = picture.settings["CodecSettings"].get("H264Settings", {})
    return found


def _picture_options(picture: Output, made: Order, folder: Path) -> list[str]:
    h264 = _h264(picture)
    preset = PRESETS[h264.get("QualityTuningLevel", "SINGLE_PASS")]
    # Signed offsets begin at zero; unsigned ones with the delay of the B-frames.
    signed = made.group.get("VideoCompositionOffsets") == "SIGNED"
    offsets = "+negative_cts_offsets" if signed else ""
    options = f"use_editlist=0:movflags=+frag_discont{offsets}"
    return [
        *("-map", f"[v{made.pictures.index(picture)}]", "-an", "-map_metadata", "-1"),
        *("-fps_mode", "passthrough", "-enc_time_base", "1:90000"),
        *("-c:v", "libx264", "-preset", preset, *_rate(h264), *_gop(h264)),
        *("-bf", str(h264.get("NumberBFramesBetweenReferenceFrames", 2))),
        *(("-avoid_negative_ts", "disabled") if signed else ()),
        *_segments(picture, made, folder, options),
    ]


def _rate(h264: dict[str, Any]) -> list[str]:
    if h264.get("RateControlMode") == "QVBR":
        level = h264.get("QvbrSettings", {}).get("QvbrQualityLevel", 7)
        most = h264["MaxBitrate"]
        buffer = h264.get("HrdBufferSize", most * 2)
        # Level 7 looks like CRF 23; nobody outside AWS knows better.
        return ["-crf", str(37 - 2 * level), "-maxrate", str(most), "-bufsize", str(buffer)]
    rate = h264.get("Bitrate", h264.get("MaxBitrate", 1_000_000))
    return ["-b:v", str(rate), "-maxrate", str(rate), "-bufsize", str(rate * 2)]


def _gop(h264: dict[str, Any]) -> list[str]:
    size = h264.get("GopSize", 2)
    if h264.get("GopSizeUnits", "AUTO") == "FRAMES":
        return ["-g", str(int(size)), "-keyint_min", str(int(size)), "-sc_threshold", "0"]
    grid = f"gte(floor(t/{size}),floor(prev_forced_t/{size})+1)"
    keyframes = f"expr:if(isnan(prev_forced_t),1,{grid})"
    return ["-force_key_frames", keyframes, "-g", "9999", "-sc_threshold", "0"]


def _sound_options(sound: Output, made: Order, folder: Path) -> list[str]:
    aac = sound.settings
    rate = aac.get("SampleRate", 48_000)
    channels = {"CODING_MODE_1_0": 1, "CODING_MODE_5_1": 6}.get(aac.get("CodingMode", ""), 2)
    # The priming takes the place of the first frame's worth of sound: time begins at zero, and in step.
    filters = f"aresample={rate}:async=1:first_pts=0,atrim=start_sample={PRIMING}"
    return [
        *("-map", "0:a:0", "-vn", "-map_metadata", "-1", "-af", filters),
        *("-c:a", "aac", "-b:a", str(aac.get("Bitrate", 128_000)), "-ac", str(channels), "-ar", str(rate)),
        *_segments(sound, made, folder, "use_editlist=0:movflags=+frag_discont"),
    ]


def _segments(output: Output, made: Order, folder: Path, options: str) -> list[str]:
    return [
        *("-f", "hls", "-hls_time", str(made.group.get("SegmentLength", 10)), "-hls_list_size", "0"),
        *("-hls_playlist_type", "vod", "-hls_flags", "independent_segments+temp_file"),
        *("-hls_segment_type", "fmp4", "-hls_segment_options", options, "-start_number", "1"),
        *("-hls_fmp4_init_filename", output.init),
        *("-hls_segment_filename", str(folder / f"{output.name}_%09d.{output.kind}")),
        str(folder / f"{output.name}.m3u8"),
    ]
