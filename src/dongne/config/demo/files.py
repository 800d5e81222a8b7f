"""The facts that the demonstration starts from, as they lie in `data/`."""

from __future__ import annotations

import csv
import json
from importlib.resources import files
from typing import Any

_DATA = files("dongne.config.demo") / "data"


def rows(name: str) -> list[dict[str, str]]:
    """The rows of a CSV file, by the names in its first line."""
    return list(csv.DictReader((_DATA / name).read_text(encoding="utf-8").splitlines()))


def facts(name: str) -> Any:
    return json.loads((_DATA / name).read_text(encoding="utf-8"))
