"""Translations: each module's .po becomes the .mo that is read at run time."""

import polib

from dongne.config.runtime.folders import ROOT

SOURCE = ROOT / "src" / "dongne"


def build() -> bool:
    """Whether there was anything to do."""
    stale = [
        po
        for po in SOURCE.glob("**/locale/*/LC_MESSAGES/*.po")
        if not (mo := po.with_suffix(".mo")).exists() or mo.stat().st_mtime < po.stat().st_mtime
    ]
    for po in stale:
        polib.pofile(str(po)).save_as_mofile(str(po.with_suffix(".mo")))
    return bool(stale)
