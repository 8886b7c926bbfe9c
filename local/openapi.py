"""Writes frontend/openapi.json: all features' documents as one, from which the site's types are made."""

import importlib
import json
from typing import Any

from local.places import ROOT
from local.steps import main

FEATURES = sorted(path.parent.name for path in (ROOT / "functions").glob("*/api.py"))
TARGET = ROOT / "frontend" / "openapi.json"


def write() -> None:
    """Write the merged document to ``frontend/openapi.json``."""
    TARGET.write_text(json.dumps(merged(), indent=1, sort_keys=True) + "\n")


def merged() -> dict[str, Any]:
    """One OpenAPI document; schemas that differ under the same name are a mistake and raise ValueError."""
    paths: dict[str, Any] = {}
    schemas: dict[str, Any] = {}
    for feature in FEATURES:
        document = importlib.import_module(f"functions.{feature}.api").app.openapi()
        paths |= document["paths"]
        for name, schema in document["components"]["schemas"].items():
            if schemas.setdefault(name, schema) != schema:
                raise ValueError(f"{feature} and another feature both define {name}, differently.")
    return {
        "openapi": "3.1.0",
        "info": {"title": "Footlight", "version": "1"},
        "paths": paths,
        "components": {"schemas": schemas},
    }


if __name__ == "__main__":
    main(write)
