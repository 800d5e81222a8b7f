"""What is looked at: figures, charts, approval boxes, photos, facts, maps."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.conf import settings
from django.template import Context
from django.urls import reverse
from django.utils.translation import gettext, pgettext

from dongne.design import charts

from .ground import attributes, entries, get, register

# An approval box says its state in a word and with a mark, never by colour alone.
BOX_ICONS = {"done": "check", "current": "pen", "waiting": "clock", "returned": "undo",
             "skipped": "minus"}  # fmt: skip


@register.inclusion_tag("design/stat.html")
def stat(
    label: str,
    value: Any,
    *,
    unit: str = "",
    href: str = "",
    note: str = "",
    series: Sequence[float] | None = None,
    sentence: str = "",
    tone: str = "",
    icon: str = "",
) -> dict[str, Any]:
    return {
        "label": label, "value": value, "unit": charts.unit(unit), "href": href, "note": note,
        "tone": tone, "icon": icon, "sentence": sentence, "line": charts.sparkline(series or []),
    }  # fmt: skip


@register.inclusion_tag("design/bars.html")
def bar_list(
    rows: Iterable[Any],
    *,
    caption: str,
    sentence: str = "",
    unit: str = "",
    maximum: float | None = None,
    label_head: str = "",
    value_head: str = "",
) -> dict[str, Any]:
    bars = entries(rows)
    widths = charts.bar_widths([get(row, "value", 0) for row in bars], maximum)
    return {
        "rows": list(zip(bars, widths, strict=True)), "caption": caption, "sentence": sentence,
        "unit": charts.unit(unit), "label_head": label_head or gettext("구분"),
        "value_head": value_head or gettext("값"),
    }  # fmt: skip


@register.inclusion_tag("design/ring.html")
def ring(done: int, total: int, label: str, *, unit: str = "") -> dict[str, Any]:
    return {"done": done, "total": total, "label": label, "unit": charts.unit(unit),
            "arc": charts.ring(done, total)}  # fmt: skip


@register.inclusion_tag("design/approval.html")
def approval_boxes(steps: Iterable[Any], label: str = "") -> dict[str, Any]:
    """The boxes at the head of a Korean paper: who drafted, reviewed, concurred, approved.

    What somebody said when signing stands below them, where there is room for a sentence.
    """
    words = {
        "done": pgettext("approval box", "마침"),
        "current": gettext("차례"),
        "waiting": gettext("대기"),
        "returned": gettext("반려"),
        "skipped": gettext("건너뜀"),
    }
    boxes, opinions = [], []
    for step in steps:
        if get(step, "note"):
            opinions.append(step)
        state = str(get(step, "state", "waiting"))
        boxes.append({"step": step, "state": state, "icon": BOX_ICONS[state],
                      "word": get(step, "word") or words[state]})  # fmt: skip
    return {"boxes": boxes, "opinions": opinions, "label": label or gettext("결재선")}


@register.inclusion_tag("design/photo.html")
def photo(
    src: str,
    alt: str,
    *,
    caption: str = "",
    href: str = "",
    width: int | None = None,
    height: int | None = None,
    tag: str = "",
    lazy: bool = True,
) -> dict[str, Any]:
    return {
        "src": src, "alt": alt, "caption": caption, "href": href, "width": width,
        "height": height, "tag": tag, "lazy": lazy,
    }  # fmt: skip


@register.inclusion_tag("design/photo_pair.html")
def photo_pair(before: Any, after: Any, *, caption: str = "") -> dict[str, Any]:
    return {"before": before, "after": after, "caption": caption}


@register.inclusion_tag("design/facts.html")
def facts(rows: Iterable[Any]) -> dict[str, Any]:
    """Key-value list. A row is `(label, value)` or `{label, value, href?, action?, icon?}`."""
    return {
        "rows": [
            r if isinstance(r, Mapping) else {"label": r[0], "value": r[1]} for r in entries(rows)
        ]
    }


@register.inclusion_tag("design/map.html", takes_context=True, name="map")
def map_tag(context: Context, label: str, **options: Any) -> dict[str, Any]:
    """A map and the files it needs; `options` become `data-…` attributes (see the docs).

    The streets of the office's tile package lie under every map, where it has one.
    """
    if settings.TILES:
        options.setdefault("package", reverse("map_tiles"))
    first = not context.render_context.get("design_map")
    context.render_context["design_map"] = True
    return {
        "label": label, "options": attributes({f"data_{k}": v for k, v in options.items()}),
        "first": first, "pick": "lat_input" in options,
    }  # fmt: skip
