"""Writes: counts of past months that come from a file (issue 3, point 9)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import connection, transaction
from django.db.models import Sum
from django.utils.translation import gettext as _

from dongne.foundation.audit import public as audit
from dongne.foundation.organisations.public import Officer
from dongne.foundation.places.public import Dong
from dongne.foundation.scope.public import SYSTEM, Viewer, ViewerKind
from dongne.lib.refusals import Forbidden, NotHere, Refused
from dongne.lib.seoul import Month, seoul_day
from dongne.outreach.vocabulary.public import vocabulary_of

from .models import DongTally, LedgerEntry, Source, Tally

Counts = Mapping[int, Mapping[str, int]]
"""By officer and by the dong's own field."""

_KEY = ("officer_id", "team_id", "field", "standard")
_TALLY_KEY = "month, dong_id, team_id, officer_id, field, standard, source"
_ADD = (
    f"""
    INSERT INTO {Tally._meta.db_table} AS t ({_TALLY_KEY}, n)
    SELECT {_TALLY_KEY}, sum(n) FROM {LedgerEntry._meta.db_table} WHERE id = ANY(%s)
    GROUP BY {_TALLY_KEY}
    ORDER BY dong_id, month, officer_id, team_id, field, standard, source
    ON CONFLICT (dong_id, month, officer_id, team_id, field, standard, source)
    DO UPDATE SET n = t.n + excluded.n
    """,  # noqa: S608 - names of our tables
    f"""
    INSERT INTO {DongTally._meta.db_table} AS t (month, dong_id, standard, source, n)
    SELECT month, dong_id, standard, source, sum(n)
    FROM {LedgerEntry._meta.db_table} WHERE id = ANY(%s)
    GROUP BY month, dong_id, standard, source
    ORDER BY month, dong_id, standard, source
    ON CONFLICT (month, dong_id, standard, source) DO UPDATE SET n = t.n + excluded.n
    """,  # noqa: S608
)


@transaction.atomic
def import_month(
    viewer: Viewer, *, dong_id: int, month: Month, counts: Counts, now: datetime
) -> dict[int, dict[str, int]]:
    """From now on these officers have exactly these imported counts in the month.

    Officers and fields that are not named keep theirs. Activities and what was counted of them are
    not touched: the ledger's rows have the source `import`. Returns what the named ones had before,
    in the same form, so that the same call with it takes the import back.
    """
    if viewer.kind is not ViewerKind.SYSTEM and not (
        viewer.runs_outreach and viewer.dong_id == dong_id
    ):
        raise Forbidden(
            _("지난 달 건수는 행정팀장이나 동장만 옮길 수 있습니다."), code="not_a_lead"
        )
    if month.first >= Month.of(seoul_day(now)).first:
        raise Refused(_("지난 달의 건수만 옮길 수 있습니다."), code="month_not_over")
    # One after another: what was before is read and written in one piece.
    held = Dong.objects.for_viewer(viewer).select_for_update(no_key=True, of=("self",))
    if held.filter(pk=dong_id).first() is None:
        raise NotHere(_("동을 찾을 수 없습니다."), code="not_found")
    teams = dict(
        Officer.objects.for_viewer(SYSTEM)
        .filter(pk__in=list(counts), dong_id=dong_id)
        .values_list("pk", "team_id")
    )
    if missing := counts.keys() - teams.keys():
        raise NotHere(_("이 동의 직원이 아닙니다."), code=f"officer_unknown:{min(missing)}")
    words = vocabulary_of(dong_id, month.first)
    standing: dict[tuple[int, str], list[tuple[int, str, int]]] = {}
    for officer_id, team_id, field, standard, n in (
        LedgerEntry.objects.for_viewer(SYSTEM)
        .filter(dong_id=dong_id, month=month.first, source=Source.IMPORT, officer__in=list(counts))
        .values_list(*_KEY)
        .annotate(total=Sum("n"))
        .order_by()
    ):
        if n:
            standing.setdefault((officer_id, field), []).append((team_id, standard, n))
    before: dict[int, dict[str, int]] = {}
    entries: list[LedgerEntry] = []

    def enter(officer_id: int, field: str, team_id: int, standard: str, n: int) -> None:
        entries.append(
            LedgerEntry(
                at=now,
                month=month.first,
                source=Source.IMPORT,
                dong_id=dong_id,
                team_id=team_id,
                officer_id=officer_id,
                kind="",
                field=field,
                standard=standard,
                n=n,
            )
        )

    for officer_id, given in counts.items():
        for field, n in given.items():
            old = standing.get((officer_id, field), [])
            was = sum(one for _team, _standard, one in old)
            before.setdefault(officer_id, {})[field] = was
            if was == n:
                continue
            if field not in words.fields and not old:
                raise Refused(
                    _("이 동에서 쓰지 않는 분야입니다. 목록에서 골라 주세요."),
                    code="field_unknown",
                )
            for team_id, standard, one in old:
                enter(officer_id, field, team_id, standard, -one)
            if n:
                enter(
                    officer_id,
                    field,
                    old[-1][0] if old else teams[officer_id],
                    old[-1][1] if old else words.standard_of(field),
                    n,
                )
    made = LedgerEntry.objects.bulk_create(entries)
    if not made:
        return before
    with connection.cursor() as cursor:
        for statement in _ADD:
            cursor.execute(statement, [[entry.pk for entry in made]])
    officers = {o.pk: o for o in Officer.objects.for_viewer(SYSTEM).filter(pk__in=list(counts))}
    changed = {entry.officer_id for entry in made}
    audit.record_many(
        viewer,
        action="month.imported",
        subjects=[
            (
                officers[officer_id],
                {
                    "officer_name": officers[officer_id].name,
                    "month": str(month),
                    "counts": [before[officer_id], dict(counts[officer_id])],
                },
            )
            for officer_id in sorted(changed)
        ],
        now=now,
        dong_id=dong_id,
    )
    return before
