"""What a function is told about its surroundings, read from the environment on first use."""

import os
from dataclasses import dataclass
from functools import cache


@dataclass(frozen=True)
class Settings:
    """Values that CDK writes into a function's environment as ``FOOTLIGHT_<NAME>``.

    A function gets only the names it needs; reading another one raises ``MissingSetting``.
    """

    values: dict[str, str]

    def __getitem__(self, name: str) -> str:
        try:
            return self.values[name]
        except KeyError:
            raise MissingSetting(name) from None

    def get(self, name: str, default: str = "") -> str:
        """The value of ``name``, or ``default`` where the deployer left it out."""
        return self.values.get(name, default)

    def integer(self, name: str, default: int) -> int:
        """The value of ``name`` as a whole number, or ``default``."""
        return int(self.values.get(name, default))


class MissingSetting(Exception):
    """A function reads a setting that its construct does not pass."""

    def __init__(self, name: str) -> None:
        super().__init__(f"FOOTLIGHT_{name.upper()} is not set for this function")


PREFIX = "FOOTLIGHT_"


@cache
def settings() -> Settings:
    """This process's settings, names in lower case without the prefix."""
    return Settings(
        {key[len(PREFIX) :].lower(): value for key, value in os.environ.items() if key.startswith(PREFIX)}
    )
