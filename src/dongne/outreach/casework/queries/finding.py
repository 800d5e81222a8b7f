"""Cases by any part of any word of theirs, of notes about them, of what people were told."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, F, Func, IntegerField, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Lower
from django.db.models.lookups import GreaterThan

from dongne.foundation.scope.public import SYSTEM, Viewer
from dongne.foundation.search.public import holding

from ..models import Case, Note, Telling

TEXTS_SHOWN = 3
OWN_TEXTS = ("title", "text", "address", "measure", "responsible", "remedy")


def holding_words(cases: QuerySet[Case], text: str, *, dong_id: int | None) -> QuerySet[Case]:
    """Those that hold every word of `text`, each in a text of the case, a note or a telling."""
    return holding(cases, text, columns=OWN_TEXTS, dong_id=dong_id, beside=_stands_beside)


def _stands_beside(word: str) -> Q:
    return Q(Exists(_texts_of(Note, word))) | Q(Exists(_texts_of(Telling, word)))


def _texts_of(model: Any, word: str) -> QuerySet[Any]:
    rows: QuerySet[Any] = model.objects.for_viewer(SYSTEM).filter(case=OuterRef("pk")).order_by()
    return rows.filter(_stands(word))


def _stands(word: str) -> Any:
    """Whether the word stands in the text, compared as `lib.bigrams` compares."""
    compared = Lower(Func(F("text"), template="normalize(%(expressions)s, NFKC)"))
    place = Func(compared, Value(word), function="strpos", output_field=IntegerField())
    return GreaterThan(place, 0)


def numbered(viewer: Viewer, number: str) -> UUID | None:
    """Key of the case of that number, if the viewer may read it. One statement."""
    found = Case.objects.for_viewer(viewer).filter(number=number)
    return found.values_list("pk", flat=True).first()


def texts_of(model: Any, words: Sequence[str]) -> ArraySubquery:
    """Texts of notes or tellings of a case in which one of the words stands, oldest first."""
    stands = Q()
    for word in words:
        stands |= Q(_stands(word))
    rows = model.objects.for_viewer(SYSTEM).filter(stands, case=OuterRef("pk"))
    return ArraySubquery(rows.order_by("at").values("text")[:TEXTS_SHOWN])
