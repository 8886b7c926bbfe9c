"""Names: one word a feature, no room where everything gets dumped, one sentence opens each module."""

import ast

import pytest

from tests.architecture.tree import FEATURES, ROOT, parsed, tracked

DUMPS = {"utils", "util", "helpers", "helper", "common", "misc", "manager", "service"}


def test_no_module_is_a_room_where_everything_gets_dumped() -> None:
    found = [str(path) for path in tracked() if DUMPS & {part.split(".")[0] for part in path.parts}]

    assert not found


@pytest.mark.parametrize("place", ["functions", "cdk/features", "frontend/src/features"])
def test_features_are_called_by_the_words_of_the_house(place: str) -> None:
    depth = len(place.split("/"))

    names = {path.parts[depth].removesuffix(".py") for path in tracked(f"{place}/*")}

    assert names - {"__init__"} <= set(FEATURES)


def test_every_module_opens_with_one_sentence() -> None:
    silent = [
        str(path)
        for path in tracked("*.py")
        if (ROOT / path).stat().st_size
        and not (ast.get_docstring(parsed(path)) or "").split("\n\n")[0].endswith(".")
    ]

    assert not silent
