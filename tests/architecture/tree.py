"""The source tree: its files, its modules, and the order that `.importlinter` gives them."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from configparser import ConfigParser
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PARTED = ("foundation", "outreach", "delivery", "community", "flows", "insight", "web")
"""Floors that hold modules; each of the others is one module by itself."""


def source(root: Path) -> Path:
    return root / "src" / "dongne"


def files(root: Path, *endings: str) -> Iterator[Path]:
    """The program's own files with one of these endings, without tests and migrations."""
    for path in sorted(source(root).rglob("*")):
        inside = path.relative_to(source(root)).parts
        if path.suffix in endings and not {"tests", "migrations"} & set(inside):
            yield path


def templates(root: Path) -> Iterator[Path]:
    for path in files(root, ".html", ".svg", ".txt", ".typ"):
        if "templates" in path.parts or path.suffix == ".typ":
            yield path


@cache
def parsed(path: Path, changed: float) -> ast.Module:
    return ast.parse(path.read_text(), str(path))


def tree_of(path: Path) -> ast.Module:
    return parsed(path, path.stat().st_mtime)


def module_of(root: Path, path: Path) -> str:
    """`outreach.zones`, `design`: the module that a file of the program belongs to."""
    inside = path.relative_to(source(root)).parts
    return ".".join(inside[: 2 if inside[0] in PARTED else 1])


class Order:
    """Who stands above whom, as `.importlinter` says it for imports."""

    def __init__(self, root: Path) -> None:
        self._config = ConfigParser()
        self._config.read_string((root / ".importlinter").read_text())
        self._floors = self._layers("floors")

    def may_use(self, upper: str, lower: str) -> bool:
        """Whether the module `upper` may know of the module `lower`."""
        if upper == lower:
            return True
        (floor, *_), (floor_below, *_) = upper.split("."), lower.split(".")
        if floor != floor_below:
            return self._floors[floor] < self._floors[floor_below]
        inside = self._layers(floor)
        return inside[upper.split(".")[1]] < inside[lower.split(".")[1]]

    def _layers(self, contract: str) -> dict[str, int]:
        lines = self._config[f"importlinter:contract:{contract}"]["layers"].split("\n")
        layers = [line for line in map(str.strip, lines) if line and not line.startswith("#")]
        return {
            name.strip(" ()"): height
            for height, layer in enumerate(layers)
            for name in layer.split("|")
        }
