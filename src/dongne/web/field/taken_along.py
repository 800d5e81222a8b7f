"""Files that the phone keeps, so that the page opens without network."""

from __future__ import annotations

import hashlib
import json
from base64 import b64encode
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.templatetags.static import static
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

WORKER = "field-worker.js"
FILES = ("field.css", "field.js", "field-more.js", "icons.svg", "favicon.svg", "fonts.css")
"""Without these there is no page."""
LATER = ("chart.js", "map.css", "map-worker.js")
"""The map: taken along once the rest is there."""
INLINE = ("field-first.css", "field-first.js")
_TEMPLATES = Path(__file__).parent / "templates" / "field"
_PARTS = ("shell.html", "standing.html", "words.html", "help.html")


@dataclass(frozen=True, slots=True)
class FirstScreen:
    """What the page brings along in itself, so that its first screen stands with the first answer.

    Named to the browser by its hash (a nonce would be another page for everybody, and one that
    comes from the phone's own cache): https://www.w3.org/TR/CSP3/#external-hash
    """

    css: str
    js: str

    @property
    def texts(self) -> tuple[str, str]:
        return (self.css, self.js)

    @property
    def style(self) -> SafeString:
        return mark_safe(f"<style data-by-hash>{self.css}</style>")  # noqa: S308 - our own build's

    @property
    def script(self) -> SafeString:
        return mark_safe(f"<script data-by-hash>{self.js}</script>")  # noqa: S308 - our own build's

    @property
    def policy(self) -> dict[str, list[str]]:
        return {"style-src": [_hash(self.css)], "script-src": [_hash(self.js)]}


def first_screen(folder: Path) -> FirstScreen:
    """Empty where the front end was not built."""
    files = [folder / name for name in INLINE]
    return _read(*((file, file.stat().st_mtime_ns if file.exists() else 0) for file in files))


@cache
def _read(*files: tuple[Path, int]) -> FirstScreen:
    return FirstScreen(*(file.read_text().strip() if written else "" for file, written in files))


def _hash(text: str) -> str:
    return f"'sha256-{b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def files() -> dict[str, list[str]]:
    """Addresses with the hash of what stands in them."""
    return {
        "first": [reverse("field"), *(static(name) for name in FILES)],
        "later": [static(name) for name in LATER],
    }


def version() -> str:
    """Another one with every change of any file, of the page's words too: the program's own build
    names its files by what stands in them."""
    page = "".join((_TEMPLATES / name).read_text() for name in _PARTS)
    page += "".join(first_screen(settings.BUILD_DIR / "frontend").texts)
    return hashlib.sha256((json.dumps(files()) + page).encode()).hexdigest()[:12]


def worker_source(folder: Path) -> str:
    """The worker with the list of its files before it: another list is another worker, which the
    browser then installs. Raises FileNotFoundError where the front end was not built.
    """
    source = (folder / WORKER).read_text()
    told = {**files(), "version": version()}
    return f"self.FIELD_FILES = {json.dumps(told)};\n{source}"


def install_card() -> dict[str, Any]:
    """https://www.w3.org/TR/appmanifest/, with the share target of the Web Share Target draft."""
    start = reverse("field")
    return {
        "id": start,
        "name": _("동네 현장 기록"),
        "short_name": _("현장 기록"),
        "description": _("길에서 본 것을 전화기에 남기고, 이어질 때 보냅니다."),
        "start_url": start,
        "scope": start,
        "display": "standalone",
        "orientation": "portrait",
        "background_color": "#fbf9f6",
        "theme_color": "#fbf9f6",
        "categories": ["government", "productivity"],
        "icons": [
            {"src": static("field-192.png"), "sizes": "192x192", "type": "image/png"},
            {"src": static("field-512.png"), "sizes": "512x512", "type": "image/png"},
            {
                "src": static("field-512.png"),
                "sizes": "512x512",
                "type": "image/png",
                "purpose": "maskable",
            },
        ],
        "shortcuts": [
            {"name": _("사진으로 기록"), "url": f"{start}#/new/camera"},
            {"name": _("글로 기록"), "url": f"{start}#/new/text"},
        ],
        "share_target": {
            "action": reverse("field_share"),
            "method": "POST",
            "enctype": "multipart/form-data",
            "params": {
                "title": "title",
                "text": "text",
                "url": "url",
                "files": [{"name": "files", "accept": ["image/*", "audio/*"]}],
            },
        },
    }
