"""In which languages pages can be read: Korean and English, and each further one that has a file.

A language is added by a compiled catalogue and nothing else: `locale/vi/LC_MESSAGES/django.mo` in
any module, or in the folder `locale` of the data, where an office may put its own.
"""

import unicodedata
from collections.abc import Iterable
from pathlib import Path

from django.conf.locale import LANG_INFO

OURS = [("ko", "한국어"), ("en", "English")]


def languages(folders: Iterable[Path]) -> list[tuple[str, str]]:
    """`(code, its own name)`: ours first, then what lies in the folders, by code.

    A folder `zh_Hans` is the language zh-hans; one that Django does not know by name is left out.
    """
    known = dict(OURS)
    found = {
        path.parent.parent.name.replace("_", "-").lower()
        for folder in folders
        for path in folder.glob("*/LC_MESSAGES/django.mo")
    }
    further = [
        # Django spells some names with marks apart, which not every font puts together.
        (code, unicodedata.normalize("NFC", str(LANG_INFO[code]["name_local"])))
        for code in sorted(found - set(known))
        if "name_local" in LANG_INFO.get(code, {})
    ]
    return [*OURS, *further]
