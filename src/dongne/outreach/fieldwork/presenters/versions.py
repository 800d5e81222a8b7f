"""Versions of a report side by side: what the later one changed, in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from dongne.foundation.approvals import public as approvals

from ..models import ReportVersion
from .sheet import clocks_text, item_text

# How a difference looks: word, tone, icon. Never told by the colour alone.
SAME, CHANGED, ADDED, REMOVED = "same", "changed", "added", "removed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """One version, or the one that is still written."""

    name: str
    note: str
    reason: str
    content: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of a report: what it is called, and what either version says."""

    label: str
    before: str
    after: str

    @property
    def same(self) -> bool:
        return self.before == self.after


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One activity in both versions; None where a version doesn't have it."""

    mark: str
    word: str
    tone: str
    icon: str
    before: list[Fact] | None
    after: list[Fact] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    before: Edition
    after: Edition
    facts: list[Fact]
    counts: list[Fact]
    entries: list[Entry]
    sentence: str


def edition_of(version: ReportVersion, *, in_force: bool) -> Edition:
    who = version.content.get("corrected_by") or version.content.get("author", "")
    done = approvals.dated_text(version.completed_at)
    return Edition(
        name=_("제%(n)d판") % {"n": version.number},
        note=" · ".join(filter(None, (who, done, _("지금 유효한 판") if in_force else ""))),
        reason=version.reason,
        content=version.content,
    )


def edition_being_written(content: Mapping[str, Any]) -> Edition:
    """`content` as it stands now, or as it was frozen on its way."""
    return Edition(
        name=_("제%(n)d판") % {"n": content["version"]},
        note=_("정정 중 · 아직 유효하지 않습니다"),
        reason=content["reason"],
        content=content,
    )


def compared(before: Edition, after: Edition) -> Comparison:
    one, two = _items(before.content), _items(after.content)
    entries = [_entry(one.get(id_), two.get(id_)) for id_ in dict.fromkeys([*one, *two])]
    return Comparison(
        before=before,
        after=after,
        facts=_overview(before.content, after.content),
        counts=_counts(before.content, after.content),
        entries=sorted(entries, key=lambda entry: entry.mark == SAME),
        sentence=_sentence(entries),
    )


def _items(content: Mapping[str, Any]) -> dict[str, list[tuple[str, str]]]:
    """What a reader compares of each activity, by its id."""
    unit = content.get("unit", "")
    found = {}
    for group in content.get("entries", []):
        for item in group["items"]:
            found[item["id"]] = [
                (_("구분"), group["label"]),
                (_("분야"), item["field_label"]),
                (_("활동 상세내역"), item_text(item, unit)),
                (_("조치사항"), item["measure"] or "-"),
                (_("실적"), _("실적에 넣음") if item["counted"] else _("실적에 넣지 않음")),
                (_("사진"), _("%(n)s장") % {"n": len(item["photos"])}),
            ]
    return found


def _entry(before: list[tuple[str, str]] | None, after: list[tuple[str, str]] | None) -> Entry:
    mark = SAME
    if before is None:
        mark = ADDED
    elif after is None:
        mark = REMOVED
    elif before != after:
        mark = CHANGED
    word, tone, icon = {
        SAME: (_("그대로"), "neutral", "check"),
        CHANGED: (_("고침"), "warning", "pen"),
        ADDED: (_("더함"), "success", "plus"),
        REMOVED: (_("뺌"), "danger", "minus"),
    }[mark]
    return Entry(
        mark=mark,
        word=word,
        tone=tone,
        icon=icon,
        before=_facts(before, after or before),
        after=_facts(after, before or after),
    )


def _facts(
    mine: list[tuple[str, str]] | None, other: list[tuple[str, str]] | None
) -> list[Fact] | None:
    if mine is None:
        return None
    others = dict(other or mine)
    return [Fact(label, others.get(label, ""), text) for label, text in mine]


def _overview(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Fact]:
    return [
        Fact(label, one, two)
        for (label, one), (_label, two) in zip(_said(before), _said(after), strict=True)
    ]


def _said(content: Mapping[str, Any]) -> list[tuple[str, str]]:
    day = content.get("day")
    return [
        (_("날짜"), date.fromisoformat(day).strftime("%Y. %-m. %-d.") if day else "-"),
        (
            _("시각"),
            clocks_text(content.get("starts_at", ""), content.get("ends_at", "")) or "-",
        ),
        (_("장소"), content.get("place") or "-"),
        (_("내용"), content.get("purpose") or "-"),
        (_("보고서 종류"), content.get("report_kind_label") or "-"),
    ]


def _counts(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Fact]:
    """건수 of the report itself by kind, with their sum."""
    one = {kind["label"]: kind["today"] for kind in before.get("kinds", [])}
    two = {kind["label"]: kind["today"] for kind in after.get("kinds", [])}
    rows = [
        Fact(_("%(kind)s 건수") % {"kind": label}, str(one.get(label, 0)), str(two.get(label, 0)))
        for label in dict.fromkeys([*one, *two])
    ]
    return [*rows, Fact(_("건수 계"), str(sum(one.values())), str(sum(two.values())))]


def _sentence(entries: list[Entry]) -> str:
    n = {mark: sum(entry.mark == mark for entry in entries) for mark in (CHANGED, ADDED, REMOVED)}
    if not any(n.values()):
        return _("활동은 모두 그대로입니다.")
    said = {
        CHANGED: _("%(n)d건을 고쳤습니다"),
        ADDED: _("%(n)d건을 더했습니다"),
        REMOVED: _("%(n)d건을 뺐습니다"),
    }
    parts = [said[mark] % {"n": count} for mark, count in n.items() if count]
    return _("활동 %(what)s.") % {"what": ", ".join(parts)}
