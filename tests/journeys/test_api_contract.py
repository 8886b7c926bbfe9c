"""Schemathesis throws everything at the deployed API: no input may end in a 5xx."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.journeys.people import Person

FEATURES = ("auth", "playback", "uploads", "videos")


@pytest.mark.parametrize("feature", FEATURES)
def test_no_input_ends_in_a_server_error(feature: str, site: str, person: Callable[[str], Person]) -> None:
    someone = person("Fuzzer")
    schemathesis = Path(sys.executable).parent / "schemathesis"

    done = subprocess.run(
        [
            *(schemathesis, "run", f"{site}/api/{feature}/openapi.json"),
            *("--header", f"Authorization: {someone.headers['Authorization']}"),
            *("--checks", "not_a_server_error", "--phases", "examples,coverage,fuzzing"),
            *("--max-examples", "25", "--seed", "1", "--request-timeout", "30"),
            # The person must stay signed in while the others are tried.
            *("--exclude-path-regex", "(me/delete|logout-everywhere)$"),
        ],
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stdout[-6000:] + done.stderr
