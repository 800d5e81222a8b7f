"""Writes: a night's model, and the switch."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from dongne.foundation.audit.public import AuditEntry, record
from dongne.foundation.jobs.public import defer
from dongne.foundation.organisations.public import runs
from dongne.foundation.places.public import Dong
from dongne.foundation.scope.public import SYSTEM, Viewer, ViewerKind
from dongne.lib.refusals import Conflict, Forbidden, NotHere
from dongne.outreach.vocabulary.public import vocabulary_of

from . import rules
from .jobs import LEARN
from .models import Learnt, Switch
from .queries import dongs_with_news, ground_of, names_in, slugs_of
from .states import Source

KEPT = 14
"""So many nights' models stay, to look back."""


@transaction.atomic
def ask_for_new_ones(viewer: Viewer, *, now: datetime) -> int:
    """A job for each dong that has something new to learn from at `now`. Returns how many."""
    dongs = dongs_with_news()
    for dong_id in dongs:
        defer(LEARN, dong_id=dong_id)
    return len(dongs)


@transaction.atomic
def learn_dong(viewer: Viewer, *, dong_id: int, now: datetime) -> Learnt | None:
    """A new model of the dong's approved records; None when there is nothing new in them."""
    dong = _led(viewer, dong_id)
    vocabulary = vocabulary_of(dong.pk)
    ground = ground_of(dong, vocabulary)
    last = Learnt.objects.for_viewer(SYSTEM).filter(dong=dong).order_by("-number").first()
    written = ground.written
    known = (ground.source, len(written), ground.newest, vocabulary.version)
    if last and known == (last.source, last.records, last.newest, last.words):
        return None
    if last is None and ground.source is Source.STANDARD:
        # Everybody's examples need no row.
        return None
    slugs, names = slugs_of(vocabulary), names_in(dong)
    learnt = Learnt.objects.create(
        dong=dong,
        number=last.number + 1 if last else 1,
        made_at=now,
        source=ground.source,
        records=len(written),
        officers=len({one.writer for one in written}),
        first_day=ground.first,
        last_day=ground.last,
        words=vocabulary.version,
        newest=ground.newest,
        content=rules.learn(ground.examples, **slugs, hidden=names),
        tested=rules.held_out(ground.examples, **slugs, hidden=names),
    )
    old = Learnt.objects.for_viewer(SYSTEM).filter(dong=dong, number__lte=learnt.number - KEPT)
    old.delete()
    record(
        viewer,
        action="suggestions.learnt",
        subject=learnt,
        now=now,
        dong_id=dong.pk,
        changes={"number": learnt.number, "records": learnt.records, "source": ground.source},
    )
    return learnt


@transaction.atomic
def switch(viewer: Viewer, *, dong_id: int, on: bool, now: datetime) -> Switch:
    """Whether phones and forms of the dong are given suggestions."""
    dong = _led(viewer, dong_id)
    held = Switch.objects.for_viewer(viewer).select_for_update().filter(dong=dong).first()
    before = held.on if held else True
    held = held or Switch(dong=dong)
    held.on, held.set_at = on, now
    held.save()
    if before != on:
        record(
            viewer,
            action="suggestions.switched",
            subject=held,
            now=now,
            dong_id=dong.pk,
            changes={"on": [before, on]},
        )
    return held


def undo_switch(viewer: Viewer, entry: AuditEntry, now: datetime) -> None:
    """As it was before, unless somebody has switched it since."""
    assert entry.dong_id is not None
    before, after = entry.changes["on"]
    held = Switch.objects.for_viewer(viewer).filter(dong_id=entry.dong_id).first()
    if held is None or held.on != after:
        raise Conflict(
            _("그 뒤에 다시 바뀐 설정입니다. 지금 값을 확인해 주세요."), code="changed_since"
        )
    switch(viewer, dong_id=entry.dong_id, on=before, now=now)


def _led(viewer: Viewer, dong_id: int) -> Dong:
    dong = Dong.objects.for_viewer(viewer).select_related("district").filter(pk=dong_id).first()
    if dong is None:
        raise NotHere(_("동을 찾을 수 없습니다."), code="not_found")
    if viewer.kind is not ViewerKind.SYSTEM and not runs(viewer, dong):
        raise Forbidden(_("동장과 행정팀장만 할 수 있습니다."), code="not_the_lead")
    return dong
