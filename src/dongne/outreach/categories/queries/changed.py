"""Since when the categories are as they are: what other programs refresh their copies by."""

from __future__ import annotations

from datetime import UTC, date, datetime

from django.db.models import Subquery

from dongne.lib.seoul import at_seoul

from ..models import CategoriesMark, CategoryVersion

MILLISECONDS = 1000


def changed_at(*, day: date) -> datetime:
    """The later of the last change of any category, and the last day from which one holds.

    The mark is a UUIDv7: its first 48 bits are the moment of the change. One statement.
    """
    rows = CategoryVersion.objects.filter(undone_at=None, valid_from__lte=day)
    since = rows.order_by("-valid_from").values("valid_from")[:1]
    mark = CategoriesMark.objects.annotate(since=Subquery(since)).values_list("mark", "since")
    told, start = mark.first() or (None, None)
    moments = [at_seoul(start or date(2010, 1, 1))]
    if told is not None:
        seconds = (told.int >> 80) / MILLISECONDS
        moments.append(datetime.fromtimestamp(seconds, tz=UTC))
    return max(moments)
