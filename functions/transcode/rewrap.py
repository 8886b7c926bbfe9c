"""Puts a source that cannot be cut where it lies (no index, broken times) into a container that can.

Nothing is encoded and nothing touches the disk: FFmpeg's output flows into a multipart upload.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from typing import TYPE_CHECKING, Any, TypedDict

from footlight import clients
from footlight.settings import settings
from functions.transcode import ffmpeg, original, work
from functions.transcode.encoder import Stream
from functions.transcode.outcomes import EncodeFailed, Refused
from functions.transcode.watch import Watch

if TYPE_CHECKING:
    from mypy_boto3_s3.type_defs import CompletedPartTypeDef

# S3 takes 10,000 parts of 5 MB and more: this lasts for a source of 160 GB.
PART_SIZE = 16 * 1024 * 1024
PARTS_AT_ONCE = 3


# The second takes formats that the first knows no name for, but has no index, so that seeking means reading.
CONTAINERS = ("nut", "matroska")
UNFIT = re.compile("Could not write header|Error submitting a packet to the muxer")
UNREADABLE = "The picture is in a format that cannot be read. Try to export it as H.264 (MP4)."


class Answer(TypedDict):
    """Why the source cannot be rewrapped; None where it is."""

    refusal: str | None


def handler(event: dict[str, Any], context: Any) -> Answer:
    """``event``: video_id, owner_id; video_index and audio_index, where they are not the first tracks.

    Raises EncodeFailed.
    """
    owner_id, video_id = event["owner_id"], event["video_id"]
    watch = Watch(video_id, context)
    reading = ffmpeg.read(original.address(owner_id, video_id), original.trusted_authorities())
    target = f"{work.prefix(owner_id, video_id)}/{work.REWRAPPED}"
    tracks = (event.get("video_index"), event.get("audio_index"))
    for container in CONTAINERS:
        try:
            with Stream(command(*tracks, reading, container), PART_SIZE) as stream:
                upload(target, _watched(stream, watch))
        except Refused as refused:
            return Answer(refusal=str(refused))
        except EncodeFailed as failed:
            if not UNFIT.search(str(failed)):
                raise
        else:
            return Answer(refusal=None)
    return Answer(refusal=UNREADABLE)


def command(
    video_index: int | None, audio_index: int | None, reading: list[str], container: str = "nut"
) -> list[str]:
    """The same packets on standard output. NUT needs no seeking to be written, and yet has an index.

    Where no track is named, it is the first picture that is no cover, and the first sound if any.
    """
    picture = "0:V:0" if video_index is None else f"0:{video_index}"
    sound = "0:a:0?" if audio_index is None else f"0:{audio_index}"
    return [
        *("-hide_banner", "-nostdin", "-loglevel", "warning", "-nostats", "-y"),
        # AVI and program streams have frames without a time.
        *("-fflags", "+genpts"),
        *reading,
        *("-map", picture, "-map", sound, "-c", "copy", "-map_metadata", "-1", "-map_chapters", "-1"),
        *("-f", container, "pipe:1"),
    ]


def upload(key: str, blocks: Iterable[bytes]) -> None:
    """Store ``blocks`` of PART_SIZE, the last one smaller, as one object, or else nothing of it."""
    where: Any = {"Bucket": settings()["media_bucket"], "Key": key}
    s3 = clients.s3()
    where["UploadId"] = s3.create_multipart_upload(**where)["UploadId"]
    try:
        s3.complete_multipart_upload(**where, MultipartUpload={"Parts": _parts(where, blocks)})
    except BaseException:
        with suppress(s3.exceptions.NoSuchUpload):  # it was complete: the answer alone was lost
            s3.abort_multipart_upload(**where)
        raise


def _parts(where: Any, blocks: Iterable[bytes]) -> list[CompletedPartTypeDef]:
    sent: list[Future[CompletedPartTypeDef]] = []
    with ThreadPoolExecutor(PARTS_AT_ONCE) as pool:
        for number, block in enumerate(blocks, 1):
            sent.append(pool.submit(_part, where, number, block))
            # So many blocks are in memory, and no more.
            if number > PARTS_AT_ONCE:
                sent[number - PARTS_AT_ONCE - 1].result()
        return [each.result() for each in sent]


def _part(where: Any, number: int, block: bytes) -> CompletedPartTypeDef:
    answer = clients.s3().upload_part(**where, PartNumber=number, Body=block)
    return {"PartNumber": number, "ETag": answer["ETag"]}


def _watched(blocks: Iterable[bytes], watch: Watch) -> Iterator[bytes]:
    for block in blocks:
        watch.tick()
        yield block
