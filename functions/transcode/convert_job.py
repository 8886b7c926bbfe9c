"""What MediaConvert is asked to make of a plan: one CMAF group, a rung an output, the sound in its own."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from footlight import media
from footlight.settings import settings
from functions.transcode import work
from functions.transcode.ladder import MAX_FRAME_RATE
from functions.transcode.playlists import AUDIO

if TYPE_CHECKING:
    from mypy_boto3_mediaconvert.type_defs import (
        CmafGroupSettingsTypeDef,
        CreateJobRequestTypeDef,
        H264SettingsTypeDef,
        InputTypeDef,
        OutputTypeDef,
        VideoPreprocessorTypeDef,
    )

    from functions.transcode.ladder import Rung
    from functions.transcode.plan import Plan, Source

SEGMENT_SECONDS = 4
KEYFRAME_SECONDS = 2
# The beginning of each output file's name; the output's own modifier follows.
BASE = "source"
SELECTOR = "Audio Selector 1"
# AWS's own advice by size: 7 up to 720p, 8 above (user guide, "QVBR").
LARGE, QUALITY, QUALITY_OF_LARGE = 720, 7, 8


def folder(plan: Plan) -> str:
    """Where the job writes, in the media bucket, without a slash at the end."""
    return f"{plan['work']}/{work.JOB}"


def name(track: str) -> str:
    """The output files of a rung, or of the sound, begin like this: ``source_720p``."""
    return f"{BASE}_{track}"


def request(plan: Plan) -> CreateJobRequestTypeDef:
    """CreateJob's parameters. Asked for again within a minute, they name the same job."""
    pictures = [_picture(rung, plan) for rung in plan["rungs"]]
    sound = [] if plan["sound"] == "none" else [_sound()]
    return {
        "ClientRequestToken": hashlib.sha256(plan["video_id"].encode()).hexdigest(),
        "Role": settings()["convert_role"],
        "StatusUpdateInterval": "SECONDS_10",
        "UserMetadata": {
            "video_id": plan["video_id"],
            "owner_id": plan["owner_id"],
            # Whose it is: an account may have several deployments.
            "media_bucket": settings()["media_bucket"],
        },
        "Settings": {
            "TimecodeConfig": {"Source": "ZEROBASED"},
            "Inputs": [_input(plan)],
            "OutputGroups": [
                {
                    "Name": "CMAF",
                    "OutputGroupSettings": {
                        "Type": "CMAF_GROUP_SETTINGS",
                        "CmafGroupSettings": _group(plan),
                    },
                    "Outputs": [*pictures, *sound],
                }
            ],
        },
    }


def _input(plan: Plan) -> InputTypeDef:
    bucket = settings()["uploads_bucket"]
    made: InputTypeDef = {
        # The upload itself, whatever was made of it for others: MediaConvert knows no NUT.
        "FileInput": f"s3://{bucket}/{media.source_key(plan['owner_id'], plan['video_id'])}",
        "TimecodeSource": "ZEROBASED",
        "VideoSelector": {"Rotate": "AUTO", "ColorSpace": "FOLLOW"},
    }
    if plan["sound"] != "none":
        # The first track that is sound, as look.py chooses.
        made["AudioSelectors"] = {SELECTOR: {"DefaultSelection": "DEFAULT", "Tracks": [1]}}
    return made


def _group(plan: Plan) -> CmafGroupSettingsTypeDef:
    return {
        "Destination": f"s3://{settings()['media_bucket']}/{folder(plan)}/{BASE}",
        "SegmentControl": "SEGMENTED_FILES",
        "SegmentLength": SEGMENT_SECONDS,
        # Whole GOPs: "exact" would add keyframes where the frame rate is no whole number.
        "SegmentLengthControl": "GOP_MULTIPLE",
        "FragmentLength": SEGMENT_SECONDS,
        # "The earliest presentation time will be equal to zero": no edit list, and sound in step.
        "VideoCompositionOffsets": "SIGNED",
        "WriteHlsManifest": "ENABLED",
        "WriteDashManifest": "DISABLED",
        "ManifestDurationFormat": "FLOATING_POINT",
        "ManifestCompression": "NONE",
        "CodecSpecification": "RFC_6381",
    }


