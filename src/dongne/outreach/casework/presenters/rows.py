"""Rows of a list as markup. Written here and not by a template's loop, since a page has fifty of
them: this takes a tenth of the time (bench: lists)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.templatetags.static import static
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from dongne.lib.bigrams import marked as pieces_of


def rows_html(
    rows: Iterable[Mapping[str, Any]], *, sought: Sequence[str] = (), ticks: bool
) -> SafeString:
    """List items. `ticks`: with a box to choose each by."""
    sprite = static("icons.svg")
    pick, urgent, restricted = _("고르기"), _("급함"), _("제한")
    tick_word = _("고르기/빼기")
    told = []
    for row in rows:
        due = row["due"]
        tick = (
            f'<label class="case-tick"><input type="checkbox" name="case" value="{row["id"]}" '
            f'data-row-hotkey="x" data-hotkey-label="{tick_word}"><span class="sr-only">'
            f"{escape(row['title'])} {pick}</span></label>"
            if ticks
            else ""
        )
        thumb = (
            f'<img class="list-thumb" src="{row["thumb"]}" alt="" width="56" height="56" '
            'loading="lazy">'
            if row["thumb"]
            else f'<span class="list-thumb case-kind">{_icon(sprite, row["kind_icon"])}</span>'
        )
        badges = (_badge(sprite, urgent, "danger", "alert") if row["urgent"] else "") + (
            _badge(sprite, restricted, "neutral", "lock") if row["restricted"] else ""
        )
        lines = [
            f'<span class="list-note case-next">{_icon(sprite, "arrow-right")}'
            f"{escape(row['next'])}</span>"
            if row["next"]
            else "",
            f'<span class="list-note">{_marked(row["excerpt"], sought)}</span>'
            if row["excerpt"]
            else "",
            f'<span class="list-note">{escape(row["kind"])} · {_marked(row["place"], sought)} · '
            f"{escape(row['received'])}</span>"
            if row["place"]
            else f'<span class="list-note">{escape(row["kind"])} · '
            f"{escape(row['received'])}</span>",
            f'<span class="list-note{" case-free" if row["unclaimed"] else ""}">'
            f"{_icon(sprite, 'user')}{escape(row['holder'])}"
            + (f" · {escape(row['others'])}" if row["others"] else "")
            + "</span>",
            *(
                f'<span class="list-note case-handed">{escape(words)}</span>'
                for words in row["handed"]
            ),
        ]
        told.append(
            f'<li class="case-row" data-row-box>{tick}<a class="list-item case-link" '
            f'href="{row["url"]}" data-row>{thumb}<span class="list-main"><span class="list-title">'
            f"{_marked(row['title'], sought)}{badges}</span>{''.join(lines)}</span>"
            f'<span class="list-end case-end">'
            f"{_badge(sprite, row['state'], row['tone'], row['icon'])}"
            f'<span class="case-due case-due-{due.tone}">{_icon(sprite, due.icon)}'
            f"{escape(due.words)}</span></span></a></li>"
        )
    # Every value above is escaped, or one of ours.
    return mark_safe("".join(told))  # noqa: S308


def _icon(sprite: str, name: str) -> str:
    return f'<svg class="icon" aria-hidden="true"><use href="{sprite}#{escape(name)}"></use></svg>'


def _badge(sprite: str, words: str, tone: str, icon: str) -> str:
    return f'<span class="badge badge-{tone}">{_icon(sprite, icon)}{escape(words)}</span>'


def _marked(text: str, words: Sequence[str]) -> str:
    if not words:
        return escape(text)
    return "".join(
        f"<mark>{escape(piece)}</mark>" if hit else escape(piece)
        for piece, hit in pieces_of(text, words)
    )
