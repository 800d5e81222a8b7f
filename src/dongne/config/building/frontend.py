"""Scripts and styles: npm installs what the lock names, Vite builds them."""

from dongne.config.building import node, stamps
from dongne.config.building.programs import run
from dongne.config.runtime.folders import ROOT, build_folder

SOURCE = ROOT / "frontend"


def build() -> bool:
    """Whether there was anything to do."""
    manifest = SOURCE / "package.json"
    if not manifest.exists():
        return False
    sources = stamps.digest(stamps.files_below(SOURCE))
    if stamps.is_done("frontend", sources) and (build_folder() / "frontend").exists():
        return False
    tool = node.found()
    packages = stamps.digest([manifest, SOURCE / "package-lock.json"], tool.version)
    installed = SOURCE / "node_modules" / ".dongne"
    if not installed.exists() or installed.read_text() != packages:
        quiet = ("--no-audit", "--no-fund", "--no-update-notifier")
        _npm(tool, "ci", *quiet)
        installed.write_text(packages)
    _npm(tool, "run", "build")
    stamps.done("frontend", sources)
    return True


def check() -> None:
    """Types, and the tests that stand beside the scripts."""
    tool = node.found()
    _npm(tool, "run", "check")
    _npm(tool, "run", "test")


def _npm(tool: node.Node, *words: str) -> None:
    run(
        [*tool.npm, *words],
        what=f"npm {words[0]}",
        folder=SOURCE,
        environment={**tool.environment(), "DONGNE_BUILD": str(build_folder())},
    )
