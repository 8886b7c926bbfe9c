"""What a run costs, in US dollars: estimated by the plan before it starts, added up from its records after.

List prices of us-east-1 as published in 2026, arm64, without free tiers: aws.amazon.com/lambda/pricing,
/s3/pricing, /step-functions/pricing, /mediaconvert/pricing (basic tier, AVC).
"""

from __future__ import annotations

from collections.abc import Sequence

from functions.transcode.ladder import Rung
from functions.transcode.plan import Plan
from functions.transcode.records import Record

GB_SECOND = 0.0000133334
REQUEST = 0.0000002
PUT = 0.000005
TRANSITION = 0.000025
MEGABYTES_OF_A_CPU = 1769

# A chunk's Lambda: what it starts, reads and waits for, in seconds, beside the encoder's work.
SECONDS_AROUND_A_CHUNK = 1.5
# x264 and FFmpeg keep this much of their processors busy.
BUSY = 0.85
SEGMENT_SECONDS = 4
# The steps of a run that are no chunk: a few seconds of one processor each.
SECONDS_OF_THE_REST = 20
TRANSITIONS_OF_A_RUN, TRANSITIONS_OF_AN_ITEM = 60, 3
SOUND_SPEED = 60  # times real time, one processor

# MediaConvert, per minute of output: (short side from, price up to 30 frames a second, price above).
MEDIACONVERT = ((1081, 0.0300, 0.0450), (720, 0.0150, 0.0225), (0, 0.0075, 0.01125))


def lambda_seconds(seconds: float, memory: int) -> float:
    """The price of a Lambda of ``memory`` MB that runs so long."""
    return seconds * memory / 1024 * GB_SECOND + REQUEST


def estimate(plan: Plan, work: float, memory: int) -> float:
    """The plan's price by its route; ``work`` in CPU seconds, done in Lambdas of ``memory`` MB."""
    seconds = plan["source"]["seconds"] or 0.0
    return (
        mediaconvert(plan["rungs"], plan["source"]["frame_rate"], seconds)
        if (plan["route"] == "mediaconvert")
        else ffmpeg(plan, work, memory, seconds)
    )


def ffmpeg(plan: Plan, work: float, memory: int, seconds: float) -> float:
    """The fan-out's price."""
    items = len(plan["chunks"]) * (len(plan["groups"]) + (plan["first"] == "encode")) + len(plan["spans"])
    processors = memory / MEGABYTES_OF_A_CPU
    encoding = work / BUSY / processors + items * SECONDS_AROUND_A_CHUNK
    sound = seconds / SOUND_SPEED if plan["sound"] == "encode" else 0.0
    # Each segment is put once, and copied once to the side from which it is watched.
    puts = 2 * (seconds / SEGMENT_SECONDS + 1) * (len(plan["rungs"]) + 2)
    return (
        lambda_seconds(encoding, memory)
        + lambda_seconds(sound + SECONDS_OF_THE_REST, MEGABYTES_OF_A_CPU)
        + puts * PUT
        + (TRANSITIONS_OF_A_RUN + TRANSITIONS_OF_AN_ITEM * items) * TRANSITION
    )


def mediaconvert(rungs: Sequence[Rung], frame_rate: float, seconds: float) -> float:
    """MediaConvert's price for these rungs; AWS bills ten seconds at least."""
    return sum(_minute(rung, frame_rate) for rung in rungs) * max(seconds, 10.0) / 60


def actual(plan: Plan, records: Sequence[Record]) -> float:
    """What the finished run was billed, by its own count."""
    if any(each["item"].startswith("job-") for each in records):
        return plan["estimate"]
    worked = sum(lambda_seconds(each["seconds"], each["memory"]) for each in records)
    puts = sum(each["requests"] for each in records)
    moves = TRANSITIONS_OF_A_RUN + TRANSITIONS_OF_AN_ITEM * len(records)
    rest = lambda_seconds(SECONDS_OF_THE_REST, MEGABYTES_OF_A_CPU)
    return worked + rest + 2 * puts * PUT + moves * TRANSITION


def _minute(rung: Rung, frame_rate: float) -> float:
    short = min(rung["width"], rung["height"])
    _, slow, fast = next(row for row in MEDIACONVERT if short >= row[0])
    return fast if frame_rate > 30.5 else slow
