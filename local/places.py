"""Where the laptop's cloud keeps its things, and which ports it listens on. Standard library only."""

import os
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
# What is installed serves every cloud that this clone starts; only what is run has a home of its own.
TOOLS = ROOT / ".local"
ACCOUNT = "000000000000"
REGION = "us-east-1"


@dataclass(frozen=True)
class Places:
    """One running local cloud: its folder and its ports, all on 127.0.0.1."""

    home: Path
    port: int
    cloud_port: int

    @property
    def site(self) -> str:
        """The origin a browser opens. ``localhost``, since browsers keep Secure cookies there without TLS."""
        return f"http://localhost:{self.port}"

    @property
    def endpoint(self) -> str:
        """The emulator's one endpoint, for every AWS API."""
        return f"http://127.0.0.1:{self.cloud_port}"

    @property
    def convert_port(self) -> int:
        """Where local/mediaconvert.py stands in for MediaConvert: next to the emulator."""
        return self.cloud_port + 1

    @property
    def convert_endpoint(self) -> str:
        """MediaConvert's API, which the emulator does not have."""
        return f"http://127.0.0.1:{self.convert_port}"

    @property
    def outputs(self) -> Path:
        """What others need to know of the running cloud, as JSON."""
        return self.home / "outputs.json"

    @property
    def logs(self) -> Path:
        """Logs of the steps and of the background processes."""
        return self.home / "logs"


@cache
def places() -> Places:
    """The cloud that this command is about: ``FOOTLIGHT_HOME``, ``PORT`` and ``CLOUD_PORT`` change it."""
    return Places(
        home=(ROOT / os.environ.get("FOOTLIGHT_HOME", ".local")).resolve(),
        port=_port("PORT", 8080),
        cloud_port=_port("CLOUD_PORT", 4566),
    )


def _port(variable: str, default: int) -> int:
    said = os.environ.get(variable) or str(default)
    if not said.isdecimal() or not 0 < int(said) < 65536:
        raise SystemExit(f"{variable} is {said}; a port is a number below 65536.")
    return int(said)


def aws_environment() -> dict[str, str]:
    """Environment in which AWS's own tools speak to the emulator and to nothing else."""
    return {
        "AWS_ACCESS_KEY_ID": ACCOUNT,
        "AWS_SECRET_ACCESS_KEY": "local",
        "AWS_REGION": REGION,
        "AWS_DEFAULT_REGION": REGION,
        "AWS_ENDPOINT_URL": places().endpoint,
        "AWS_EC2_METADATA_DISABLED": "true",
        "CDK_DEFAULT_ACCOUNT": ACCOUNT,
        "CDK_DEFAULT_REGION": REGION,
        "CDK_DISABLE_VERSION_CHECK": "1",
    }
