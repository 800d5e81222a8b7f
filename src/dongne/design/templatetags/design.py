"""Template components. Parameters and examples: `docs/design-system.md`."""

import zlib
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import template
from django.forms import BaseForm, BoundField, CheckboxInput, FileInput
from django.forms.utils import flatatt
from django.forms.widgets import ChoiceWidget, Select
from django.template import Context
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext, pgettext

from dongne.design import charts

register = template.Library()

TONES = {
    "neutral": "circle",
    "info": "info",
    "success": "check-circle",
    "warning": "alert",
    "danger": "x-circle",
    "accent": "sun",
}
# An approval box says its state in a word and with a mark, never by colour alone.
BOX_ICONS = {"done": "check", "current": "pen", "waiting": "clock", "returned": "undo",
             "skipped": "minus"}  # fmt: skip


def _attributes(extra: Mapping[str, Any]) -> SafeString:
    """`data_hotkey="j"` in a template becomes `data-hotkey="j"`; empty ones fall away."""
    return flatatt(
        {key.replace("_", "-"): value for key, value in extra.items() if value not in ("", None)}
    )


def _get(item: Any, name: str, default: Any = "") -> Any:
    """Rows may be dicts, or any object with these attributes."""
    return item.get(name, default) if isinstance(item, Mapping) else getattr(item, name, default)


def _entries(items: Iterable[Any] | None) -> list[Any]:
    return list(items or [])


@register.simple_tag
def icon(name: str, label: str = "", css: str = "") -> SafeString:
    """A drawing from the sprite. Without `label` it is decoration and hidden from readers."""
    href = f"{static('icons.svg')}#{name}"
    classes = f"icon {css}".strip()
    if label:
        return format_html(
            '<svg class="{}" role="img" aria-label="{}"><use href="{}"></use></svg>',
            classes,
            label,
            href,
        )
    return format_html(
        '<svg class="{}" aria-hidden="true"><use href="{}"></use></svg>', classes, href
    )


@register.inclusion_tag("design/button.html")
def button(
    label: str,
    variant: str = "secondary",
    *,
    href: str = "",
    icon: str = "",
    icon_end: str = "",
    size: str = "",
    type: str = "submit",
    full: bool = False,
    hide_label: bool = False,
    disabled: bool = False,
    css: str = "",
    **extra: Any,
) -> dict[str, Any]:
    classes = ["button", f"button-{variant}", f"button-{size}" if size else "", css]
    if full:
        classes.append("button-full")
    if hide_label:
        classes.append("button-icon")
    return {
        "label": label, "href": href, "icon": icon, "icon_end": icon_end, "type": type,
        "hide_label": hide_label, "disabled": disabled,
        "classes": " ".join(filter(None, classes)), "attributes": _attributes(extra),
    }  # fmt: skip


@register.inclusion_tag("design/badge.html")
def badge(label: Any, tone: str = "neutral", icon: str | None = None) -> dict[str, Any]:
    return {"label": label, "tone": tone, "icon": TONES.get(tone, "") if icon is None else icon}


@register.inclusion_tag("design/field.html", name="field")
def field_tag(
    field: BoundField,
    *,
    look: str = "",
    label: str = "",
    help: str = "",
    mark: bool = True,
    hide_label: bool = False,
    suffix: str = "",
) -> dict[str, Any]:
    return {
        "field": field, "look": look, "label": label, "help": help, "mark": mark,
        "hide_label": hide_label, "suffix": suffix,
    }  # fmt: skip


@register.filter
def field_look(field: BoundField) -> str:
    """How a bound field is laid out: hidden, check, chips, choices, photos, file, select, input."""
    widget = field.field.widget
    if field.is_hidden:
        return "hidden"
    if look := getattr(widget, "design_look", ""):
        return str(look)
    if isinstance(widget, CheckboxInput):
        return "check"
    if isinstance(widget, Select):
        return "select"
    if isinstance(widget, ChoiceWidget):
        return "choices"
    if isinstance(widget, FileInput):
        return "file"
    return "input"


@register.inclusion_tag("design/fields.html")
def fields(form: BaseForm, *names: str) -> dict[str, Any]:
    """All visible fields of a form, or those named, in that order; hidden ones always."""
    chosen = [form[name] for name in names] if names else form.visible_fields()
    return {"form": form, "fields": chosen, "hidden": form.hidden_fields() if not names else []}


@register.inclusion_tag("design/error_summary.html")
def error_summary(*forms: BaseForm) -> dict[str, Any]:
    wrong = [f for form in forms if form and form.is_bound for f in form if f.errors]
    general = [e for form in forms if form and form.is_bound for e in form.non_field_errors()]
    return {"fields": wrong, "general": general, "count": len(wrong) + len(general)}


@register.simple_block_tag
def table(
    content: str,
    caption: str,
    *,
    hide_caption: bool = False,
    cards: bool = False,
    compact: bool = False,
    css: str = "",
) -> SafeString:
    classes = ["table", "table-cards" if cards else "", "table-compact" if compact else "", css]
    return render_to_string(
        "design/table.html",
        {
            "content": content, "caption": caption, "hide_caption": hide_caption,
            "classes": " ".join(filter(None, classes)),
        },
    )  # fmt: skip


