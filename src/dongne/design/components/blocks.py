"""What holds other things: tables, cards, headers, dialogs, and what stands for an empty list."""

from __future__ import annotations

from typing import Any

from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString

from .ground import TONES, register


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
    help: str = "",
) -> SafeString:
    """`help`: what the page is for and what to do first, in two sentences, folded away."""
    return render_to_string(
        "design/page_header.html",
        {
            "actions": SafeString(content.strip()), "title": title, "lead": lead,
            "eyebrow": eyebrow, "back": back, "back_label": back_label, "help": help,
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
