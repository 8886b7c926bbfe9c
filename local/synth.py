"""``make synth``: the templates of an AWS target in ``cdk.out``, past cdk-nag and cfn-lint."""

import json
import os
from pathlib import Path

from local.deploy import CDK
from local.places import ROOT
from local.setup import VENV
from local.steps import Failed, main, run, shown, step

OUT = ROOT / "cdk.out"


def synth() -> None:
    """Synthesise ``TARGET`` (prod) without any account, and lint what came out."""
    target = os.environ.get("TARGET", "prod")
    with step(f"Synthesising {target} (cdk-nag)"):
        run(
            "cdk-synth",
            [CDK, "synth", "--quiet", "--no-notices", "--context", f"target={target}", "--output", OUT],
        )
    templates = sorted(OUT.glob(f"Footlight-{target}-*.template.json"))
    if not templates:
        raise Failed(f"Nothing came out in {shown(OUT)}.")
    with step("Linting the templates (cfn-lint)"):
        run("cfn-lint", [VENV / "bin/cfn-lint", "--config-file", ROOT / "cdk/cfnlint.yaml", "--", *templates])
    for template in templates:
        print(f"  {shown(template)}: {resources(template)} resources")


def resources(template: Path) -> int:
    """How many resources a template has; CloudFormation allows 500."""
    return len(json.loads(template.read_text())["Resources"])


if __name__ == "__main__":
    main(synth)
