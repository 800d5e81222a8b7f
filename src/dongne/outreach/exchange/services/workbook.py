"""Everything of a dong as a workbook that people read. The first sheets can be imported again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from typing import IO, Any

import xlsxwriter
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from dongne.foundation.duties.public import Duty
from dongne.foundation.organisations.public import Officer, role_words
from dongne.foundation.places.public import AddressRange, Dong, Tong
from dongne.foundation.scope.public import SYSTEM
from dongne.lib import addresses
from dongne.lib.seoul import SEOUL
from dongne.outreach.fieldwork.public import Activity, Report
from dongne.outreach.sharing.public import Tally
from dongne.outreach.vocabulary.public import vocabulary_of
from dongne.outreach.zones.public import Exclusion, TongCharge, Zone

from ..queries import IMPORTED
from ..rules.cells import tongs_text

CHUNK = 2_000
Sheet = tuple[Promise, tuple[Promise, ...], Callable[[Dong], Iterable[tuple[Any, ...]]]]


def _officers(dong: Dong) -> Iterator[tuple[Any, ...]]:
    for one in Officer.objects.for_viewer(SYSTEM).filter(dong=dong).select_related("team"):
        roles = ", ".join(map(str, role_words(one.roles)))
        yield one.team.name, one.name, one.title, roles, _yes(one.is_active)


def _tongs(dong: Dong) -> Iterator[tuple[Any, ...]]:
    for tong in Tong.objects.for_viewer(SYSTEM).filter(dong=dong):
        yield (tong.number,)


def _zones(dong: Dong) -> Iterator[tuple[Any, ...]]:
    zones = (
        Zone.objects.for_viewer(SYSTEM)
        .filter(dong=dong)
        .select_related("officer__team", "deputy")
        .order_by("starts_on", "id")
    )
    numbers: dict[int, list[int]] = {}
    for zone_id, number in (
        Zone.tongs.through._base_manager.filter(zone__dong=dong)
        .order_by("tong__number")
        .values_list("zone_id", "tong__number")
    ):
        numbers.setdefault(zone_id, []).append(number)
    for zone in zones:
        yield (
            zone.officer.team.name,
            zone.officer.name,
            tongs_text(numbers.get(zone.pk, [])),
            zone.deputy.name if zone.deputy else "",
            zone.starts_on,
            zone.ends_on,
        )


def _charges(dong: Dong) -> Iterator[tuple[Any, ...]]:
    charges = TongCharge.objects.for_viewer(SYSTEM).filter(dong=dong)
    for charge in charges.select_related("officer", "tong").order_by("tong__number", "starts_on"):
        yield charge.tong.number, charge.officer.name, charge.starts_on, charge.ends_on


def _addresses(dong: Dong) -> Iterator[tuple[Any, ...]]:
    for row in AddressRange.objects.for_viewer(SYSTEM).filter(dong=dong).select_related("tong"):
        yield row.tong.number, addresses.written(row.range)


def _duties(dong: Dong) -> Iterator[tuple[Any, ...]]:
    duties = Duty.objects.for_viewer(SYSTEM).filter(dong=dong)
    for duty in duties.select_related("team", "officer", "deputy"):
        deputy = duty.deputy.name if duty.deputy else ""
        yield (
            duty.team.name,
            duty.officer.name,
            duty.title,
            duty.details,
            deputy,
            duty.starts_on,
            duty.ends_on,
        )


def _exclusions(dong: Dong) -> Iterator[tuple[Any, ...]]:
    found = Exclusion.objects.for_viewer(SYSTEM).filter(officer__dong=dong)
    for one in found.select_related("officer").order_by("starts_on", "id"):
        yield one.officer.name, one.reason, one.starts_on, one.ends_on


def _activities(dong: Dong) -> Iterator[tuple[Any, ...]]:
    words = vocabulary_of(dong.pk)
    kinds = {slug: kind.name for slug, kind in words.kinds.items()}
    fields = {slug: field.name for slug, field in words.fields.items()}
    found = Activity.objects.for_viewer(SYSTEM).filter(dong=dong, removed_at=None)
    columns = ("happened_at", "officer__name", "kind", "field", "tong__number", "memo", "measure",
               "address", "counted", "pk")  # fmt: skip
    for at, name, kind, field, tong, memo, measure, address, counted, pk in (
        found.order_by("day", "happened_at", "pk").values_list(*columns).iterator(CHUNK)
    ):
        yield (
            at,
            name,
            kinds.get(kind, kind),
            fields.get(field, field),
            tong,
            memo,
            measure,
            address,
            _yes(counted),
            str(pk),
        )


def _reports(dong: Dong) -> Iterator[tuple[Any, ...]]:
    found = Report.objects.for_viewer(SYSTEM).filter(dong=dong).order_by("day", "id")
    columns = ("day", "officer__name", "place", "purpose", "state", "completed_version",
               "completed_at", "pk")  # fmt: skip
    for day, name, place, purpose, state, version, at, pk in found.values_list(*columns).iterator(
        CHUNK
    ):
        yield day, name, place, purpose, state, version, at, str(pk)


def _months(dong: Dong) -> Iterator[tuple[Any, ...]]:
    fields = {slug: field.name for slug, field in vocabulary_of(dong.pk).fields.items()}
    found = Tally.objects.for_viewer(SYSTEM).filter(dong=dong).exclude(n=0)
    for month, team, name, field, source, n in found.order_by(
        "month", "officer", "field"
    ).values_list("month", "team__name", "officer__name", "field", "source", "n"):
        told = _("파일에서 옮김") if source == IMPORTED else _("활동 기록")
        yield str(month)[:7], team, name, fields.get(field, field), n, str(told)


_TEAM, _NAME, _FROM, _TO = _("팀명"), _("성명"), _("시작일"), _("끝난 날")
SHEETS: tuple[Sheet, ...] = (
    (_("직원 명단"), (_TEAM, _NAME, _("직급"), _("역할"), _("근무 중")), _officers),
    (_("통 목록"), (pgettext_lazy("unit", "통"),), _tongs),
    (_("구역"), (_TEAM, _NAME, _("담당통"), _("대직자"), _FROM, _TO), _zones),
    (_("통담당"), (pgettext_lazy("unit", "통"), _NAME, _FROM, _TO), _charges),
    (_("관할구역 주소"), (pgettext_lazy("unit", "통"), _("주소")), _addresses),
    (
        _("업무분장"),
        (_TEAM, _NAME, _("담당업무"), _("세부 내용"), _("대직자"), _FROM, _TO),
        _duties,
    ),
    (_("구역 제외"), (_NAME, _("까닭"), _FROM, _TO), _exclusions),
    (
        _("활동"),
        (_("일시"), _NAME, _("구분"), _("분야"), pgettext_lazy("unit", "통"), _("내용"),
         _("조치사항"), _("주소"), _("셈에 넣음"), _("번호")),
        _activities,
    ),
    (
        _("보고서"),
        (_("날짜"), _NAME, _("장소"), _("목적"), _("상태"), _("완료본"), _("완료 일시"), _("번호")),
        _reports,
    ),
    (_("달별 건수"), (_("달"), _TEAM, _NAME, _("분야"), _("건수"), _("출처")), _months),
)  # fmt: skip


def write_workbook(dong: Dong, *, now: datetime, to: IO[bytes]) -> dict[str, int]:
    """How many rows each sheet has. Rows go to the disk as they come."""
    options = {
        "constant_memory": True,
        # What somebody typed is text, whatever it looks like.
        "strings_to_formulas": False,
        "strings_to_urls": False,
    }
    counts: Counter[str] = Counter()
    book = xlsxwriter.Workbook(to, options)
    head = book.add_format({"bold": True, "bottom": 1})
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    moment = book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
    book.set_properties({"title": f"{dong.name} {date_format(now.astimezone(SEOUL), 'Y-m-d')}"})
    for name, columns, rows in SHEETS:
        sheet = book.add_worksheet(str(name))
        sheet.freeze_panes(1, 0)
        sheet.set_column(0, len(columns) - 1, 16)
        sheet.write_row(0, 0, [str(column) for column in columns], head)
        for number, row in enumerate(rows(dong), 1):
            for place, value in enumerate(row):
                if isinstance(value, datetime):
                    plain = value.astimezone(SEOUL).replace(tzinfo=None)
                    sheet.write_datetime(number, place, plain, moment)
                elif hasattr(value, "isoformat"):
                    sheet.write_datetime(number, place, value, day)
                elif isinstance(value, str):
                    sheet.write_string(number, place, value)
                elif value is not None:
                    sheet.write_number(number, place, value)
            counts[str(name)] += 1
    book.close()
    return dict(counts)


def _yes(value: bool) -> str:
    return "O" if value else ""
