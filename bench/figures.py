"""A benchmark's figures: a table for people, and .bench/<name>.json for machines."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table

FOLDER = Path(__file__).resolve().parent.parent / ".bench"


@dataclass(frozen=True)
class Figure:
    """One row. ``rival`` is measured in the same run and unit; ``holds`` is None without a goal."""

    figure: str
    value: float
    unit: str
    rival: float | None = None
    goal: str | None = None
    holds: bool | None = None


def report(name: str, figures: list[Figure]) -> bool:
    """Print and store; whether every goal holds."""
    table = Table(title=name)
    for column in ("figure", "value", "unit", "rival", "ratio", "goal", "holds"):
        table.add_column(column, justify="left" if column in {"figure", "unit", "goal"} else "right")
    for row in figures:
        ratio = f"{row.value / row.rival:.2f}" if row.rival else ""
        rival = f"{row.rival:.1f}" if row.rival is not None else ""
        holds = {None: "", True: "yes", False: "NO"}[row.holds]
        table.add_row(row.figure, f"{row.value:.1f}", row.unit, rival, ratio, row.goal or "", holds)
    Console().print(table)
    FOLDER.mkdir(exist_ok=True)
    rows = [asdict(row) for row in figures]
    (FOLDER / f"{name}.json").write_text(json.dumps(rows, indent=1) + "\n")
    return all(row.holds is not False for row in figures)
