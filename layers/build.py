"""Builds the third-party layers as reproducible zips: ``python -m layers.build local|aws``."""

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BUILT = ROOT / ".build/layers"
LAYERS = ("vendor", "ffmpeg", "pyav")
# What functions combine (cdk/features): Lambda takes 250 MB of function and layers, unpacked.
LAYER_SETS = (("vendor", "ffmpeg"), ("vendor", "pyav"))
LIMIT = 250 * 1024 * 1024
# Lambda's machines: Graviton, Amazon Linux 2023 (glibc 2.34); cdk/settings.py tells CloudFormation the same.
PLATFORMS = {
    "aws": ("--python-platform", "aarch64-manylinux_2_28", "--python-version", "3.14"),
    "local": ("--python", sys.executable),
}
# Never read at run time. Metadata and licences stay: packages look themselves up, and we redistribute.
PRUNED_FOLDERS = {"__pycache__", "bin", "tests", "test"}
PRUNED_FILES = {"RECORD", "INSTALLER", "REQUESTED", ".lock", "direct_url.json"}
EPOCH = (2000, 1, 1, 0, 0, 0)
# A laptop's zip is packed once and never travels.
EFFORT = {"aws": 6, "local": 1}


def build(target: str) -> None:
    """Bring ``.build/layers/<target>/*.zip`` up to their lock files; what is current stays untouched."""
    folder = BUILT / target
    folder.mkdir(parents=True, exist_ok=True)
    for name in LAYERS:
        archive, stamp, wanted = folder / f"{name}.zip", folder / f"{name}.stamp", fingerprint(name, target)
        if not (archive.exists() and stamp.exists() and stamp.read_text() == wanted):
            stamp.unlink(missing_ok=True)
            _make(name, target, archive)
            stamp.write_text(wanted)
        print(f"{target}/{name}: {_mb(archive.stat().st_size)}, unpacked {_mb(unpacked(archive))}")
    check_sizes(folder)


def fingerprint(name: str, target: str) -> str:
    """What a layer is made from: its lock, this script, and the platform's options."""
    digest = hashlib.sha256(Path(__file__).read_bytes())
    digest.update((ROOT / "layers" / name / "requirements.txt").read_bytes())
    digest.update(" ".join((*PLATFORMS[target], sys.version if target == "local" else "")).encode())
    return digest.hexdigest()


def check_sizes(folder: Path) -> None:
    """Raise SystemExit, naming the layers, where a function could not hold them."""
    for names in LAYER_SETS:
        total = sum(unpacked(folder / f"{name}.zip") for name in names)
        if total > LIMIT:
            raise SystemExit(f"{' + '.join(names)} unpack to {_mb(total)}; Lambda takes {_mb(LIMIT)}.")


def unpacked(archive: Path) -> int:
    """Bytes that a zip unpacks to."""
    with zipfile.ZipFile(archive) as opened:
        return sum(item.file_size for item in opened.infolist())


def _make(name: str, target: str, archive: Path) -> None:
    with tempfile.TemporaryDirectory(dir=archive.parent) as scratch:
        packages = Path(scratch) / "python"
        _install(name, target, packages)
        _pack(Path(scratch), archive, EFFORT[target])


def _install(name: str, target: str, packages: Path) -> None:
    command = [
        *(_uv(), "pip", "install", "--quiet", "--target", str(packages), *PLATFORMS[target]),
        # The lock is whole and hashed; building from source would give the wrong machine's code.
        *("--no-deps", "--require-hashes", "--only-binary", ":all:", "--link-mode", "copy"),
        *("--requirements", str(ROOT / "layers" / name / "requirements.txt")),
    ]
    if subprocess.run(command, check=False).returncode:  # noqa: S603
        raise SystemExit(f"The {name} layer could not be installed for {target}; uv says why above.")


def _pack(folder: Path, archive: Path, effort: int) -> None:
    """Zip ``folder`` so that the same files always give the same bytes: the asset's hash decides a deploy."""
    unfinished = archive.with_suffix(".part")
    with zipfile.ZipFile(unfinished, "w") as packed:
        for file in sorted(file for file in folder.rglob("*") if file.is_file()):
            inside = file.relative_to(folder)
            if PRUNED_FOLDERS.intersection(inside.parts[:-1]) or file.name in PRUNED_FILES:
                continue
            item = zipfile.ZipInfo(inside.as_posix(), EPOCH)
            item.external_attr = (0o755 if os.access(file, os.X_OK) else 0o644) << 16
            packed.writestr(item, file.read_bytes(), zipfile.ZIP_DEFLATED, compresslevel=effort)
    unfinished.replace(archive)


def _uv() -> str:
    beside = Path(sys.executable).parent / "uv"
    found = str(beside) if beside.exists() else shutil.which("uv")
    if found is None:
        raise SystemExit("uv is not installed: run `make setup`.")
    return found


def _mb(size: int) -> str:
    return f"{size / 1_048_576:.1f} MB"


if __name__ == "__main__":
    if len(sys.argv) != 2 or sys.argv[1] not in PLATFORMS:
        raise SystemExit("usage: python -m layers.build local|aws")
    build(sys.argv[1])
