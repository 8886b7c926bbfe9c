"""Our run in pieces: what all of them take together, and the longest way through them."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from bench.transcoding.account import Account, Context
from bench.transcoding.running import Took, clocked
from functions.transcode import assemble
from functions.transcode.plan import Item, Plan


@dataclass
class Pieces:
    """What each piece took; ``others`` are the steps around them, by name."""

    plan: Plan
    items: dict[str, Took] = field(default_factory=dict)
    others: dict[str, Took] = field(default_factory=dict)

    @property
    def cpu(self) -> float:
        """Of everything that is encoded or copied."""
        sound = self.others.get("sound", Took())
        return sum(took.cpu for took in self.items.values()) + sound.cpu

    def longest(self, kind: str) -> float:
        """The wall time of the longest item of a kind, 0 where there is none."""
        return max((took.wall for name, took in self.items.items() if name.startswith(kind)), default=0.0)


def whole_run(account: Account, path: Path) -> Pieces:
    """Every piece of the source's run, each alone, one after the other."""
    ids, pieces = begin(account, path)
    for item in assemble.items(pieces.plan):
        do(account, ids, item, pieces)
    return pieces


def begin(account: Account, path: Path) -> tuple[dict[str, str], Pieces]:
    """Probe, and the sound where it is encoded. Raises RuntimeError where there is no plan."""
    from functions.transcode import probe, sound

    ids = account.upload(path)
    with clocked() as took:
        answer = probe.handler(ids, None)
    if answer["next"] != "ffmpeg":
        raise RuntimeError(f"{path.name}: {answer}")
    pieces = Pieces(account.plan(ids), others={"probe": took})
    if pieces.plan["sound"] == "encode":
        with clocked() as pieces.others["sound"]:
            sound.handler(ids, Context())
    return ids, pieces


def do(account: Account, ids: dict[str, str], item: Item, pieces: Pieces) -> None:
    """One item, and what it took."""
    with clocked() as took:
        account.encode(ids, item)
    pieces.items[item["id"]] = took
