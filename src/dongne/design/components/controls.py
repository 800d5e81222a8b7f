"""What is pressed and filled in: icons, buttons, badges, fields."""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from typing import Any

from django.forms import BaseForm, BoundField, CheckboxInput, FileInput
from django.forms.widgets import ChoiceWidget, Select
from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext, gettext_lazy

from dongne.lib.bigrams import marked

from .ground import TONES, attributes, register


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
        "classes": " ".join(filter(None, classes)), "attributes": attributes(extra),
    }  # fmt: skip


@register.inclusion_tag("design/badge.html")
def badge(label: Any, tone: str = "neutral", icon: str | None = None) -> dict[str, Any]:
    return {"label": label, "tone": tone, "icon": TONES.get(tone, "") if icon is None else icon}


@register.simple_tag
def avatar(name: str) -> SafeString:
    """The last two letters of a Korean name, or the first of another, on a steady colour."""
    short = name[-2:] if name and "가" <= name[-1] <= "힣" else name[:1].upper()
    hue = zlib.crc32(name.encode()) % 6
    return format_html('<span class="avatar avatar-{}" aria-hidden="true">{}</span>', hue, short)


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


@register.simple_tag(name="marked")
def marked_tag(text: Any, words: Iterable[str]) -> SafeString:
    """The text with what was searched for marked in it."""
    return format_html_join(
        "", "{}{}{}",
        (
            (SafeString("<mark>"), piece, SafeString("</mark>")) if hit else ("", piece, "")
            for piece, hit in marked(str(text), words)
        ),
    )  # fmt: skip


PAPER_FORMS = {
    # What a form is called on the menu, and its icon.
    "pdf": (gettext_lazy("PDF로 받기"), "file"),
    "hwpx": (gettext_lazy("한글(HWPX)로 받기"), "pen"),
    "xlsx": (gettext_lazy("엑셀(XLSX)로 받기"), "table"),
    "csv": (gettext_lazy("CSV로 받기"), "list"),
}


@register.inclusion_tag("design/paper_links.html")
def paper_links(
    pdf: str, forms: str = "pdf hwpx xlsx", *, label: str = "", size: str = "", hotkey: str = ""
) -> dict[str, Any]:
    """The menu of a paper's files. `pdf` is the address of its PDF; the others lie beside it."""
    path, mark, query = pdf.partition("?")
    stem = path.removesuffix(".pdf")
    return {
        "pdf": pdf,
        "label": label or gettext("인쇄·내려받기"),
        "size": size,
        "hotkey": hotkey,
        "links": [
            {"url": f"{stem}.{form}{mark}{query}", "label": word, "icon": icon}
            for form in forms.split()
            for word, icon in [PAPER_FORMS[form]]
        ],
    }
