"""How one gets about: breadcrumbs, tabs, pages of a list, steps."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext

from .ground import entries, register


@register.inclusion_tag("design/breadcrumb.html")
def breadcrumb(items: Iterable[Any]) -> dict[str, Any]:
    return {"items": entries(items)}


@register.inclusion_tag("design/tabs.html")
def tabs(items: Iterable[Any], label: str) -> dict[str, Any]:
    return {"items": entries(items), "label": label}


@register.inclusion_tag("design/pager.html")
def pager(*, newer: str = "", older: str = "", label: str = "") -> dict[str, Any]:
    return {"newer": newer, "older": older, "label": label or gettext("쪽 이동")}


@register.inclusion_tag("design/stepper.html")
def stepper(steps: Iterable[str], current: int, label: str = "") -> dict[str, Any]:
    """`current` counts from 1; one more than the number of steps means all are done."""
    rows = [
        {"label": text, "state": "done" if n < current else "current" if n == current else "todo"}
        for n, text in enumerate(steps, 1)
    ]
    return {"steps": rows, "label": label or gettext("진행 단계")}
