"""Reads: the form that holds for a dong on a day."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import connection
from django.utils import timezone

from dongne.foundation.places.public import District, Dong
from dongne.lib.seoul import seoul_day

from .document import Vocabulary, vocabulary_from
from .models import Form, FormVersion

_REMEMBERED = 256
_known: dict[UUID, Vocabulary] = {}
"""Published versions that this process has read. They never change, so nothing has to be told to
other processes: which of them holds is asked each time."""

# Nearest owner first. The content travels only if this process doesn't have it yet.
_CHAIN = f"""
    FROM {FormVersion._meta.db_table} v
    JOIN {Form._meta.db_table} f ON f.id = v.form_id
    LEFT JOIN {Dong._meta.db_table} d ON d.id = %(dong)s::bigint
    LEFT JOIN {District._meta.db_table} g ON g.id = d.district_id
    WHERE v.state = 'published'
      AND (f.level = 3 OR f.dong_id = d.id OR f.district_id = g.id OR f.city_id = g.city_id)
"""  # noqa: S608 - table names are ours
_COLUMNS = """
    SELECT v.id, f.level, v.holds_from,
           CASE WHEN v.id = ANY(%(known)s::uuid[]) THEN NULL ELSE v.content::text END
"""
_ONE = f"""
    {_COLUMNS} {_CHAIN} AND v.holds_from <= %(day)s::date
    ORDER BY f.level, v.holds_from DESC, v.number DESC LIMIT 1
"""
_ALL = f"{_COLUMNS} {_CHAIN} ORDER BY f.level, v.holds_from DESC, v.number DESC"


def vocabulary_of(dong_id: int | None, day: date | None = None) -> Vocabulary:
    """The words that hold for the dong on `day` (today, if None); everybody's for no dong.

    One statement, which carries the content only the first time.
    """
    [row] = _ask(_ONE, dong_id, day or seoul_day(timezone.now()))
    return row[2]


@dataclass(frozen=True, slots=True)
class Vocabularies:
    """All forms that ever hold for one dong, for lists that reach over several months."""

    rows: tuple[tuple[int, date, Vocabulary], ...]

    def on(self, day: date) -> Vocabulary:
        """The words of the month that `day` lies in."""
        return next(words for _level, first, words in self.rows if first <= day)


def vocabularies_of(dong_id: int | None) -> Vocabularies:
    """One statement, whatever days are asked for afterwards."""
    return Vocabularies(tuple(_ask(_ALL, dong_id, None)))


def _ask(
    statement: str, dong_id: int | None, day: date | None
) -> list[tuple[int, date, Vocabulary]]:
    # What was known when the question was put: others may forget it while the answer comes.
    known = dict(_known)
    with connection.cursor() as cursor:
        cursor.execute(statement, {"dong": dong_id, "known": list(known), "day": day})
        rows = cursor.fetchall()
    found = []
    for pk, level, holds_from, content in rows:
        words = known.get(pk)
        if words is None:
            words = vocabulary_from(json.loads(content), version=pk, holds_from=holds_from)
            if len(_known) >= _REMEMBERED:
                _known.clear()
            _known[pk] = words
        found.append((level, holds_from, words))
    return found
