"""What a case is found by: its own texts, notes about it, and what people were told.

They share one column of the case, so that one look into one index finds all of them.
"""

from __future__ import annotations

from django.db import connection

from dongne.foundation.scope.public import SYSTEM
from dongne.foundation.search.public import words_of

from ..models import Case, Note, Telling


def searched_words(case: Case, *more: str) -> str:
    """The value of `words` for a new case; `more` are further texts about it. No statement."""
    own = (case.title, case.text, case.address, case.measure, case.responsible, case.remedy)
    return words_of(*own, *more, dong_id=case.dong_id)


def also_found_by(case: Case, *texts: str) -> None:
    """Add the words of a note or a telling to what the case is found by. One statement."""
    added = words_of(*texts, dong_id=case.dong_id)
    table = Case._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {table} SET words = words || %s::tsvector WHERE id = %s",  # noqa: S608 - ours
            [added, case.pk],
        )


def found_anew(case: Case) -> None:
    """After an edit, or when cases were joined: all words again. Three statements."""
    notes = Note.objects.for_viewer(SYSTEM).filter(case=case).values_list("text", flat=True)
    told = Telling.objects.for_viewer(SYSTEM).filter(case=case).values_list("text", flat=True)
    words = searched_words(case, *notes.order_by(), *told.order_by())
    Case.objects.for_viewer(SYSTEM).filter(pk=case.pk).update(words=words)
