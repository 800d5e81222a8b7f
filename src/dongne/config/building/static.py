"""Files for browsers, collected under names with their hash, and compressed."""

import sys

from dongne.config.building import stamps
from dongne.config.building.programs import run
from dongne.config.runtime.folders import ROOT, build_folder


def build() -> bool:
    """Whether there was anything to do."""
    folders = [*sorted((ROOT / "src" / "dongne").glob("**/static")), build_folder() / "frontend"]
    files = (file for folder in folders for file in stamps.files_below(folder))
    settings = ROOT / "src" / "dongne" / "config" / "settings.py"
    state = stamps.digest([ROOT / "requirements.lock", settings, *files])
    manifest = build_folder() / "static" / "staticfiles.json"
    if stamps.is_done("static", state) and manifest.exists():
        return False
    run(
        [sys.executable, "-m", "django", "collectstatic", "--noinput", "--clear", "-v", "0"],
        what="collectstatic",
        environment={
            "DJANGO_SETTINGS_MODULE": "dongne.config.settings",
            "DONGNE_BUILD": str(build_folder()),
            "DONGNE_STATIC": "collected",
            # No data folder is made for this.
            "DONGNE_SECRET_KEY": "not needed to collect files",
        },
    )
    stamps.done("static", state)
    return True
