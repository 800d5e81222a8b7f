"""Writes: the tree of places, what its levels are called, and the tongs of a dong."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any, TypeVar

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from dongne.foundation.audit.public import AuditEntry, record
from dongne.foundation.scope.public import SYSTEM, Viewer, ViewerKind
from dongne.lib.refusals import Conflict, Forbidden, Refused
from dongne.lib.seoul import seoul_day

from .events import TongsClosed, tongs_closed
from .models import City, District, Dong, Tong

MOST_TONGS = 500
WORDS = ("level_name", "unit_name", "unit_head_name", "part_name", "part_head_name")
PLACES: tuple[type[City] | type[District] | type[Dong], ...] = (City, District, Dong)

P = TypeVar("P", City, District, Dong)


@transaction.atomic
def add_city(
    viewer: Viewer, *, code: str, name: str, now: datetime, name_en: str = "", level_name: str = ""
) -> City:
    """시·도. Only the system administrator puts places into the tree."""
    return _add(viewer, City(code=code, name=name, name_en=name_en), level_name, now)


@transaction.atomic
def add_district(
    viewer: Viewer,
    *,
    city: City,
    code: str,
    name: str,
    now: datetime,
    name_en: str = "",
    level_name: str = "",
) -> District:
    """시·군·구."""
    return _add(viewer, District(city=city, code=code, name=name, name_en=name_en), level_name, now)


@transaction.atomic
def add_dong(
    viewer: Viewer,
    *,
    district: District,
    code: str,
    name: str,
    now: datetime,
    name_en: str = "",
    level_name: str = "",
    tongs: int = 0,
) -> Dong:
    """읍·면·동, with as many tongs, from 1 on. In 읍 and 면 units are 리, their heads 이장."""
    dong = Dong(district=district, code=code, name=name, name_en=name_en)
    if level_name in {"읍", "면"}:
        dong.unit_name, dong.unit_head_name = "리", "이장"
    _add(viewer, dong, level_name, now)
    Tong.objects.bulk_create(
        Tong(dong=dong, number=n) for n in range(1, min(tongs, MOST_TONGS) + 1)
    )
    return dong


def _add(viewer: Viewer, place: P, level_name: str, now: datetime) -> P:
    _refuse_unless(_everywhere(viewer))
    if level_name:
        place.level_name = level_name
    try:
        with transaction.atomic():
            place.save()
    except IntegrityError as problem:
        raise Conflict(
            _("이미 쓰는 주소 이름입니다. 다른 이름을 적어 주세요."), code="code_taken"
        ) from problem
    record(
        viewer,
        action="place.added",
        subject=place,
        now=now,
        dong_id=place.pk if isinstance(place, Dong) else None,
        changes={"name": place.name, "level_name": place.level_name},
    )
    return place


@transaction.atomic
def edit_place(
    viewer: Viewer, *, place: City | District | Dong, now: datetime, **values: str
) -> None:
    """Other words: the lead for what the units of the own dong are called, else the administrator.

    `values` by field: name, name_en, level_name; of a dong also unit_name, unit_head_name,
    part_name, part_head_name. What already reads so is left alone.
    """
    words_only = values.keys() <= set(WORDS)
    _refuse_unless(
        _everywhere(viewer) or (words_only and isinstance(place, Dong) and _leads(viewer, place))
    )
    held: Any = _held(place)
    changes = {
        field: [getattr(held, field), value]
        for field, value in values.items()
        if getattr(held, field) != value
    }
    if not changes:
        return
    for field, (_before, after) in changes.items():
        if not after.strip() and field != "name_en":
            raise Refused(_("이름을 비워 둘 수 없습니다."), code="empty_name")
        setattr(held, field, after)
    held.save(update_fields=list(changes))
    record(
        viewer,
        action="place.edited",
        subject=held,
        now=now,
        dong_id=held.pk if isinstance(held, Dong) else None,
        changes={"place_name": held.name, **changes},
    )


@transaction.atomic
def add_tongs(viewer: Viewer, *, dong: Dong, numbers: Iterable[int], now: datetime) -> None:
    """New ones, and closed ones that are used again."""
    _refuse_unless(_everywhere(viewer) or _leads(viewer, dong))
    wanted = sorted(set(numbers))
    if not wanted or wanted[0] < 1 or wanted[-1] > MOST_TONGS:
        raise Refused(
            _("번호는 1부터 %(most)d까지 적을 수 있습니다.") % {"most": MOST_TONGS},
            code="number_out_of_range",
        )
    rows = {tong.number: tong for tong in _tongs(dong).filter(number__in=wanted)}
    again = [tong for tong in rows.values() if tong.closed_on]
    new = [number for number in wanted if number not in rows]
    if not again and not new:
        raise Refused(_("이미 있는 번호입니다."), code="tong_exists")
    _tongs(dong).filter(pk__in=[tong.pk for tong in again]).update(closed_on=None)
    Tong.objects.bulk_create(Tong(dong=dong, number=number) for number in new)
    _record_tongs(viewer, dong, now, added=sorted([*new, *(tong.number for tong in again)]))


@transaction.atomic
def close_tongs(viewer: Viewer, *, dong: Dong, numbers: Iterable[int], now: datetime) -> None:
    """통 통합·폐지: what happened there stays; from now on nothing is put into it.

    A tong of which nothing tells yet goes altogether.
    """
    _refuse_unless(_everywhere(viewer) or _leads(viewer, dong))
    rows = list(_tongs(dong).filter(number__in=set(numbers), closed_on=None).order_by("number"))
    if not rows:
        raise Refused(_("그런 번호가 없습니다."), code="no_such_tong")
    tongs_closed.announce(
        TongsClosed(
            viewer=viewer, dong_id=dong.pk, tong_ids=tuple(tong.pk for tong in rows), now=now
        )
    )
    for tong in rows:
        if in_use(tong):
            tong.closed_on = seoul_day(now)
            tong.save(update_fields=["closed_on"])
        else:
            tong.delete()
    _record_tongs(viewer, dong, now, closed=[tong.number for tong in rows])


@transaction.atomic
def renumber_tong(viewer: Viewer, *, dong: Dong, number: int, becomes: int, now: datetime) -> None:
    """Only while nothing tells of it: what was recorded under a number keeps that number."""
    _refuse_unless(_everywhere(viewer) or _leads(viewer, dong))
    tong = _tongs(dong).filter(number=number).first()
    if tong is None:
        raise Refused(_("그런 번호가 없습니다."), code="no_such_tong")
    if in_use(tong):
        raise Conflict(
            _("이미 기록이나 담당이 있는 번호는 바꿀 수 없습니다. 닫고 새 번호를 만들어 주세요."),
            code="tong_in_use",
        )
    if not 1 <= becomes <= MOST_TONGS or _tongs(dong).filter(number=becomes).exists():
        raise Refused(_("쓸 수 없는 번호입니다. 다른 번호를 적어 주세요."), code="number_taken")
    tong.number = becomes
    tong.save(update_fields=["number"])
    _record_tongs(viewer, dong, now, renumbered=[number, becomes])


def in_use(tong: Tong) -> bool:
    """Whether any row of any module tells of the tong."""
    for relation in tong._meta.related_objects:
        rows = relation.related_model._base_manager.filter(**{relation.field.name: tong})
        if hasattr(rows, "for_viewer"):
            rows = rows.for_viewer(SYSTEM)
        if rows.exists():
            return True
    return False


def restore_place(viewer: Viewer, entry: AuditEntry, now: datetime) -> None:
    """What `place.edited` changed reads as before, if it still reads as that change left it."""
    model = next(kind for kind in PLACES if kind._meta.label_lower == entry.subject_type)
    place = model(pk=int(entry.subject_id))
    held: Any = _held(place)
    pairs = {key: value for key, value in entry.changes.items() if isinstance(value, list)}
    if any(getattr(held, key) != after for key, (_before, after) in pairs.items()):
        raise _changed_since()
    edit_place(viewer, place=held, now=now, **{key: value[0] for key, value in pairs.items()})


def restore_tongs(viewer: Viewer, entry: AuditEntry, now: datetime) -> None:
    """Tongs that were added are closed, closed ones added, a number is as it was."""
    dong = Dong.objects.for_viewer(SYSTEM).get(pk=int(entry.subject_id))
    there = set(_tongs(dong).filter(closed_on=None).values_list("number", flat=True))
    if added := entry.changes.get("added"):
        if not there.issuperset(added):
            raise _changed_since()
        close_tongs(viewer, dong=dong, numbers=added, now=now)
    elif closed := entry.changes.get("closed"):
        if not there.isdisjoint(closed):
            raise _changed_since()
        add_tongs(viewer, dong=dong, numbers=closed, now=now)
    else:
        before, after = entry.changes["renumbered"]
        if after not in there:
            raise _changed_since()
        renumber_tong(viewer, dong=dong, number=after, becomes=before, now=now)


def _changed_since() -> Conflict:
    return Conflict(
        _("그 뒤에 다시 바뀌어 되돌릴 수 없습니다. 지금 상태를 보고 직접 고쳐 주세요."),
        code="changed_since",
    )


def _record_tongs(viewer: Viewer, dong: Dong, now: datetime, **changes: list[int]) -> None:
    record(
        viewer,
        action="place.tongs_changed",
        subject=dong,
        now=now,
        dong_id=dong.pk,
        changes={"place_name": dong.name, "unit": dong.unit_name, **changes},
    )


def _tongs(dong: Dong) -> Any:
    return Tong.objects.for_viewer(SYSTEM).filter(dong=dong)


def _held(place: City | District | Dong) -> City | District | Dong:
    if isinstance(place, Dong):
        return Dong.objects.for_viewer(SYSTEM).select_for_update().get(pk=place.pk)
    return type(place)._default_manager.select_for_update().get(pk=place.pk)


def _everywhere(viewer: Viewer) -> bool:
    return viewer.kind is ViewerKind.SYSTEM or viewer.administers


def _leads(viewer: Viewer, dong: Dong) -> bool:
    return viewer.runs_outreach and viewer.dong_id == dong.pk


def _refuse_unless(allowed: bool) -> None:
    if not allowed:
        raise Forbidden(
            _("이 사무실의 담당자만 할 수 있는 일입니다. 행정팀장이나 동장에게 말씀해 주세요."),
            code="not_a_lead",
        )
