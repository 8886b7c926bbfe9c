"""Lambda layers: our own core as it lies in the tree, and the packed ones of layers/build.py."""

from pathlib import Path
from typing import Literal

from aws_cdk import IgnoreMode
from aws_cdk import aws_lambda as lambda_
from constructs import Construct

from cdk.settings import Target

ROOT = Path(__file__).resolve().parent.parent.parent
BUILT = ROOT / ".build/layers"
# What layers/build.py packs for. The emulator takes any runtime and runs its own Python.
RUNTIME = lambda_.Runtime.PYTHON_3_14

Packages = Literal["vendor", "ffmpeg", "pyav"]


class Layers(Construct):
    """This stack's layers, each made when the first function asks for it."""

    def __init__(self, scope: Construct, target: Target) -> None:
        super().__init__(scope, "Layers")
        self._target = target

    def core(self) -> lambda_.ILayerVersion:
        """layers/core: the package ``footlight``."""
        code = lambda_.Code.from_asset(
            str(ROOT / "layers/core"), exclude=["__pycache__"], ignore_mode=IgnoreMode.GIT
        )
        return self._version("core", code)

    def packages(self, name: Packages) -> lambda_.ILayerVersion:
        """A layer of third-party packages. Raises FileNotFoundError where it was not built."""
        archive = BUILT / self._target.layers / f"{name}.zip"
        if not archive.exists():
            built_by = f"python -m layers.build {self._target.layers}"
            raise FileNotFoundError(f"The {name} layer is not built yet: run `{built_by}` first.")
        return self._version(name, lambda_.Code.from_asset(str(archive)))

    def _version(self, name: str, code: lambda_.Code) -> lambda_.ILayerVersion:
        made = self.node.try_find_child(name.title())
        if isinstance(made, lambda_.LayerVersion):
            return made
        return lambda_.LayerVersion(
            self,
            name.title(),
            code=code,
            compatible_runtimes=[RUNTIME],
            description=f"Footlight: {name}",
        )
