"""What transcode may touch of other features' data: originals, media, rows, and its own workbench."""

from cdk.features.playback import MEDIA
from cdk.features.transcode import Transcode
from cdk.features.uploads import SOURCES
from cdk.kit.function import Function
from cdk.stacks.data import DataStack

WORK = "work/*"
# What writes to the media bucket, and clears up behind a video that is gone meanwhile.
CLEARING = ("encode", "sound", "poster", "storyboard", "rounds", "adopt", "finish")
EACH_ITS_OWN = "Each video has a prefix of its own below this one."


def let_transcode_touch(transcode: Transcode, data: DataStack) -> None:
    """Give each step what it needs, and no more."""
    _rows(transcode, data)
    _originals(transcode, data)
    _workbench(transcode, data)
    _media(transcode, data)
    steps = transcode.steps
    data.limits.allow(steps["probe"], "UpdateItem")
    data.bus.allow(steps["rounds"], steps["finish"], *transcode.ends)


def _named(transcode: Transcode, *names: str) -> tuple[Function, ...]:
    return tuple({**transcode.steps, **transcode.reactions}[name] for name in names)


def _rows(transcode: Transcode, data: DataStack) -> None:
    videos = data.videos.table
    changing = _named(transcode, "probe", "rewrap", "encode", "sound", "rounds", "finish", "on_job_changed")
    for function in (*changing, *transcode.ends):
        videos.allow(function, "GetItem", "UpdateItem")
    for function in _named(transcode, "poster", "storyboard", "adopt", "tidy"):
        videos.allow(function, "GetItem")
    videos.allow(transcode.sweep, "Query", index="by_work")


def _originals(transcode: Transcode, data: DataStack) -> None:
    originals = data.uploads.bucket
    for function in _named(transcode, "probe", "rewrap", "encode", "sound", "poster"):
        originals.allow(function, "GetObject", objects=SOURCES, why=EACH_ITS_OWN)
    for function in (*_named(transcode, "probe"), *transcode.ends):
        originals.allow_missing(function)
    for function in transcode.ends:
        originals.allow(function, "PutObjectTagging", objects=SOURCES, why=EACH_ITS_OWN)
    convert = transcode.steps["convert"]
    convert.tell(uploads_bucket=originals.resource.bucket_name)
    originals.allow_service(transcode.convert_role, "GetObject", objects=SOURCES, why=EACH_ITS_OWN)


def _workbench(transcode: Transcode, data: DataStack) -> None:
    bench = data.playback.media
    steps = _named(
        transcode,
        *(
            "probe",
            "rewrap",
            "encode",
            "sound",
            "poster",
            "rounds",
            "storyboard",
            "convert",
            "adopt",
            "finish",
        ),
    )
    for function in (*steps, *_named(transcode, "on_job_changed"), *transcode.ends):
        bench.allow(function, "GetObject", "PutObject", objects=WORK, why=EACH_ITS_OWN)
        bench.allow_missing(function)
    clearing = _named(transcode, *CLEARING, "tidy", "on_job_changed")
    for function in (*clearing, *transcode.ends):
        bench.allow(function, "DeleteObject", objects=WORK, why=EACH_ITS_OWN)
        bench.allow_listing(function, "work/")
    for function in _named(transcode, "rewrap"):
        bench.allow(function, "AbortMultipartUpload", objects=WORK, why=EACH_ITS_OWN)
    bench.allow_service(transcode.convert_role, "PutObject", objects=WORK, why=EACH_ITS_OWN)


def _media(transcode: Transcode, data: DataStack) -> None:
    media = data.playback.media
    for function in _named(transcode, "encode", "sound", "poster", "rounds", "storyboard", "adopt", "finish"):
        media.allow(function, "PutObject", objects=MEDIA, why=EACH_ITS_OWN)
    # They read what they made, and copy what everybody may watch to the public side.
    for function in _named(transcode, "rounds", "storyboard", "finish"):
        media.allow(function, "GetObject", objects=MEDIA, why=EACH_ITS_OWN)
    for function in (*_named(transcode, *CLEARING, "tidy"), *transcode.ends):
        media.allow(function, "DeleteObject", objects=MEDIA, why=EACH_ITS_OWN)
    for function in (*_named(transcode, *CLEARING, "tidy"), *transcode.ends):
        media.allow_listing(function, "media/")
