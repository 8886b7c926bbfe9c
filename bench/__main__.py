"""``make bench [NAME=…]``: runs one benchmark or all; exit code 1 where a goal does not hold."""

import importlib
import sys
from pathlib import Path

from bench.figures import report

TOOLS = {"__init__", "__main__", "figures"}
# Where functions find our own packages in Lambda: below /opt/python.
CORE = Path(__file__).resolve().parent.parent / "layers/core/python"
NAMES = sorted(path.stem for path in Path(__file__).parent.glob("*.py") if path.stem not in TOOLS)


def main(wanted: list[str]) -> int:
    """Run the benchmarks in ``wanted``, or all of them."""
    unknown = [name for name in wanted if name not in NAMES]
    if unknown:
        print(f"There is no benchmark {unknown[0]}; there are: {', '.join(NAMES)}.", file=sys.stderr)
        return 2
    sys.path.append(str(CORE))
    held = [report(name, importlib.import_module(f"bench.{name}").measure()) for name in wanted or NAMES]
    return 0 if all(held) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
