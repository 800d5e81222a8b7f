"""What the layouts need around a page; components for pages are in `design`."""

from collections.abc import Iterable
from typing import Any

from django import template
from django.conf import settings
from django.template import Context
from django.utils.translation import get_language, gettext

from dongne.design.display import COOKIE, STEPS, Display

register = template.Library()


@register.simple_tag(takes_context=True)
def display(context: Context) -> Display:
    """The reader's screen settings; usable on error pages, where there is no request."""
    request = context.get("request")
    return Display.parse(request.COOKIES.get(COOKIE, "") if request else "")


@register.inclusion_tag("design/display_settings.html", takes_context=True)
def display_settings(context: Context, *, languages: bool = True) -> dict[str, Any]:
    """Size, contrast and, unless it stands elsewhere on the page, the language."""
    words = (
        gettext("작게"),
        gettext("보통"),
        gettext("조금 크게"),
        gettext("크게"),
        gettext("가장 크게"),
    )
    request = context.get("request")
    return {
        "display": display(context), "steps": list(zip(STEPS, words, strict=True)),
        "languages": settings.LANGUAGES if languages else [], "language": get_language(),
        "here": request.get_full_path() if request else "/",
        "csrf_token": context.get("csrf_token"),
    }  # fmt: skip


@register.inclusion_tag("design/public_languages.html", takes_context=True)
def public_languages(context: Context) -> dict[str, Any]:
    """The other languages, each called by its own name and in sight without opening a menu."""
    request = context.get("request")
    return {
        "others": [(code, name) for code, name in settings.LANGUAGES if code != get_language()],
        "here": request.get_full_path() if request else "/",
        "csrf_token": context.get("csrf_token"),
    }


@register.simple_tag
def is_demo() -> bool:
    return bool(getattr(settings, "DEMO", False))


@register.simple_tag
def split_nav(items: Iterable[Any] | None) -> dict[str, list[Any]]:
    """At most five places in a phone's tab bar: with more, four of them and "more".

    A wider screen has room for seven: `wide` are those of "more" that stand in the bar there.
    """
    entries = list(items or [])
    if len(entries) <= 5:
        return {"tabs": entries, "wide": [], "more": []}
    shown = len(entries) if len(entries) <= 7 else 6
    return {"tabs": entries[:4], "wide": entries[4:shown], "more": entries[4:]}
