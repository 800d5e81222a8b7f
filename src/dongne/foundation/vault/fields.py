"""Columns of sealed values, and the keyed indexes by which they are found."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, cast

from django.db import models
from django.db.models import Case
from django.db.models.functions import Cast
from django.db.models.lookups import Exact
from django.db.models.signals import class_prepared

from .ring import KeyGone
from .sealed import (
    MASKS,
    NORMAL_FORMS,
    Broken,
    Sealed,
    every_index,
    index,
    is_current,
    seal,
    unseal,
)


class _Value:
    """What a row answers for a sealed column: a `Sealed`, made when it is asked for."""

    def __init__(self, field: SealedField) -> None:
        self.field = field

    def __get__(self, row: models.Model | None, owner: type[models.Model] | None = None) -> Any:
        if row is None:
            return self
        name = self.field.attname
        if name not in row.__dict__:
            row.refresh_from_db(fields=[name])
        raw = row.__dict__[name]
        return None if raw is None else self.field.sealed(row.pk, raw)

    def __set__(self, row: models.Model, value: Any) -> None:
        if isinstance(value, Sealed):
            # A value of another row would not open here: its text has to be set instead.
            if isinstance(value.raw, bytes) and value.where != self.field.where(row.pk):
                raise TypeError(f"{value!r} belongs to another row")
            value = value.raw
        elif isinstance(value, memoryview):
            value = bytes(value)
        if value is not None and not isinstance(value, str | bytes):
            raise TypeError(f"{self.field.name} takes text")
        row.__dict__[self.field.attname] = value or None


class _Nothing(Exact):
    """`filter(name=None)`, and no other value: sealing the same text twice gives other bytes."""

    def get_prep_lookup(self) -> None:
        if self.rhs is not None:
            raise TypeError(f"{self.lhs.output_field}: sealed text is found by its index")


if TYPE_CHECKING:
    _Column = models.Field[Any, Any]
else:
    # Rows answer something else than a binary column's do.
    _Column = models.BinaryField


class SealedField(_Column):
    """Text that is encrypted in the database and masked on every page.

    `mask` names how it is shown (`vault.sealed.MASKS`). Rows need an id made before they are
    stored; `values()` answers bytes, which `sealed(pk, raw)` makes readable.
    """

    def __init__(self, *args: Any, mask: str = "hidden", **kwargs: Any) -> None:
        if mask not in MASKS:
            raise ValueError(f"no such mask: {mask}")
        self.mask = mask
        kwargs.setdefault("null", True)
        kwargs["editable"] = False
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        kwargs.pop("editable", None)
        return name, path, args, {**kwargs, "mask": self.mask}

    def get_internal_type(self) -> str:
        return "BinaryField"

    def contribute_to_class(self, cls: Any, name: str, private_only: bool = False) -> None:
        super().contribute_to_class(cls, name, private_only)
        setattr(cls, self.attname, _Value(self))

    def indexes(self) -> Iterable[KeyedIndexField]:
        return [
            field
            for field in self.model._meta.local_fields
            if isinstance(field, KeyedIndexField) and field.of == self.name
        ]

    def where(self, pk: Any) -> str:
        """The associated data of the row with this key."""
        return f"{self.model._meta.db_table}.{self.column}:{pk}"

    def sealed(self, pk: Any, raw: bytes | memoryview | str) -> Sealed:
        """What `values()` has answered for the row with this key."""
        told = bytes(raw) if isinstance(raw, memoryview) else raw
        return Sealed(told, self.where(pk), self.mask)

    def pre_save(self, row: models.Model, add: bool) -> Any:
        """Seal what is new, and what an older key has sealed; write its indexes with it.

        A row that was read before a rotation and is saved whole after it would otherwise bring the
        old key back.
        """
        getattr(row, self.attname)  # reads it, where it was left out
        raw = row.__dict__[self.attname]
        if isinstance(raw, bytes) and (add or not is_current(raw)):
            raw = self._text_of(row, raw, add=add)
        if not isinstance(raw, bytes):
            for keyed in self.indexes():
                row.__dict__[keyed.attname] = keyed.index(raw)
        if isinstance(raw, str):
            raw = row.__dict__[self.attname] = self._sealed_anew(row, raw)
        return raw

    def _text_of(self, row: models.Model, raw: bytes, *, add: bool) -> str | bytes:
        try:
            return unseal(raw, where=self.where(row.pk))
        except Broken:
            if add:
                raise TypeError(f"{self}: the bytes are another row's") from None
            return raw
        except KeyGone:
            # The key is lost, or it was forgotten after the row had been sealed anew.
            rows = self.model._base_manager.filter(pk=row.pk)
            found = rows.values_list(self.attname, flat=True).first()
            return raw if found is None else bytes(found)

    def _sealed_anew(self, row: models.Model, text: str) -> bytes:
        if row.pk is None:
            raise RuntimeError(f"{self}: the row needs its id before it is sealed")
        return seal(text, where=self.where(row.pk))

    def value_from_object(self, obj: models.Model) -> Any:
        return obj.__dict__.get(self.attname)

    def get_prep_value(self, value: Any) -> Any:
        if isinstance(value, Sealed):
            value = value.raw
        if isinstance(value, str):
            raise TypeError(f"{self}: sealed text is written through a row, not by a query")
        return value

    def get_lookup(self, lookup_name: str) -> Any:
        if lookup_name == "exact":
            return _Nothing
        if lookup_name != "isnull":
            raise TypeError(f"{self}: sealed text is found by its index")
        return super().get_lookup(lookup_name)


class KeyedIndexField(models.BinaryField):
    """The keyed index of the sealed column `of`, in the normal form that `normal` names."""

    def __init__(self, *args: Any, of: str = "", normal: str = "name", **kwargs: Any) -> None:
        if normal not in NORMAL_FORMS:
            raise ValueError(f"no such form: {normal}")
        self.of = of
        self.normal = normal
        kwargs.setdefault("null", True)
        kwargs["editable"] = False
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        kwargs.pop("editable", None)
        return name, path, args, {**kwargs, "of": self.of, "normal": self.normal}

    @property
    def place(self) -> str:
        return f"{self.model._meta.db_table}.{self.column}"

    def index(self, text: str | None) -> bytes | None:
        """By the active key."""
        return index(text or "", column=self.place, normal=self.normal)

    def pre_save(self, row: models.Model, add: bool) -> Any:
        """Where this column stands before the sealed one, that one is still plain."""
        if not isinstance(raw := row.__dict__.get(self.of, b""), bytes):
            row.__dict__[self.attname] = self.index(raw)
        return super().pre_save(row, add)

    def keys(self, text: str) -> list[bytes]:
        """For `filter(column__in=…)`: by every key of the ring, so a rotation hides nobody."""
        return every_index(text, column=self.place, normal=self.normal)


class _SealedRows:
    """Mixed into every queryset of a sealed model: no way round the rows themselves."""

    model: type[SealedModel]

    def update(self, **values: Any) -> int:
        # Emptied with its indexes a column is destroyed, for which nobody has to read it.
        emptied = {name for name, value in values.items() if value is None}
        for field in self.model.sealed_fields():
            whole = {field.name, *(keyed.name for keyed in field.indexes())}
            for name in whole & set(values):
                # What `bulk_update` makes of rows is a case for each of them.
                if not (isinstance(values[name], Case | Cast) or whole <= emptied):
                    raise TypeError(f"{field}: sealed columns are written through a row")
        return super().update(**values)  # type: ignore[misc]

    def bulk_update(self, objs: Iterable[Any], fields: Iterable[str], **options: Any) -> int:
        rows, names = list(objs), set(fields)
        for field in self.model.sealed_fields():
            if field.name in names:
                names.update(keyed.name for keyed in field.indexes())
                for row in rows:
                    field.pre_save(row, add=False)
        return super().bulk_update(rows, sorted(names), **options)  # type: ignore[misc]


if TYPE_CHECKING:
    _SealedQuerySet = models.QuerySet
else:

    class _SealedQuerySet(_SealedRows, models.QuerySet):
        pass


class SealedModel(models.Model):
    """A row with sealed columns: its indexes are stored whenever the columns are."""

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if (only := kwargs.get("update_fields")) is not None:
            with_indexes = set(only)
            for field in self.sealed_fields():
                if field.name in with_indexes:
                    with_indexes.update(keyed.name for keyed in field.indexes())
            kwargs["update_fields"] = with_indexes
        super().save(*args, **kwargs)

    @classmethod
    def keyed(cls, column: str, text: str) -> list[bytes]:
        """`Person.keyed("phone_key", "010-1234-5678")`: what the index of that text may be."""
        return cast(KeyedIndexField, cls._meta.get_field(column)).keys(text)

    @classmethod
    def all_rows(cls) -> models.QuerySet[Any]:
        """Of everybody, for upkeep: nobody looks at what is in them."""
        return _SealedQuerySet(cls)

    @classmethod
    def sealed_fields(cls) -> list[SealedField]:
        return [field for field in cls._meta.local_fields if isinstance(field, SealedField)]

    @classmethod
    def index_fields(cls) -> list[KeyedIndexField]:
        return [field for field in cls._meta.local_fields if isinstance(field, KeyedIndexField)]


def _guard(sender: type[models.Model], **_told: Any) -> None:
    """Every manager of a sealed model makes querysets that seal.

    Django's own base manager does not: through it, text is refused all the same, since no query
    takes it (`get_prep_value`).
    """
    if not issubclass(sender, SealedModel):
        return
    for manager in sender._meta.local_managers:
        rows = getattr(manager, "_queryset_class")  # noqa: B009 - no attribute that types know
        guarded = type(f"Sealed{rows.__name__}", (_SealedRows, rows), {})
        manager._queryset_class = guarded  # type: ignore[attr-defined]
    for copies in ("managers", "managers_map", "default_manager"):
        sender._meta.__dict__.pop(copies, None)


class_prepared.connect(_guard, dispatch_uid="vault.guard")
