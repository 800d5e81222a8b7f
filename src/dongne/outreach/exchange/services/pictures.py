"""The rows of the office that an import of a kind may touch: as they are, and back again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models, router
from django.db.models.deletion import Collector, ProtectedError
from django.utils.translation import gettext as _

from dongne.foundation.duties.public import Duty
from dongne.foundation.organisations.public import Account, Grant, Officer, Posting, Team
from dongne.foundation.places.public import AddressRange, Tong
from dongne.foundation.scope.public import SYSTEM
from dongne.lib.refusals import Conflict
from dongne.outreach.zones.public import TongCharge, Zone

from ..states import ImportKind

Picture = dict[str, Any]
Pictures = dict[str, Picture | None]

TABLES: dict[ImportKind, tuple[type[models.Model], ...]] = {
    ImportKind.OFFICERS: (Team, Officer, Posting, Grant),
    ImportKind.TONGS: (Tong,),
    ImportKind.CHARGES: (Zone, TongCharge),
    ImportKind.DUTIES: (Duty,),
    ImportKind.ADDRESSES: (AddressRange,),
    ImportKind.MONTHS: (),
}
"""What others point at stands first: it is deleted last and put back first."""

# Search columns and the like, which PostgreSQL makes itself, are no part of a picture.
_plain = DjangoJSONEncoder().default


def pictures(kind: ImportKind, dong_id: int) -> Pictures:
    """Every row of those tables in the dong: one statement each, and one for what is joined."""
    found: Pictures = {}
    for model in TABLES[kind]:
        path = str(getattr(model, "tenant_path", "dong"))
        held = model._default_manager.for_viewer(SYSTEM).filter(**{path: dong_id})  # type: ignore[attr-defined]
        found |= dict(_pictures(model, list(held)))
    return found


def _pictures(model: type[models.Model], rows: list[models.Model]) -> Iterator[tuple[str, Picture]]:
    joined: dict[str, dict[int, list[int]]] = {}
    for field in model._meta.many_to_many:
        through, own, other = _through(field)
        by_row = joined.setdefault(field.name, {})
        links = through._base_manager.filter(**{f"{own}__in": [row.pk for row in rows]})
        for key, to in links.values_list(own, other).order_by(other):
            by_row.setdefault(key, []).append(to)
    columns = [f.attname for f in _columns(model)]
    for row in rows:
        picture = {name: _json(getattr(row, name)) for name in columns}
        for name, links_of in joined.items():
            picture[name] = links_of.get(row.pk, [])
        yield f"{model._meta.label_lower}:{row.pk}", picture


def difference(was: Pictures, now: Pictures) -> tuple[Pictures, Pictures]:
    """Only the rows that differ, before and after; None where there is none."""
    keys = [key for key in {**was, **now} if was.get(key) != now.get(key)]
    return {key: was.get(key) for key in keys}, {key: now.get(key) for key in keys}


def put_back(kind: ImportKind, was: Pictures, became: Pictures) -> list[models.Model]:
    """Make the rows what they were. The rows that it touched, for the audit.

    Raises Conflict when one has changed since, or when something new hangs on one.
    """
    by_model = {
        model: {
            int(key.partition(":")[2]): key
            for key in became
            if key.partition(":")[0] == model._meta.label_lower
        }
        for model in TABLES[kind]
    }
    held: dict[str, models.Model] = {}
    for model, keys in by_model.items():
        rows = list(model._base_manager.select_for_update().filter(pk__in=keys))
        now = dict(_pictures(model, rows))
        held |= {f"{model._meta.label_lower}:{row.pk}": row for row in rows}
        for key in keys.values():
            if now.get(key) != became[key]:
                raise Conflict(
                    _("가져온 뒤에 고친 것이 있어 되돌릴 수 없습니다: %(what)s")
                    % {"what": str(held.get(key) or _("지운 자료"))[:60]},
                    code="changed_since",
                )
    accounts = _accounts_made(was, became)
    for model in reversed(TABLES[kind]):
        _delete(kind, [held[key] for key in by_model[model].values() if was[key] is None])
    _delete_accounts(accounts)
    for model, keys in by_model.items():
        _restore(model, {pk: was[key] for pk, key in keys.items() if was[key] is not None}, held)
    return [
        held.get(key) or model(pk=pk)
        for model, keys in by_model.items()
        for pk, key in keys.items()
    ]


def _delete(kind: ImportKind, rows: list[models.Model]) -> None:
    """Rows that the import made; refused when anything else has come to hang on them."""
    if not rows:
        return
    model = type(rows[0])
    using = router.db_for_write(model)
    collector = Collector(using=using)
    try:
        collector.collect(rows)
    except (ProtectedError, models.RestrictedError):
        raise _in_use(rows) from None
    own = {*TABLES[kind], *(f.remote_field.through for f in model._meta.many_to_many)}
    others = [found for found in collector.data if found not in own]
    quick = [q for q in collector.fast_deletes if q.model not in own]
    if others or any(map(_any, quick)):
        raise _in_use(rows)
    keys = [row.pk for row in rows]
    for field in model._meta.many_to_many:
        through, mine, _other = _through(field)
        through._base_manager.filter(**{f"{mine}__in": keys}).delete()
    model._base_manager.filter(pk__in=keys)._raw_delete(using)


def _accounts_made(was: Pictures, became: Pictures) -> list[int]:
    """Accounts of officers that the import made."""
    return [
        picture["account_id"]
        for key, picture in became.items()
        if picture
        and was[key] is None
        and picture.get("account_id")
        and key.startswith(Officer._meta.label_lower)
    ]


def _delete_accounts(keys: list[int]) -> None:
    """Nobody has ever been in by one of them, or the import stays."""
    held = Account.objects.filter(pk__in=keys)
    if used := list(held.exclude(last_login=None)):
        raise _in_use(used)
    try:
        held.delete()
    except ProtectedError:
        raise _in_use(list(Account.objects.filter(pk__in=keys))) from None


def _any(found: Any) -> bool:
    """Whether there is a row, also of a table that answers nobody unasked."""
    found._scoped = True
    return bool(found.exists())


def _in_use(rows: Iterable[models.Model]) -> Conflict:
    names = ", ".join(str(row) for row in list(rows)[:5])
    return Conflict(
        _("가져온 뒤에 기록이 생긴 자료가 있어 되돌릴 수 없습니다: %(names)s") % {"names": names},
        code="used_since",
    )


def _restore(
    model: type[models.Model], wanted: dict[int, Picture | None], held: dict[str, models.Model]
) -> None:
    columns = _columns(model)
    again: list[models.Model] = []
    anew: list[models.Model] = []
    for pk, picture in wanted.items():
        assert picture is not None
        row = held.get(f"{model._meta.label_lower}:{pk}")
        (again if row else anew).append(row := row or model(pk=pk))
        for field in columns:
            setattr(row, field.attname, field.to_python(picture[field.attname]))
    if again:
        model._base_manager.bulk_update(again, [field.name for field in columns], batch_size=500)
    if anew:
        model._base_manager.bulk_create(anew)
    for field in model._meta.many_to_many:
        through, own, other = _through(field)
        through._base_manager.filter(**{f"{own}__in": list(wanted)}).delete()
        through._base_manager.bulk_create(
            through(**{own: pk, other: to})
            for pk, picture in wanted.items()
            if picture
            for to in picture[field.name]
        )


def _columns(model: type[models.Model]) -> list[Any]:
    return [
        field
        for field in model._meta.concrete_fields
        if not field.primary_key and not field.generated
    ]


def _through(field: Any) -> tuple[Any, str, str]:
    through = field.remote_field.through
    own = through._meta.get_field(field.m2m_field_name()).attname
    other = through._meta.get_field(field.m2m_reverse_field_name()).attname
    return through, own, other


def _json(value: Any) -> Any:
    if value is None or isinstance(value, str | int | float | list | dict):
        return value
    return _plain(value)
