"""What must never be in a commit: credentials, machine paths, package registries, unfinished work."""

import re

import pytest

from tests.architecture.tree import ROOT, tracked

BINARY = {".png", ".jpg", ".jpeg", ".webp", ".ico", ".woff2", ".mp4"}
# Spelled in pieces, so that this file does not find itself.
FORBIDDEN = {
    "a package registry's host": r"(files\.python"
    r"hosted|pypi"
    r"\.org|registry\."
    r"(npmjs|yarnpkg)|deb\.de"
    r"bian)",
    "an AWS access key": r"\b(AKIA|ASIA)" r"[0-9A-Z]{16}\b",
    "a private key": r"-----BEGIN (RSA |EC )?PRIV" r"ATE KEY-----\\?n?[A-Za-z0-9+/]{40}",
    "a machine's path": r"(?<![\w.])/(work|home/\w+|Users/\w+|root)/",
    "unfinished work": r"\b(TO" r"DO|FIX" r"ME|NotImplemented" r"Error)\b",
}


@pytest.mark.parametrize("what", FORBIDDEN)
def test_no_file_holds(what: str) -> None:
    pattern = re.compile(FORBIDDEN[what])

    found = [
        f"{path}:{number}"
        for path in tracked()
        if path.suffix not in BINARY
        for number, line in enumerate((ROOT / path).read_text(errors="replace").splitlines(), 1)
        if pattern.search(line)
    ]

    assert not found


def test_locks_carry_hashes() -> None:
    locks = tracked("layers/*/requirements.txt", "local/locks/*.txt")

    assert locks
    for lock in locks:
        text = (ROOT / lock).read_text()
        assert text.count("==") <= text.count("--hash=")
