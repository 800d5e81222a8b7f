"""The typefaces of papers (docs/decisions/0007-fonts-for-papers.md), and what they can print."""

from __future__ import annotations

import os
import re
import unicodedata
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import typst
from django.conf import settings
from fontTools.ttLib import TTFont

# Pretendard GOV, the face of the pages, has the 2,780 usual syllables; what it lacks is printed
# in Noto Sans KR (all 11,172, hanja, old letters), and other scripts and emoji in Noto's others.
WEB_FONTS = ("PretendardGOV-Regular.subset.woff2", "PretendardGOV-Bold.subset.woff2")
PACKAGES = ("pylopdf_fonts_ko", "manimgx_fonts")

MISSING = "□"
_USUAL = re.compile(r"[ -~가-힣ㄱ-ㅣ·×～–—‘’“”…「」『』〈〉《》①-⑳■□▲△▶●○→←↑↓※㎡℃]*")
# They turn the reading order of what follows: in a signed paper that is forgery.
_TURNING = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F, 0xFEFF])
_JOINING = {"\u200d", "\ufe0e", "\ufe0f"}


def convert_fonts(source: Path, target: Path) -> bool:
    """Unpack the web fonts in `source` into `target`; whether there was anything to do."""
    done = False
    for name in WEB_FONTS:
        web, plain = source / name, target / f"{name.partition('.')[0]}.ttf"
        if not web.exists() or (
            plain.exists() and plain.stat().st_mtime_ns >= web.stat().st_mtime_ns
        ):
            continue
        target.mkdir(parents=True, exist_ok=True)
        font = TTFont(web)
        font.flavor = None
        half = plain.with_suffix(f".{os.getpid()}")
        font.save(half)
        half.replace(plain)
        done = True
    return done


def font_folders() -> list[Path]:
    """Where the fonts lie: the converted ones, then those that the packages carry."""
    folders = [Path(settings.BUILD_DIR) / "fonts"]
    for package in PACKAGES:
        spec = find_spec(package)
        if spec and spec.origin:
            folders.append(Path(spec.origin).parent)
    return [folder for folder in folders if folder.is_dir()]


@cache
def typst_fonts() -> typst.Fonts:
    """Read once a process. Fonts of the machine are not used: a paper looks the same everywhere."""
    return typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[str(folder) for folder in font_folders()],
    )


@cache
def _covered() -> frozenset[int]:
    points: set[int] = set()
    for folder in font_folders():
        for path in sorted([*folder.glob("*.ttf"), *folder.glob("*.otf")]):
            with TTFont(path, lazy=True) as font:
                points.update(font.getBestCmap() or ())
    return frozenset(points)


def printable(text: str) -> str:
    """The text with □ for what no font has, without control characters, tabs as spaces."""
    if _USUAL.fullmatch(text):
        return text
    # Hangul typed on a Mac arrives taken apart.
    text = unicodedata.normalize("NFC", text).translate(_TURNING)
    covered = _covered()
    return "".join(
        character
        if character == "\n" or character in _JOINING or ord(character) in covered
        else (" " if unicodedata.category(character) in {"Cc", "Zs"} else MISSING)
        for character in text.replace("\r\n", "\n").replace("\r", "\n")
    )