@register.simple_block_tag
def alert(content: str, tone: str = "info", *, title: str = "", live: bool = False) -> SafeString:
    return render_to_string(
        "design/alert.html",
        {"content": content, "tone": tone, "title": title, "icon": TONES[tone], "live": live},
    )


@register.simple_block_tag
def card(
    content: str,
    title: str = "",
    *,
    href: str = "",
    icon: str = "",
    note: str = "",
    level: int = 2,
    tone: str = "",
    css: str = "",
) -> SafeString:
    return render_to_string(
        "design/card.html",
        {
            "content": content, "title": title, "href": href, "icon": icon, "note": note,
            "level": f"h{level}", "tone": tone, "css": css,
        },
    )  # fmt: skip


@register.simple_block_tag
def page_header(
    content: str,
    title: str,
    *,
    lead: str = "",
    eyebrow: str = "",
    back: str = "",
    back_label: str = "",
) -> SafeString:
    return render_to_string(
        "design/page_header.html",
        {
            "actions": SafeString(content.strip()), "title": title, "lead": lead,
            "eyebrow": eyebrow, "back": back, "back_label": back_label,
        },
    )  # fmt: skip


@register.simple_block_tag
def actions(content: str, *, stick: bool = False, css: str = "") -> SafeString:
    """A row of buttons; `stick` keeps it above the tab bar on a phone, in reach of a thumb."""
    classes = " ".join(filter(None, ["actions", "actions-stick" if stick else "", css]))
    return format_html('<div class="{}">{}</div>', classes, SafeString(content))


@register.simple_block_tag
def dialog(content: str, id: str, *, title: str, wide: bool = False) -> SafeString:
    return render_to_string(
        "design/dialog.html", {"content": content, "id": id, "title": title, "wide": wide}
    )


@register.inclusion_tag("design/empty.html")
def empty(
    title: str,
    text: str = "",
    *,
    icon: str = "leaf",
    action: str = "",
    href: str = "",
    variant: str = "secondary",
) -> dict[str, Any]:
    return {
        "title": title, "text": text, "icon": icon, "action": action, "href": href,
        "variant": variant,
    }  # fmt: skip


@register.inclusion_tag("design/breadcrumb.html")
def breadcrumb(items: Iterable[Any]) -> dict[str, Any]:
    return {"items": _entries(items)}


@register.inclusion_tag("design/tabs.html")
def tabs(items: Iterable[Any], label: str) -> dict[str, Any]:
    return {"items": _entries(items), "label": label}


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
    entries = _entries(rows)
    widths = charts.bar_widths([_get(row, "value", 0) for row in entries], maximum)
    return {
        "rows": list(zip(entries, widths, strict=True)), "caption": caption, "sentence": sentence,
        "unit": charts.unit(unit), "label_head": label_head or gettext("구분"),
        "value_head": value_head or gettext("값"),
    }  # fmt: skip


@register.inclusion_tag("design/ring.html")
def ring(done: int, total: int, label: str, *, unit: str = "") -> dict[str, Any]:
    return {"done": done, "total": total, "label": label, "unit": charts.unit(unit),
            "arc": charts.ring(done, total)}  # fmt: skip


@register.inclusion_tag("design/approval.html")
def approval_boxes(steps: Iterable[Any], label: str = "") -> dict[str, Any]:
    """The boxes at the head of a Korean paper: who drafted, reviewed, concurred, approved."""
    words = {
        "done": pgettext("approval box", "마침"),
        "current": gettext("차례"),
        "waiting": gettext("대기"),
        "returned": gettext("반려"),
        "skipped": gettext("건너뜀"),
    }
    boxes = []
    for step in steps:
        state = str(_get(step, "state", "waiting"))
        boxes.append({"step": step, "state": state, "icon": BOX_ICONS[state],
                      "word": _get(step, "word") or words[state]})  # fmt: skip
    return {"boxes": boxes, "label": label or gettext("결재선")}


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
            r if isinstance(r, Mapping) else {"label": r[0], "value": r[1]} for r in _entries(rows)
        ]
    }


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


@register.inclusion_tag("design/search.html")
def search_field(
    name: str,
    label: str,
    *,
    value: str = "",
    placeholder: str = "",
    action: str = "",
) -> dict[str, Any]:
    return {"name": name, "label": label, "value": value, "placeholder": placeholder,
            "action": action}  # fmt: skip


@register.inclusion_tag("design/map.html", takes_context=True, name="map")
def map_tag(context: Context, label: str, **options: Any) -> dict[str, Any]:
    """A map and the files it needs; `options` become `data-…` attributes (see the docs)."""
    first = not context.render_context.get("design_map")
    context.render_context["design_map"] = True
    return {
        "label": label, "options": _attributes({f"data_{k}": v for k, v in options.items()}),
        "first": first, "pick": "lat_input" in options,
    }  # fmt: skip


@register.simple_tag
def avatar(name: str) -> SafeString:
    """The last two letters of a Korean name, or the first of another, on a steady colour."""
    short = name[-2:] if name and "가" <= name[-1] <= "힣" else name[:1].upper()
    hue = zlib.crc32(name.encode()) % 6
    return format_html('<span class="avatar avatar-{}" aria-hidden="true">{}</span>', hue, short)
