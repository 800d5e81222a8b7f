"""Since when the categories are as they are: what other programs refresh their copies by."""

from __future__ import annotations

from datetime import UTC, date, datetime

from django.db.models import Max, Subquery

from dongne.lib.seoul import at_seoul

from ..models import CategoriesMark, CategoryVersion

MILLISECONDS = 1000


def changed_at(*, day: date) -> datetime:
    """The later of the last change of any category, and the last day from which one holds.

    The mark is a UUIDv7: its first 48 bits are the moment of the change. One statement.
    """
    told = CategoryVersion.objects.filter(undone_at=None, valid_from__lte=day).aggregate(
        since=Max("valid_from"), mark=Subquery(CategoriesMark.objects.values("mark")[:1])
    )
    moments = [at_seoul(told["since"] or date(2010, 1, 1))]
    if told["mark"] is not None:
        seconds = (told["mark"].int >> 80) / MILLISECONDS
        moments.append(datetime.fromtimestamp(seconds, tz=UTC))
    return max(moments)
