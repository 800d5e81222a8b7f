"""What a row is found by, which rows hold what somebody looks for, and kept filters."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from django.db.models import F, Func, IntegerField, Model, Q, QuerySet, TextField, Value
from django.db.models.functions import Concat, Lower

from dongne.foundation.scope.public import SYSTEM, Viewer
from dongne.lib.bigrams import lexemes, searched, tsquery, tsvector

from .models import SavedFilter

M = TypeVar("M", bound=Model)
Q_ = TypeVar("Q_", bound=QuerySet[Any])
COUNTED_TO = 1000


def words_of(*texts: str, dong_id: int) -> str:
    """The value of a `WordsField` for a row of that dong with these texts."""
    return tsvector({*lexemes("\n".join(texts)), _dong(dong_id)})


def holding(
    found: Q_,
    text: str,
    *,
    columns: Sequence[str],
    dong_id: int | None,
    beside: Callable[[str], Q] | None = None,
) -> Q_:
    """Those of `found` that hold every word of `text` in one of `columns`.

    The index (column `words`) finds rows with all the pairs; where a word is longer than a pair,
    the text itself settles whether they stand together: one of `columns`, or what `beside(word)`
    says of texts in other tables that share the index. Naming the dong lets the index leave out
    everybody else's rows. Nothing to look for finds nothing.
    """
    words = searched(text)
    if not words:
        return found.none()
    query = tsquery(words)
    if dong_id is not None:
        query = f"{query} & '{_dong(dong_id)}'"
    found = found.filter(words__holds=query)
    if long := [word for word in words if len(word) > 2]:
        parts = (part for column in columns for part in (F(column), Value(" ")))
        said = Concat(*parts, output_field=TextField())
        compared = Lower(Func(said, template="normalize(%(expressions)s, NFKC)"))
        for n, word in enumerate(long):
            place = Func(compared, Value(word), function="strpos", output_field=IntegerField())
            here = Q(**{f"place_{n}__gt": 0})
            found = found.alias(**{f"place_{n}": place}).filter(
                here | beside(word) if beside else here
            )
    return found


def counted(found: QuerySet[M]) -> tuple[int, bool]:
    """How many there are, and whether that is all: nobody waits for a count of a million."""
    n = len(found.order_by().values_list("pk", flat=True)[: COUNTED_TO + 1])
    return min(n, COUNTED_TO), n <= COUNTED_TO


def saved_filters(viewer: Viewer, *, page: str) -> list[SavedFilter]:
    return list(_own(viewer).filter(page=page))


def saved_filter(viewer: Viewer, filter_id: int) -> SavedFilter | None:
    return _own(viewer).filter(pk=filter_id).first()


def _own(viewer: Viewer) -> QuerySet[SavedFilter]:
    """Somebody's own, also of those who work above the dongs."""
    return SavedFilter.objects.for_viewer(SYSTEM).filter(officer_id=viewer.officer_key)


def _dong(dong_id: int) -> str:
    """A lexeme that no text can hold."""
    return f"@{dong_id}"
