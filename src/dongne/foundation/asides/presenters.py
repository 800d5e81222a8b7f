"""Texts with what was taken out of them, shown as something that can be opened."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from dongne.foundation.residents.public import Unfit, tidy_phone

from . import rules
from .models import Aside
from .states import Kind


@dataclass(frozen=True, slots=True)
class Shown:
    """An aside as a page shows it."""

    label: str
    masked: str
    url: str


def shown(aside: Aside) -> Shown:
    masked = aside.email.masked if aside.kind == Kind.EMAIL else aside.phone.masked
    return Shown(label=kind_word(aside.kind), masked=masked, url=reverse("aside", args=[aside.pk]))


def kind_word(kind: str) -> str:
    return _("이메일") if kind == Kind.EMAIL else _("전화")


def spelled(digits: str) -> str:
    """A telephone number as it is usually written, where it is one that can be dialled."""
    try:
        return tidy_phone(digits)
    except Unfit:
        return digits


def with_chips(text: str, column: str, asides: Iterable[Aside]) -> SafeString:
    """The text as HTML: each placeholder that is really one of its own leads to its opening.

    What somebody wrote into brackets by hand, or brought along from another text, stays text.
    """
    own = {(one.kind, one.ordinal): shown(one) for one in asides if one.column == column}
    pieces: list[SafeString] = []
    at = 0
    for left in rules.left_in(text):
        one = own.get((left.kind, left.ordinal))
        if one is None or one.masked[-4:] != left.shown[-4:]:
            continue
        pieces.append(format_html("{}", text[at : left.start]))
        pieces.append(
            format_html(
                '<a class="number-chip" href="{}">{} {}<span class="sr-only"> {}</span></a>',
                one.url,
                one.label,
                one.masked,
                _("열어 보기"),
            )
        )
        at = left.end
    pieces.append(format_html("{}", text[at:]))
    return format_html_join("", "{}", ((piece,) for piece in pieces))
