"""``python -m bench.transcoding.worker SOURCE``: does the heaviest items, tells their memory as JSON."""

import json
import resource
import sys
from pathlib import Path

from bench.transcoding.account import account
from bench.transcoding.ladder import begin
from functions.transcode import assemble
from functions.transcode.plan import Item, Plan


def heaviest(plan: Plan) -> list[Item]:
    """All that is done of the longest chunk, and the first stretch that is copied."""
    longest = max(range(len(plan["chunks"])), key=lambda number: plan["chunks"][number]["seconds"])
    numbers = {"copy": 0, "first": longest, "rungs": longest}
    return [item for item in assemble.items(plan) if item["number"] == numbers[item["kind"]]]


def main(path: Path) -> None:
    """Print each item's name and the peak so far: of this Python and of the largest FFmpeg, in bytes."""
    with account() as here:
        ids, pieces = begin(here, path)
        items = heaviest(pieces.plan)
        for item in items:
            here.encode(ids, item)
    kinds = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    python, ffmpeg = (resource.getrusage(who).ru_maxrss * 1024 for who in kinds)
    print(json.dumps({"items": [item["id"] for item in items], "python": python, "ffmpeg": ffmpeg}))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