def _picture(rung: Rung, plan: Plan) -> OutputTypeDef:
    made: OutputTypeDef = {
        "NameModifier": f"_{rung['name']}",
        "ContainerSettings": {"Container": "CMFC", "CmfcSettings": {"IFrameOnlyManifest": "EXCLUDE"}},
        "VideoDescription": {
            "Width": rung["width"],
            "Height": rung["height"],
            # The ladder has kept the proportions: no bars.
            "ScalingBehavior": "STRETCH_TO_OUTPUT",
            "AntiAlias": "ENABLED",
            "TimecodeInsertion": "DISABLED",
            "ColorMetadata": "INSERT",
            "VideoPreprocessors": _corrections(plan["source"]),
            "CodecSettings": {"Codec": "H_264", "H264Settings": _h264(rung, plan["source"])},
        },
    }
    if plan["sound"] != "none":
        made["ContainerSettings"]["CmfcSettings"]["AudioRenditionSets"] = AUDIO
    return made


def _corrections(source: Source) -> VideoPreprocessorTypeDef:
    made: VideoPreprocessorTypeDef = {}
    if source["interlaced"]:
        made["Deinterlacer"] = {"Mode": "DEINTERLACE", "Algorithm": "INTERPOLATE", "Control": "NORMAL"}
    if source["hdr"]:
        made["ColorCorrector"] = {
            "ColorSpaceConversion": "FORCE_709",
            "HdrToSdrToneMapper": "PRESERVE_DETAILS",
        }
    return made


def _h264(rung: Rung, source: Source) -> H264SettingsTypeDef:
    large = min(rung["width"], rung["height"]) > LARGE
    made: H264SettingsTypeDef = {
        "RateControlMode": "QVBR",
        "QvbrSettings": {"QvbrQualityLevel": QUALITY_OF_LARGE if large else QUALITY},
        "MaxBitrate": rung["max_rate"],
        "HrdBufferSize": rung["max_rate"] * 2,
        "QualityTuningLevel": "SINGLE_PASS_HQ",
        "CodecProfile": "HIGH",
        "CodecLevel": "AUTO",
        "InterlaceMode": "PROGRESSIVE",
        "NumberBFramesBetweenReferenceFrames": 2,
        "WriteMp4PackagingType": "AVC1",
        # A grid of closed GOPs, none added at scene changes: all rungs are cut at the same frames.
        "GopSize": KEYFRAME_SECONDS,
        "GopSizeUnits": "SECONDS",
        "GopClosedCadence": 1,
        "MinIInterval": 0,
        "SceneChangeDetect": "DISABLED",
        "ParControl": "SPECIFIED",
        "ParNumerator": 1,
        "ParDenominator": 1,
        "FramerateControl": "SPECIFIED" if source["capped"] else "INITIALIZE_FROM_SOURCE",
        "FramerateConversionAlgorithm": "DUPLICATE_DROP",
    }
    if source["capped"]:
        made["FramerateNumerator"], made["FramerateDenominator"] = MAX_FRAME_RATE, 1
    return made


def _sound() -> OutputTypeDef:
    return {
        "NameModifier": f"_{AUDIO}",
        "ContainerSettings": {
            "Container": "CMFC",
            "CmfcSettings": {
                "AudioGroupId": AUDIO,
                "AudioTrackType": "ALTERNATE_AUDIO_AUTO_SELECT_DEFAULT",
            },
        },
        "AudioDescriptions": [
            {
                "AudioSourceName": SELECTOR,
                "CodecSettings": {
                    "Codec": "AAC",
                    "AacSettings": {
                        "CodecProfile": "LC",
                        "RateControlMode": "CBR",
                        "Bitrate": 128_000,
                        "SampleRate": 48_000,
                        "CodingMode": "CODING_MODE_2_0",
                    },
                },
            }
        ],
    }
