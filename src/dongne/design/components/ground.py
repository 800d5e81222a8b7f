"""What all components are built from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import template
from django.forms.utils import flatatt
from django.utils.safestring import SafeString

register = template.Library()

TONES = {
    "neutral": "circle",
    "info": "info",
    "success": "check-circle",
    "warning": "alert",
    "danger": "x-circle",
    "accent": "sun",
}


def attributes(extra: Mapping[str, Any]) -> SafeString:
    """`data_hotkey="j"` in a template becomes `data-hotkey="j"`; empty ones fall away."""
    return flatatt(
        {key.replace("_", "-"): value for key, value in extra.items() if value not in ("", None)}
    )


def get(item: Any, name: str, default: Any = "") -> Any:
    """Rows may be dicts, or any object with these attributes."""
    return item.get(name, default) if isinstance(item, Mapping) else getattr(item, name, default)


def entries(items: Iterable[Any] | None) -> list[Any]:
    return list(items or [])
