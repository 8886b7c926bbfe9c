"""Writes every hashed lock file from pyproject.toml's dependency groups."""

from pathlib import Path

from local.places import ROOT
from local.setup import VENV
from local.steps import main, run, step

# Lambda brings boto3's stack itself: these resolve our pins and stay out of the layer.
RUNTIME_BRINGS = ("botocore", "jmespath", "python-dateutil", "six", "urllib3")
OPTIONS = [
    *("--generate-hashes", "--universal", "--python-version", "3.11"),
    *("--no-emit-index-url", "--no-header", "--no-annotate"),
]
LOCKS = {
    "layers/vendor/requirements.txt": ["vendor"],
    "layers/ffmpeg/requirements.txt": ["ffmpeg"],
    "layers/pyav/requirements.txt": ["pyav"],
    "local/locks/emulator.txt": ["emulator"],
    "local/locks/dev.txt": ["vendor", "ffmpeg", "pyav", "dev"],
}


def lock() -> None:
    """Resolve each group; what stands in a lock already stays unless pyproject.toml forbids it."""
    for target, groups in LOCKS.items():
        with step(f"Locking {target}"):
            chosen = [option for group in groups for option in ("--group", group)]
            left_out = [option for name in RUNTIME_BRINGS for option in ("--no-emit-package", name)]
            extra = left_out if groups == ["vendor"] else []
            if "dev" in groups:
                extra = ["-c", "layers/vendor/requirements.txt"]
            command: list[str | Path] = [VENV / "bin/uv", "pip", "compile", "pyproject.toml", "-o", target]
            run("lock", [*command, *OPTIONS, *chosen, *extra], cwd=ROOT)


if __name__ == "__main__":
    main(lock)
