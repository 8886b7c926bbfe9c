"""``python -m bench.transcoding.worker SOURCE``: does the heaviest items, tells their memory as JSON."""

import json
import resource
import sys
from collections.abc import Callable
from pathlib import Path
from unittest.mock import patch

from bench.transcoding.account import account
from bench.transcoding.ladder import begin
from cdk.settings import PROD
from functions.transcode import assemble, ffmpeg
from functions.transcode.plan import Item, Plan
from functions.transcode.price import MEGABYTES_OF_A_CPU

# Each thread holds frames of its own, and FFmpeg starts as many as it sees processors: here as in Lambda.
PROCESSORS = round(PROD.encode_memory / MEGABYTES_OF_A_CPU)
DECODER_THREADS = PROCESSORS + 1
ENCODER_THREADS = PROCESSORS * 3 // 2


def heaviest(plan: Plan) -> list[Item]:
    """All that is done of the longest chunk, and the first stretch that is copied."""
    longest = max(range(len(plan["chunks"])), key=lambda number: plan["chunks"][number]["seconds"])
    numbers = {"copy": 0, "first": longest, "rungs": longest}
    return [item for item in assemble.items(plan) if item["number"] == numbers[item["kind"]]]


def threaded(build: Callable[..., list[str]]) -> Callable[..., list[str]]:
    """``build``'s command line with the threads that FFmpeg would start in Lambda."""

    def command(*args: object, **kwargs: object) -> list[str]:
        words = build(*args, **kwargs)
        at = words.index("-i")
        words[at:at] = ["-threads", str(DECODER_THREADS)]
        coders = [place for place, word in enumerate(words) if word == "-c:v"]
        for place in reversed(coders):
            words[place:place] = ["-threads", str(ENCODER_THREADS)]
        return words

    return command


def main(path: Path) -> None:
    """Print the items' names and the peaks: of this Python and of the largest FFmpeg, in bytes."""
    with account() as here, patch.object(ffmpeg, "encode_picture", threaded(ffmpeg.encode_picture)):
        ids, pieces = begin(here, path)
        items = heaviest(pieces.plan)
        for item in items:
            here.encode(ids, item)
    kinds = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    python, largest = (resource.getrusage(who).ru_maxrss * 1024 for who in kinds)
    print(json.dumps({"items": [item["id"] for item in items], "python": python, "ffmpeg": largest}))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
