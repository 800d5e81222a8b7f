"""What one deed does to rows: as they were, as they are, and back again.

For deeds that touch several rows at once (a zone handed over, a table of duties). The rows stand in
the audit row's `changes` under `was` and `is`, by `app.model:key`; None where there is no row.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.apps import apps
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext as _

from dongne.lib.refusals import Conflict

Picture = dict[str, Any]
_plain = DjangoJSONEncoder().default


class Rows:
    """Writes rows of any tables and remembers them. The caller holds the lock that orders deeds."""

    def __init__(self) -> None:
        self.was: dict[str, Picture | None] = {}
        self.became: dict[str, Picture | None] = {}

    def __bool__(self) -> bool:
        return any(self.was[key] != self.became[key] for key in self.was)

    def add(self, row: models.Model, **joined: list[int]) -> None:
        """`joined`: keys of the rows that a new row is joined to, by field."""
        row.save(force_insert=True)
        for name, keys in joined.items():
            _join(row, name, keys)
        self._remember(row, None, picture_of(row))

    def change(self, row: models.Model, **to: Any) -> None:
        before = picture_of(row)
        joins = {field.name for field in row._meta.many_to_many}
        columns = [name for name in to if name not in joins]
        for name in columns:
            setattr(row, name, to[name])
        if columns:
            row.save(update_fields=columns)
        for name in joins.intersection(to):
            _join(row, name, to[name])
        self._remember(row, before, picture_of(row))

    def remove(self, row: models.Model) -> None:
        before = picture_of(row)
        self._remember(row, before, None)
        row.delete()

    def changes(self, **told: Any) -> dict[str, Any]:
        """For the audit row: the rows, and what its sentence is made of."""
        return {"was": self.was, "is": self.became, **told}

    def _remember(self, row: models.Model, before: Picture | None, after: Picture | None) -> None:
        key = f"{row._meta.label_lower}:{row.pk}"
        self.was.setdefault(key, before)
        self.became[key] = after


def picture_of(row: models.Model) -> Picture:
    """Every column but the key, and the keys of whatever it is joined to, as JSON has them."""
    found: Picture = {
        field.attname: _json(getattr(row, field.attname))
        for field in row._meta.concrete_fields
        if not field.primary_key
    }
    for joined in row._meta.many_to_many:
        through, own, other = _through(joined)
        rows = through._base_manager.filter(**{own: row.pk})
        found[joined.name] = sorted(rows.values_list(other, flat=True))
    return found


def put_back(changes: Mapping[str, Any]) -> None:
    """Make the rows what they were; refused when one of them has changed since."""
    was, became = changes["was"], changes["is"]
    held = {key: _row(key) for key in became}
    for key, row in held.items():
        if (picture_of(row) if row else None) != became[key]:
            raise Conflict(
                _("그 뒤에 다시 바뀌어 되돌릴 수 없습니다. 지금 내용을 확인하고 고쳐 주세요."),
                code="changed_since",
            )
    for key, row in held.items():
        if was[key] is None and row is not None:
            row.delete()
    for key, row in held.items():
        if was[key] is not None:
            _restore(key, row, was[key])


def _restore(key: str, row: models.Model | None, before: Picture) -> None:
    label, _colon, pk = key.partition(":")
    model = apps.get_model(label)
    new = row is None
    row = row or model(pk=model._meta.pk.to_python(pk))
    for field in model._meta.concrete_fields:
        if not field.primary_key:
            setattr(row, field.attname, field.to_python(before[field.attname]))
    row.save(force_insert=new)
    for joined in model._meta.many_to_many:
        _join(row, joined.name, before[joined.name])


def _join(row: models.Model, name: str, keys: list[int]) -> None:
    through, own, other = _through(row._meta.get_field(name))
    through._base_manager.filter(**{own: row.pk}).delete()
    through._base_manager.bulk_create(through(**{own: row.pk, other: key}) for key in sorted(keys))


def _through(field: Any) -> tuple[Any, str, str]:
    """The joining table, and its columns for this row and for the other one."""
    through = field.remote_field.through
    own = through._meta.get_field(field.m2m_field_name()).attname
    other = through._meta.get_field(field.m2m_reverse_field_name()).attname
    return through, own, other


def _row(key: str) -> models.Model | None:
    label, _colon, pk = key.partition(":")
    return apps.get_model(label)._base_manager.select_for_update().filter(pk=pk).first()


def _json(value: Any) -> Any:
    if value is None or isinstance(value, str | int | float | list | dict):
        return value
    return _plain(value)
