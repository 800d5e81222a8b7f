"""Times of keeping, and what they make of each person's last day."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from dongne.foundation.asides.public import destroy_older
from dongne.foundation.audit.public import record
from dongne.foundation.places.public import District
from dongne.foundation.residents.public import Person
from dongne.foundation.scope.public import SYSTEM, Viewer
from dongne.lib.refusals import Refused
from dongne.lib.seoul import at_seoul, seoul_day

from ..models import RetentionRule
from ..permissions import dong_of, looks_after, require, sets_rules
from ..queries.keeping import last_used, retention_on
from ..rules import kept_until
from ..words import ASIDES, KINDS
from .moves import said

MOST_MONTHS = 1200
BATCH = 1000


@transaction.atomic
def set_retention(
    viewer: Viewer, *, kind: str, months: int, basis: str, holds_from: date, now: datetime
) -> RetentionRule:
    """A district's own time of keeping for a kind, from a day on that has not passed."""
    require(sets_rules(viewer))
    if kind not in KINDS:
        raise Refused(_("없는 종류입니다. 목록에서 골라 주세요."), code="no_such_kind")
    if not 1 <= months <= MOST_MONTHS:
        raise Refused(_("보유기간은 1개월부터 100년까지 적을 수 있습니다."), code="not_months")
    if holds_from < seoul_day(now):
        raise Refused(_("지난 날부터 바꿀 수는 없습니다."), code="day_has_passed")
    basis = said(basis, most=300, what=_("근거"))
    row, _made = RetentionRule.objects.update_or_create(
        kind=kind,
        district=District.objects.filter(pk=viewer.district_id or 0).first(),
        holds_from=holds_from,
        defaults={"months": months, "basis": basis},
    )
    record(
        viewer,
        action="privacy.retention_set",
        subject=row,
        now=now,
        changes={"kind": kind, "months": months, "basis": basis, "from": holds_from},
    )
    return row


@transaction.atomic
def recompute(viewer: Viewer, *, dong_id: int, now: datetime) -> int:
    """Give each person of a dong the last day by today's table; how many days moved.

    The time runs from the last day on which something was done for the person, else from the last
    change of their data. A few statements for every thousand people.
    """
    require(looks_after(viewer))
    dong = dong_of(viewer, dong_id)
    rules = retention_on(dong.district_id, seoul_day(now))
    rows = (
        Person.objects.for_viewer(SYSTEM)
        .filter(dong=dong, destroyed_at=None, merged_into=None)
        .only("id", "retention", "keep_until", "changed_at")
        .order_by("id")
    )
    moved = 0
    batch: list[Person] = []
    for person in rows.iterator(chunk_size=BATCH):
        batch.append(person)
        if len(batch) == BATCH:
            moved += _move(batch, rules)
            batch = []
    moved += _move(batch, rules)
    if moved:
        record(
            viewer,
            action="privacy.recomputed",
            subject=dong,
            now=now,
            dong_id=dong.pk,
            changes={"people": moved},
        )
    return moved


@transaction.atomic
def destroy_asides(viewer: Viewer, *, dong_id: int, now: datetime) -> int:
    """Numbers in texts whose time is over by today's table; how many.

    A number in a memo serves one errand: there is nobody's case to look at before it goes, as
    there is with a person. The text stays, the record that it is.
    """
    require(looks_after(viewer))
    dong = dong_of(viewer, dong_id)
    today = seoul_day(now)
    rule = retention_on(dong.district_id, today).get(ASIDES)
    if rule is None:
        return 0
    before = kept_until(today, -rule.months)
    count = destroy_older(viewer, dong_id=dong.pk, before=at_seoul(before), now=now)
    if count:
        record(
            viewer,
            action="privacy.asides_destroyed",
            subject=dong,
            now=now,
            dong_id=dong.pk,
            changes={"numbers": count, "before": before, "months": rule.months},
        )
    return count


def _move(batch: list[Person], rules: dict[str, RetentionRule]) -> int:
    used = last_used(person.pk for person in batch)
    changed = []
    for person in batch:
        rule = rules.get(person.retention)
        if rule is None:
            continue
        last = max(seoul_day(person.changed_at), used.get(person.pk, date.min))
        until = kept_until(last, rule.months)
        if until != person.keep_until:
            person.keep_until = until
            changed.append(person)
    Person.objects.for_viewer(SYSTEM).bulk_update(changed, ["keep_until"])
    return len(changed)
