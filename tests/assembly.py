"""What ``cdk synth`` makes of a target, synthesised once a test session: jsii is slow."""

import atexit
import json
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp
from typing import Any
from unittest.mock import patch

ROOT = Path(__file__).resolve().parents[1]
STACKS = ("data", "services", "edge")
Resource = dict[str, Any]


@dataclass(frozen=True)
class Assembly:
    """The cloud assembly of one target."""

    folder: Path
    target: str

    def template(self, stack: str) -> dict[str, Any]:
        """The template of the stack ``data``, ``services`` or ``edge``."""
        template: dict[str, Any] = self._json(f"Footlight-{self.target}-{stack}.template.json")
        return template

    def resources(self, kind: str) -> dict[str, Resource]:
        """All resources of a CloudFormation type, in every stack, by logical id."""
        return {
            name: resource
            for stack in STACKS
            for name, resource in self.template(stack)["Resources"].items()
            if resource["Type"] == kind
        }

    def kinds(self) -> set[str]:
        """The types of all resources."""
        return {
            resource["Type"] for stack in STACKS for resource in self.template(stack)["Resources"].values()
        }

    def properties(self, kind: str) -> list[dict[str, Any]]:
        """The properties of all resources of a type."""
        return [resource.get("Properties", {}) for resource in self.resources(kind).values()]

    def findings(self) -> list[dict[str, Any]]:
        """What cdk-nag has found and nobody has given a reason for."""
        reports: list[dict[str, Any]] = self._json("validation-report.json")["pluginReports"]
        return [violation for report in reports for violation in report["violations"]]

    def reasons(self) -> Iterator[tuple[str, str]]:
        """(rule, reason) of everything that is suppressed."""
        for file in self.folder.glob("*.metadata.json"):
            for entries in json.loads(file.read_text()).values():
                for entry in entries:
                    if entry["type"] == "aws:cdk:acknowledged-rules":
                        yield from entry["data"].items()

    def code(self, function: Resource) -> set[str]:
        """The files of a function's asset, as paths below its root."""
        asset = self.folder / f"asset.{function['Properties']['Code']['S3Key'].removesuffix('.zip')}"
        return {str(file.relative_to(asset)) for file in asset.rglob("*") if file.is_file()}

    def statements(self) -> Iterator[dict[str, Any]]:
        """Every statement of every policy that is attached to a role."""
        for policy in self.properties("AWS::IAM::Policy"):
            yield from policy["PolicyDocument"]["Statement"]

    def _json(self, name: str) -> Any:
        return json.loads((self.folder / name).read_text())


@cache
def assembly(target: str, **context: str) -> Assembly:
    """Synthesise ``target`` as the command line would. The packed layers are replaced by small ones."""
    import aws_cdk

    import app
    from cdk.kit import layers

    folder = Path(mkdtemp(prefix=f"footlight-{target}-"))
    atexit.register(rmtree, folder, ignore_errors=True)
    settled = json.loads((ROOT / "cdk.json").read_text())["context"]
    application = aws_cdk.App(
        context={**settled, "target": target, **context},
        outdir=str(folder / "cdk.out"),
        builtin_cloud_formation_validation=False,
    )
    with patch.object(layers, "BUILT", _small_layers(folder)):
        app.build(application)
        application.synth()
    return Assembly(folder / "cdk.out", target)


def _small_layers(folder: Path) -> Path:
    for target in ("aws", "local"):
        (folder / target).mkdir()
        for name in ("vendor", "ffmpeg", "pyav"):
            with zipfile.ZipFile(folder / target / f"{name}.zip", "w") as archive:
                archive.writestr(f"python/{name}.py", "")
    return folder
