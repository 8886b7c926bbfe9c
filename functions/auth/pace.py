"""Answers that take the same time, whatever was found."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

# Longer than Cognito usually takes for the longest way through any of the calls that use it.
FLOOR_SECONDS = 0.5
# The same for calls that mail something where there is somebody to mail it to.
MAILING_SECONDS = 1.5


@contextmanager
def even(*, mailing: bool = False) -> Iterator[None]:
    """Let the block take at least FLOOR_SECONDS (MAILING_SECONDS), also when it raises: for strangers."""
    started, floor = time.monotonic(), MAILING_SECONDS if mailing else FLOOR_SECONDS
    try:
        yield
    finally:
        time.sleep(max(0.0, floor - (time.monotonic() - started)))
