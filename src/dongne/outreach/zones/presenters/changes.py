"""Changes of zones, charges, boundaries and addresses in words, for the page of changes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dongne.foundation.audit.public import AuditEntry, Told, register_words

from .board import long_day

ZONES, CHARGES, EXCLUSIONS = gettext_lazy("구역"), gettext_lazy("통담당"), gettext_lazy("구역 제외")
BOUNDARIES, ADDRESSES = gettext_lazy("통 경계"), gettext_lazy("통별 주소")


def register() -> None:
    for action, presenter, kind in (
        ("zone.assigned", _assigned, ZONES),
        ("zone.set", _set, ZONES),
        ("zone.ended", _ended, ZONES),
        ("zone.handed_over", _handed_over, ZONES),
        ("zone.tong_given", _tong_given, ZONES),
        ("zone.from_charges", _from_charges, ZONES),
        ("tong_charge.set", _charges, CHARGES),
        ("exclusion.settled", _settled, EXCLUSIONS),
        ("exclusion.ended", _taking_part, EXCLUSIONS),
        ("boundary.set", _outlines, BOUNDARIES),
        ("addresses.set", _addresses, ADDRESSES),
    ):
        register_words(action, presenter, kind=kind)
        register_words(f"{action}.undone", _undone(presenter), kind=kind)


def _undone(presenter: Callable[[AuditEntry], Told]) -> Callable[[AuditEntry], Told]:
    def told(entry: AuditEntry) -> Told:
        return Told(sentence=_("되돌렸습니다: %(what)s") % {"what": presenter(entry).sentence})

    return told


def _day(entry: AuditEntry) -> str:
    day = entry.changes.get("day")
    return long_day(date.fromisoformat(day)) if day else ""


def _tongs(numbers: Any) -> str:
    return ", ".join(str(number) for number in numbers or ())


def _facts(entry: AuditEntry) -> dict[str, str]:
    return {
        "who": str(entry.changes.get("officer", "")),
        "tongs": _tongs(entry.changes.get("tongs")),
        "day": _day(entry),
    }


def _assigned(entry: AuditEntry) -> Told:
    return Told(
        sentence=_("%(who)s 님에게 구역을 주었습니다: %(tongs)s통, %(day)s부터") % _facts(entry)
    )


def _set(entry: AuditEntry) -> Told:
    changes = entry.changes
    lines = [(_("통"), _tongs(changes.get("tongs_before")), _tongs(changes.get("tongs")))]
    if changes.get("deputy_before") != changes.get("deputy"):
        lines.append((_("대직자"), changes.get("deputy_before", ""), changes.get("deputy", "")))
    return Told(
        sentence=_("%(who)s 님의 구역을 정했습니다: %(tongs)s통, %(day)s부터") % _facts(entry),
        changes=tuple(lines),
    )


def _ended(entry: AuditEntry) -> Told:
    return Told(
        sentence=_("%(who)s 님의 구역을 끝냈습니다: %(day)s부터") % _facts(entry),
        changes=((_("통"), _tongs(entry.changes.get("tongs_before")), ""),),
    )


def _handed_over(entry: AuditEntry) -> Told:
    facts = _facts(entry) | {"to": str(entry.changes.get("to", ""))}
    return Told(
        sentence=_("%(who)s 님의 %(tongs)s통을 %(to)s 님에게 넘겼습니다: %(day)s부터") % facts
    )


def _tong_given(entry: AuditEntry) -> Told:
    changes = entry.changes
    before, after = (", ".join(changes.get(key, ())) for key in ("officers_before", "officers"))
    return Told(
        sentence=_("%(tong)s통의 담당자를 정했습니다: %(day)s부터")
        % {"tong": changes.get("tong", ""), "day": _day(entry)},
        changes=((_("담당자"), before, after),),
    )


def _from_charges(entry: AuditEntry) -> Told:
    return Told(
        sentence=_("통담당대로 구역을 정했습니다: %(names)s, %(day)s부터")
        % {"names": ", ".join(entry.changes.get("officers", ())), "day": _day(entry)}
    )


def _charges(entry: AuditEntry) -> Told:
    rows = entry.changes.get("tongs") or []
    return Told(
        sentence=_("통담당을 바꾸었습니다: %(count)d개 통, %(day)s부터")
        % {"count": len(rows), "day": _day(entry)},
        changes=tuple(
            (_("%(number)s통") % {"number": number}, before, after)
            for number, before, after in rows
        ),
    )


def _settled(entry: AuditEntry) -> Told:
    facts = _facts(entry) | {"reason": str(entry.changes.get("reason", ""))}
    return Told(sentence=_("%(who)s 님을 구역에서 제외했습니다: %(reason)s, %(day)s부터") % facts)


def _taking_part(entry: AuditEntry) -> Told:
    return Told(
        sentence=_("%(who)s 님의 구역 제외를 끝냈습니다: 마지막 날 %(day)s") % _facts(entry)
    )


def _outlines(entry: AuditEntry) -> Told:
    facts = _facts(entry) | {"source": str(entry.changes.get("source") or "")}
    if facts["source"]:
        return Told(sentence=_("파일 “%(source)s”의 경계를 넣었습니다: %(tongs)s통") % facts)
    return Told(sentence=_("통 경계를 고쳤습니다: %(tongs)s통") % facts)


def _addresses(entry: AuditEntry) -> Told:
    before, after = (" / ".join(entry.changes.get(key, ())) for key in ("lines_before", "lines"))
    return Told(
        sentence=_("%(tong)s통의 주소를 고쳤습니다") % {"tong": entry.changes.get("tong", "")},
        changes=((_("주소 범위"), before, after),),
    )
