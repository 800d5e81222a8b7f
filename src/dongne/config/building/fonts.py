"""The typefaces of papers: unpacked from the web fonts that the front end installs."""

from dongne.config.runtime.folders import ROOT, build_folder
from dongne.foundation.papers.public import convert_fonts

SOURCE = ROOT / "frontend" / "node_modules" / "krds-uiux" / "resources" / "fonts"


def build() -> bool:
    """Whether there was anything to do."""
    return convert_fonts(SOURCE, build_folder() / "fonts")
