"""Rows of residents as pages say them, and the card that leads to them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dongne.foundation.organisations.public import Section, register_card
from dongne.foundation.places.public import Dong, Tong

from .models import Block, Household, Membership, Person
from .permissions import works_with_residents
from .words import BASES, COLUMNS, LANGUAGES, MEANS, RELATIONS, SEXES, SOURCES


def register() -> None:
    register_card(
        Section.RESIDENTS,
        gettext_lazy("주민 찾기"),
        gettext_lazy("이름이나 전화번호로 찾고, 필요한 만큼만 열어 봅니다."),
        "residents",
        "users",
        works_with_residents,
    )
    register_card(
        Section.RESIDENTS,
        gettext_lazy("두 번 적힌 사람"),
        gettext_lazy("같은 사람으로 보이는 기록을 견주어 합칩니다."),
        "resident_duplicates",
        "copy",
        lambda viewer: works_with_residents(viewer) and viewer.dong_id is not None,
    )


def _words(pairs: Iterable[tuple[Any, Any]]) -> dict[str, str]:
    return {getattr(code, "value", code): str(word) for code, word in pairs}


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """One sealed column as a page shows it. `plain` is there only where it was just opened."""

    column: str
    label: str
    masked: str
    plain: str = ""
    unreadable: bool = False

    @property
    def shown(self) -> str:
        return self.plain or self.masked


def values_of(
    row: Person | Household,
    opened: Mapping[str, str] | None = None,
    unreadable: Iterable[str] = (),
) -> list[Value]:
    """Each column that holds something; those just opened in the clear."""
    gone = set(unreadable)
    return [
        Value(
            column=column,
            label=str(word),
            masked=str(kept),
            plain=(opened or {}).get(column, ""),
            unreadable=column in gone,
        )
        for column, word in COLUMNS.items()
        if (kept := getattr(row, column, None))
    ]


def place(dong: Dong, tong: Tong | None) -> str:
    """신정4동 · 3통."""
    return f"{dong.label} · {tong.number}{dong.unit_name}" if tong else dong.label


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A person in a list; all of it masked."""

    person: Person
    id: UUID
    url: str
    name: str
    birth_date: str
    phone: str
    address: str
    place: str


def row(person: Person) -> Row:
    return Row(
        person=person,
        id=person.pk,
        url=reverse("resident", args=[person.pk]),
        name=masked_name(person),
        birth_date=str(person.birth_date or ""),
        phone=str(person.phone or person.second_phone or ""),
        address=str(person.address or ""),
        place=place(person.dong, person.tong),
    )


def masked_name(person: Person) -> str:
    if person.destroyed_at is not None:
        return _("파기한 사람")
    return str(person.name or "") or _("이름 없음")


def facts_of(person: Person) -> list[tuple[str, str]]:
    """What stands in the clear."""
    found = [
        (_("관할"), place(person.dong, person.tong)),
        (_("연락 방법"), _words(MEANS).get(person.reached_by, person.reached_by)),
        (_("언어"), _words(LANGUAGES).get(person.language, person.language)),
    ]
    if person.sex:
        found.append((_("성별"), _words(SEXES).get(person.sex, person.sex)))
    found += [
        (_("받은 곳"), _words(SOURCES).get(person.source, person.source)),
        (_("등록"), _day(person.created_at)),
        (_("마지막 수정"), _day(person.changed_at)),
    ]
    if person.keep_until:
        found.append((_("보유 기한"), date_format(person.keep_until, _("Y. n. j."))))
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """Somebody in a household."""

    membership: Membership
    id: UUID
    url: str
    name: str
    relation: str
    since: str
    is_self: bool = False


def member(membership: Membership, *, but: UUID | None = None) -> Member:
    person = membership.person
    first = date_format(membership.starts_on, _("Y. n. j."))
    last = membership.ends_on and date_format(membership.ends_on, _("Y. n. j."))
    return Member(
        membership=membership,
        id=person.pk,
        url=reverse("resident", args=[person.pk]),
        name=masked_name(person),
        relation=_words(RELATIONS).get(membership.relation, membership.relation),
        since=f"{first}–{last}" if last else _("%(day)s부터") % {"day": first},
        is_self=person.pk == but,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class HouseholdRow:
    household: Household
    url: str
    address: str
    place: str
    names: str
    count: int


def household_row(household: Household, members: list[Membership]) -> HouseholdRow:
    return HouseholdRow(
        household=household,
        url=reverse("household", args=[household.pk]),
        address=str(household.address or ""),
        place=place(household.dong, household.tong),
        names=", ".join(masked_name(one.person) for one in members[:4]),
        count=len(members),
    )


def household_told(household: Household, members: list[Membership]) -> str:
    """To choose it by: who lives there, masked."""
    names = ", ".join(masked_name(one.person) for one in members[:4])
    return _("%(address)s에 이미 있는 세대: %(names)s") % {
        "address": household.address,
        "names": names or _("사는 사람 없음"),
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockRow:
    block: Block
    party: str
    about: str
    basis: str
    days: str
    lifted: bool
    over: bool


def block_row(block: Block, *, today: Any) -> BlockRow:
    """A block, whoever is kept away masked; a member of the staff stands there by name."""
    if block.officer is not None:
        party = _("직원 %(name)s (%(team)s)") % {
            "name": block.officer.name,
            "team": block.officer.team.name,
        }
    elif block.blocked_person is not None:
        party = masked_name(block.blocked_person)
    else:
        party = " ".join(str(one) for one in (block.blocked_name, block.blocked_phone) if one) or _(
            "지워진 사람"
        )
    first = date_format(block.starts_on, _("Y. n. j."))
    last = date_format(block.ends_on, _("Y. n. j.")) if block.ends_on else ""
    return BlockRow(
        block=block,
        party=party,
        about=_("세대 전체") if block.household_id else _("본인과 함께 사는 사람"),
        basis=_words(BASES).get(block.basis, block.basis),
        days=f"{first}–{last}" if last else _("%(day)s부터") % {"day": first},
        lifted=block.lifted_at is not None,
        over=block.ends_on is not None and block.ends_on < today,
    )


def _day(moment: Any) -> str:
    return date_format(timezone.localtime(moment), _("Y. n. j. H:i"))
