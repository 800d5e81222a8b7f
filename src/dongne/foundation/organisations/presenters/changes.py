"""Changes of people and places in words, for the office's page of changes."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dongne.foundation.audit.public import AuditEntry, Told, register_words

from ..models import AbsenceKind, PostingKind, TeamKind
from ..words import day_in_words, days_in_words, role_words

PEOPLE, AWAY, STAND_INS = gettext_lazy("직원"), gettext_lazy("부재"), gettext_lazy("대직")
TEAMS, PLACES, POSTINGS = gettext_lazy("팀"), gettext_lazy("행정구역"), gettext_lazy("발령")
FIELDS = {
    "name": gettext_lazy("이름"),
    "name_en": gettext_lazy("영어 이름"),
    "title": gettext_lazy("직위"),
    "title_en": gettext_lazy("영어 직위"),
    "position": gettext_lazy("순서"),
    "kind": gettext_lazy("종류"),
    "roles": gettext_lazy("역할"),
    "level_name": gettext_lazy("단계 이름"),
    "unit_name": gettext_lazy("하위 단위"),
    "unit_head_name": gettext_lazy("하위 단위 대표"),
    "part_name": gettext_lazy("그 아래 단위"),
    "part_head_name": gettext_lazy("그 아래 단위 대표"),
}


def register() -> None:
    for action, presenter, kind in (
        ("absence.recorded", _recorded, AWAY),
        ("absence.ended", _ended, AWAY),
        ("absence.cancelled", _cancelled, AWAY),
        ("absence.restored", _restored, AWAY),
        ("deputy.appointed", _appointed, STAND_INS),
        ("deputy.ended", _deputy_ended, STAND_INS),
        ("deputy.withdrawn", _withdrawn, STAND_INS),
        ("officer.added", _added, PEOPLE),
        ("officer.removed", _removed, PEOPLE),
        ("officer.edited", _edited, PEOPLE),
        ("officer.roles_changed", _roles, PEOPLE),
        ("officer.moved", _moved, PEOPLE),
        ("officer.let_go", _let_go, PEOPLE),
        ("officer.returned", _returned, PEOPLE),
        ("posting.cancelled", _posting_cancelled, POSTINGS),
        ("team.added", _team_added, TEAMS),
        ("team.edited", _team_edited, TEAMS),
        ("team.arranged", _arranged, TEAMS),
        ("team.closed", _team_closed, TEAMS),
        ("team.opened", _team_opened, TEAMS),
        ("place.added", _place_added, PLACES),
        ("place.edited", _place_edited, PLACES),
        ("place.tongs_changed", _tongs, PLACES),
    ):
        register_words(action, presenter, kind=kind)


def _who(entry: AuditEntry) -> str:
    return str(entry.changes.get("officer_name") or entry.changes.get("name") or "")


def _span(first: str | None, last: str | None) -> str:
    """Days as the audit row keeps them, in words."""
    if not first:
        return ""
    return days_in_words((date.fromisoformat(first), date.fromisoformat(last) if last else None))


def _day(text: str | None) -> str:
    return day_in_words(date.fromisoformat(text)) if text else _("기한 없음")


def _absence(entry: AuditEntry) -> dict[str, str]:
    kind = entry.changes.get("kind", "")
    return {
        "who": _who(entry),
        "kind": str(AbsenceKind(kind).label) if kind in AbsenceKind.values else "",
        "days": _span(entry.changes.get("from"), entry.changes.get("to")),
    }


def _recorded(entry: AuditEntry) -> Told:
    deputy = entry.changes.get("deputy_name", "")
    return Told(
        sentence=_("%(who)s 님의 부재를 등록했습니다: %(kind)s, %(days)s") % _absence(entry),
        changes=((_("대직자"), "", deputy or _("없음")),),
    )


def _ended(entry: AuditEntry) -> Told:
    before, after = entry.changes["to"]
    kind = str(AbsenceKind(entry.changes["kind"]).label)
    return Told(
        sentence=_("%(who)s 님이 일찍 돌아왔습니다: %(kind)s") % {"who": _who(entry), "kind": kind},
        changes=((_("마지막 날"), _day(before), _day(after)),),
    )


def _cancelled(entry: AuditEntry) -> Told:
    return Told(
        sentence=_("%(who)s 님의 부재를 취소했습니다: %(kind)s, %(days)s") % _absence(entry)
    )


def _restored(entry: AuditEntry) -> Told:
    return Told(
        sentence=_("%(who)s 님의 부재를 되살렸습니다: %(kind)s, %(days)s") % _absence(entry)
    )


def _stand_in(entry: AuditEntry) -> dict[str, str]:
    return {
        "who": _who(entry),
        "deputy": str(entry.changes.get("deputy_name", "")),
        "days": _span(entry.changes.get("from"), entry.changes.get("to")),
    }


def _appointed(entry: AuditEntry) -> Told:
    before = ", ".join(str(one["name"]) for one in entry.changes.get("instead_of") or [])
    changes = ((_("대직자"), before, _stand_in(entry)["deputy"]),) if before else ()
    return Told(
        sentence=_("%(who)s 님의 대직자로 %(deputy)s 님을 정했습니다: %(days)s") % _stand_in(entry),
        changes=changes,
    )


def _deputy_ended(entry: AuditEntry) -> Told:
    return Told(
        sentence=_("%(deputy)s 님이 %(who)s 님을 대신하는 일을 끝냈습니다.") % _stand_in(entry)
    )


def _withdrawn(entry: AuditEntry) -> Told:
    return Told(
        sentence=_("%(who)s 님의 대직자로 %(deputy)s 님을 정한 일을 취소했습니다.")
        % _stand_in(entry)
    )


def _added(entry: AuditEntry) -> Told:
    team, start = entry.changes.get("team_name", ""), entry.changes.get("from")
    changes = [(_("역할"), "", ", ".join(role_words(entry.changes["roles"])))]
    if team:
        changes.append((_("팀"), "", team))
    if start:
        changes.append((_("첫날"), "", _day(start)))
    return Told(
        sentence=_("%(who)s 님을 직원으로 넣었습니다.") % {"who": _who(entry)},
        changes=tuple(changes),
    )


def _removed(entry: AuditEntry) -> Told:
    return Told(sentence=_("%(who)s 님을 직원에서 뺐습니다.") % {"who": _who(entry)})


def _pairs(entry: AuditEntry) -> tuple[tuple[str, str, str], ...]:
    """Each field that was one thing and now is another."""
    return tuple(
        (str(FIELDS[key]), _value(key, value[0]), _value(key, value[1]))
        for key, value in entry.changes.items()
        if key in FIELDS and isinstance(value, list)
    )


def _value(field: str, value: Any) -> str:
    if field == "roles":
        return ", ".join(role_words(value))
    if field == "kind":
        return str(TeamKind(value).label)
    return str(value + 1) if field == "position" else str(value)


def _edited(entry: AuditEntry) -> Told:
    return Told(
        sentence=_("%(who)s 님의 정보를 고쳤습니다.") % {"who": _who(entry)},
        changes=_pairs(entry),
    )


def _roles(entry: AuditEntry) -> Told:
    return Told(
        sentence=_("%(who)s 님의 역할을 바꿨습니다.") % {"who": _who(entry)},
        changes=_pairs(entry),
    )


def _moved(entry: AuditEntry) -> Told:
    before, after = entry.changes["team_name"]
    changes = [(_("팀"), before, after)]
    old, new = entry.changes["roles"]
    if old != new:
        changes.append((_("역할"), _value("roles", old), _value("roles", new)))
    return Told(
        sentence=_("%(who)s 님이 %(day)s부터 %(team)s에서 일합니다.")
        % {"who": _who(entry), "day": _day(entry.changes["from"]), "team": after},
        changes=tuple(changes),
    )


def _let_go(entry: AuditEntry) -> Told:
    reason = entry.changes.get("reason", "")
    return Told(
        sentence=_("%(who)s 님이 %(day)s까지 일합니다 (퇴직·전출).")
        % {"who": _who(entry), "day": _day(entry.changes["last_day"])},
        changes=((_("사유"), "", reason),) if reason else (),
    )


def _returned(entry: AuditEntry) -> Told:
    return Told(
        sentence=_("%(who)s 님이 %(day)s부터 다시 일합니다 (복직).")
        % {"who": _who(entry), "day": _day(entry.changes["from"])},
        changes=((_("팀"), "", str(entry.changes["team_name"])),),
    )


def _posting_cancelled(entry: AuditEntry) -> Told:
    return Told(
        sentence=_("%(who)s 님의 발령을 취소했습니다: %(kind)s, %(day)s")
        % {
            "who": _who(entry),
            "kind": str(PostingKind(entry.changes["kind"]).label),
            "day": _day(entry.changes["from"]),
        }
    )


def _team(entry: AuditEntry) -> dict[str, str]:
    return {"team": str(entry.changes.get("team_name") or entry.changes.get("name") or "")}


def _team_added(entry: AuditEntry) -> Told:
    return Told(
        sentence=_("팀을 만들었습니다: %(team)s") % _team(entry),
        changes=((_("종류"), "", _value("kind", entry.changes["kind"])),),
    )


def _team_edited(entry: AuditEntry) -> Told:
    return Told(sentence=_("팀을 고쳤습니다: %(team)s") % _team(entry), changes=_pairs(entry))


def _arranged(entry: AuditEntry) -> Told:
    before, after = entry.changes["order"]
    return Told(
        sentence=_("팀의 순서를 바꿨습니다."),
        changes=((_("순서"), ", ".join(before), ", ".join(after)),),
    )


def _team_closed(entry: AuditEntry) -> Told:
    return Told(sentence=_("팀을 닫았습니다: %(team)s") % _team(entry))


def _team_opened(entry: AuditEntry) -> Told:
    return Told(sentence=_("팀을 다시 열었습니다: %(team)s") % _team(entry))


def _place_added(entry: AuditEntry) -> Told:
    return Told(sentence=_("행정구역을 만들었습니다: %(place)s") % {"place": entry.changes["name"]})


def _place_edited(entry: AuditEntry) -> Told:
    return Told(
        sentence=_("부르는 이름을 바꿨습니다: %(place)s") % {"place": entry.changes["place_name"]},
        changes=_pairs(entry),
    )


def _tongs(entry: AuditEntry) -> Told:
    unit = entry.changes.get("unit", "")
    if added := entry.changes.get("added"):
        return Told(sentence=_("새로 두었습니다: %(tongs)s") % {"tongs": _numbers(added, unit)})
    if closed := entry.changes.get("closed"):
        return Told(sentence=_("폐지했습니다: %(tongs)s") % {"tongs": _numbers(closed, unit)})
    before, after = entry.changes["renumbered"]
    return Told(
        sentence=_("번호를 바꿨습니다: %(tongs)s") % {"tongs": _numbers([before], unit)},
        changes=((_("번호"), f"{before}{unit}", f"{after}{unit}"),),
    )


def _numbers(numbers: list[int], unit: str) -> str:
    return ", ".join(f"{number}{unit}" for number in numbers)
