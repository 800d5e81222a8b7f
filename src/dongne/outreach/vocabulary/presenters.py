"""Forms in words: whose, since when, what changed, and what each part says."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from dongne.foundation.audit.public import AuditEntry, Told
from dongne.lib.seoul import Month

from . import rules
from .models import FormVersion
from .states import VersionState
from .words import NAMES, OPENNESS, SECTIONS, WAYS, month_words

DEEDS = {
    "added": (gettext_lazy("더함"), "plus", "success"),
    "removed": (gettext_lazy("뺌"), "minus", "warning"),
    "retired": (gettext_lazy("쓰지 않음"), "minus", "warning"),
    "restored": (gettext_lazy("다시 씀"), "undo", "success"),
    "moved": (gettext_lazy("순서 바꿈"), "list", "neutral"),
}
CHANGED = (gettext_lazy("바꿈"), "pen", "info")
TONES = {
    "draft": (gettext_lazy("초안"), "info", "pen"),
    "holding": (gettext_lazy("쓰는 중"), "success", "check-circle"),
    "coming": (gettext_lazy("시행 예정"), "info", "hourglass"),
    "past": (gettext_lazy("지난 서식"), "neutral", "history"),
    "withdrawn": (gettext_lazy("되돌림"), "warning", "undo"),
}


TOLD = {
    "form.drafted": gettext_lazy("서식 초안을 만들었습니다"),
    "form.edited": gettext_lazy("서식 초안을 고쳤습니다"),
    "form.published": gettext_lazy("서식을 시행했습니다"),
    "form.withdrawn": gettext_lazy("서식 시행을 되돌렸습니다"),
    "form.discarded": gettext_lazy("서식 초안을 버렸습니다"),
    "form.reopened": gettext_lazy("버린 서식 초안을 되살렸습니다"),
}
"""Actions of the audit rows, as the page of changes tells them."""


def told(entry: AuditEntry) -> Told:
    """A change of a form in words: which part was edited, from which month one holds."""
    changes: list[tuple[str, str, str]] = []
    for part, value in entry.changes.items():
        section = part.partition("/")[0]
        if part == "holds_from":
            changes.append((_("언제부터"), "", month_words(Month.of(date.fromisoformat(value)))))
        elif section in SECTIONS and isinstance(value, list):
            before, after = value
            changes.append((str(SECTIONS[section]), _named(before), _named(after)))
    return Told(sentence=str(TOLD[entry.action]), changes=tuple(changes))


def _named(value: Any) -> str:
    """The name of a word, or how many entries a list has: a whole part is too much for a row."""
    if isinstance(value, dict):
        return str(value["name"])
    if isinstance(value, list):
        return ", ".join(
            str(one.get("label") or one.get("title")) if isinstance(one, dict) else str(one)
            for one in value
        )
    return ""


def owner_name(version: FormVersion) -> str:
    """Whose form it is: a place, or everybody's."""
    owner = version.form.owner
    return owner.label if owner else _("모두의 표준")


def since(version: FormVersion) -> str:
    if version.holds_from is None:
        return ""
    if version.holds_from.year == 1900:
        return _("처음부터")
    return _("%(month)s부터") % {"month": month_words(Month.of(version.holds_from))}


def standing(version: FormVersion, *, holding: FormVersion | None, today: date) -> str:
    if version.state != VersionState.PUBLISHED:
        return str(version.state)
    if holding is not None and version.pk == holding.pk:
        return "holding"
    assert version.holds_from is not None
    return "coming" if version.holds_from > today else "past"


def version_row(
    version: FormVersion, *, holding: FormVersion | None, today: date
) -> dict[str, Any]:
    """One version of a list: where it stands, since when, by whom, and what it changed."""
    word, tone, icon = TONES[standing(version, holding=holding, today=today)]
    by, at = version.published_by or version.changed_by, version.published_at or version.changed_at
    changed = list(rules.changes(version.base.content, version.content)) if version.base else []
    return {
        "version": version,
        "url": reverse("form_version", args=[version.pk]),
        "title": since(version) or _("아직 시행하지 않음"),
        "badge": (word, tone, icon),
        "note": " · ".join(part for part in (by, day_text(at)) if part) if by else "",
        "changes": brief(changed),
    }


def day_text(at: Any) -> str:
    return date_format(localtime(at), _("Y. n. j.(D)"))


def brief(changes: Iterable[rules.Change], at_most: int = 4) -> str:
    """The first few changes in one line."""
    said = [f"{row['place']} {row['deed'][0]}: {row['text']}" for row in change_rows(changes)]
    more = len(said) - at_most
    line = " / ".join(said[:at_most])
    return _("%(line)s 외 %(n)d가지") % {"line": line, "n": more} if more > 0 else line


def change_rows(changes: Iterable[rules.Change]) -> list[dict[str, Any]]:
    """`{place, deed: (word, icon, tone), text, before, after}` for each difference."""
    rows = []
    for change in changes:
        section = change.part.partition("/")[0]
        deed = DEEDS.get(change.what, CHANGED)
        place = str(SECTIONS[section])
        name = _value_name(change.what)
        before, after = (_value(change.what, value) for value in (change.before, change.after))
        if change.what == "added" and section == "fields":
            after = _("표준 분야 %(name)s") % {"name": standard_name(change.after["standard"])}
        elif change.what in DEEDS and change.what != "moved":
            before = after = ""
        text = change.said
        if change.what == "name":
            text = f"{before} → {after}"
        elif change.what == "moved":
            text = after
        elif name:
            text = f"{change.said} · {name}"
        rows.append({"place": place, "deed": deed, "text": text, "before": before, "after": after})
    return rows


def _value_name(what: str) -> str:
    return str(NAMES[what]) if what in NAMES and what not in DEEDS and what != "name" else ""


def _value(what: str, value: Any) -> str:
    """A value as a reader knows it."""
    if isinstance(value, bool):
        return pgettext("yes or no", "예") if value else pgettext("yes or no", "아니요")
    if isinstance(value, list):
        return ", ".join(value)
    if isinstance(value, dict) or value is None:
        return ""
    if what == "standard":
        return standard_name(value)
    if what == "way":
        return str(WAYS.get(value, value))
    if what == "openness":
        return str(OPENNESS.get(value, value))
    return str(value) or _("없음")


def standard_name(slug: str) -> str:
    """One of the six by its standard name."""
    return str(STANDARD_NAMES.get(slug, slug))


STANDARD_NAMES = {
    "welfare": gettext_lazy("복지"),
    "environment": gettext_lazy("환경"),
    "safety": gettext_lazy("안전"),
    "complaint": gettext_lazy("민원"),
    "publicity": gettext_lazy("홍보"),
    "general": gettext_lazy("일반"),
}


def sections(content: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Lists of words, each `{key, title, live, retired}` with rows of `word_row`."""
    return [
        {
            "key": key,
            "title": SECTIONS[key],
            "live": [word_row(key, word) for word in content[key] if not word["retired"]],
            "retired": [word_row(key, word) for word in content[key] if word["retired"]],
        }
        for key in rules.WORDS
    ]


def word_row(section: str, word: Mapping[str, Any]) -> dict[str, Any]:
    notes = []
    if section == "fields" and word["standard"] != word["slug"]:
        notes.append(_("표준 분야 %(name)s") % {"name": standard_name(word["standard"])})
    if section == "kinds":
        if not word["reported"]:
            notes.append(_("건수 표에 없음"))
        if not word["counted"]:
            notes.append(_("실적으로 세지 않음"))
    if section == "report_kinds":
        notes += [str(WAYS[word["way"]]), str(OPENNESS[word["openness"]])]
    return {
        "slug": word["slug"],
        "name": word["name"],
        "name_en": word["name_en"],
        "note": " · ".join(notes),
        "help": word.get("help") or word.get("title", ""),
        "seen": rules.digest(word),
    }


def lists(content: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Lists of columns and the titles, each with what it shows in its order."""
    rows = [
        {
            "key": key,
            "title": SECTIONS[key],
            "shown": [column["label"] for column in content[key] if column["shown"]],
        }
        for key in rules.COLUMNS
    ]
    titles = [title["title"] for title in content["titles"]]
    return [*rows, {"key": "titles", "title": SECTIONS["titles"], "shown": titles}]


def duel(part: str, theirs: Any, mine: Any) -> list[dict[str, Any]]:
    """Two versions of one part, value by value: `{name, label, theirs, mine, differs}`,
    and `raw`: both as a form sends them."""
    rows = []
    for name, label, one, other in _values(part, theirs, mine):
        what = name.partition("-")[0]
        rows.append(
            {
                "name": name,
                "label": label,
                "theirs": _value(what, one),
                "mine": _value(what, other),
                "differs": one != other,
                "raw": (_sent(one), _sent(other)),
            }
        )
    return rows


def _values(part: str, theirs: Any, mine: Any) -> Iterable[tuple[str, str, Any, Any]]:
    if isinstance(theirs, list):
        others = {row["key"]: row for row in mine}
        for row in theirs:
            for name, value in row.items():
                if name != "key":
                    label = f"{row.get('label') or row.get('title')} · {NAMES[name]}"
                    yield f"{name}-{row['key']}", label, value, others[row["key"]][name]
        return
    for name, value in theirs.items():
        if name != "slug":
            yield name, str(NAMES[name]), value, mine[name]


def _sent(value: Any) -> str:
    return ("on" if value else "") if isinstance(value, bool) else str(value)
