"""Looking through the log, deciding on what was found, signing a month."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID

from django.db import models, transaction
from django.utils.translation import gettext as _

from dongne.foundation.audit.public import record, record_many
from dongne.foundation.openings.public import Deed, record_opening, verify
from dongne.foundation.organisations.public import Officer
from dongne.foundation.places.public import District, Dong
from dongne.foundation.scope.public import SYSTEM, Viewer
from dongne.lib.ids import new_id
from dongne.lib.refusals import Conflict, Forbidden, Refused
from dongne.lib.seoul import Month, seoul_day

from ..models import Finding, Review, WatchRule
from ..permissions import dong_of, looks_after, require, sets_rules
from ..queries import looking, reviews
from ..rules import FIGURES, Found, unusual
from ..rules.unusual import MOST_OPENINGS
from ..states import FINDING_MOVES, FindingState, Watch
from .moves import refuse_move, said

MOST_FIGURE = 9999


@transaction.atomic
def look_through(viewer: Viewer, *, dong_id: int, month: Month, now: datetime) -> int:
    """Find what is unusual in a month; how many findings are new. Looking twice finds nothing
    twice; what was found and not decided yet is brought up to date."""
    require(looks_after(viewer))
    dong = dong_of(viewer, dong_id)
    # Two who look at the same time would both find the same.
    Dong.objects.for_viewer(SYSTEM).select_for_update(no_key=True, of=("self",)).get(pk=dong.pk)
    looks = looking.looks_of(dong.pk, month)
    if not looks:
        return 0
    office = looking.office_of(dong, month, looks)
    found = unusual(looks, office, looking.rules_on(dong, month.last))
    known = {
        row.key: row
        for row in Finding.objects.for_viewer(SYSTEM).filter(dong=dong, month=month.first)
    }
    new = [_finding(dong, month, one, now) for one in found if one.key not in known]
    changed = []
    for one in found:
        row = known.get(one.key)
        if row and row.state == FindingState.OPEN and row.count != len(one.looks):
            row.count, row.told = len(one.looks), dict(one.told)
            row.openings = _ids(one)
            changed.append(row)
    Finding.objects.bulk_create(new)
    Finding.objects.for_viewer(SYSTEM).bulk_update(changed, ["count", "told", "openings"])
    record_many(
        viewer,
        action="privacy.found",
        subjects=[(row, {"rule": row.rule, "count": row.count}) for row in (*new, *changed)],
        now=now,
        dong_id=dong.pk,
    )
    return len(new)


def _ids(found: Found) -> list[str]:
    return [str(look.id) for look in found.looks[:MOST_OPENINGS]]


def _finding(dong: Dong, month: Month, found: Found, now: datetime) -> Finding:
    return Finding(
        id=new_id(),
        dong=dong,
        month=month.first,
        rule=found.rule,
        officer_id=found.first.officer_id,
        officer_name=found.first.officer_name,
        whose=found.whose,
        at=found.first.at,
        count=len(found.looks),
        told=dict(found.told),
        openings=_ids(found),
        key=found.key,
        found_at=now,
    )


@transaction.atomic
def decide_finding(
    viewer: Viewer, *, finding_id: UUID, to: FindingState, reason: str, now: datetime
) -> Finding:
    """Fine, asked, or a breach of duty; always with a reason, and never by whom it is about."""
    require(looks_after(viewer))
    reviews.find_finding(viewer, finding_id)
    row = Finding.objects.for_viewer(viewer).select_for_update(of=("self",)).get(pk=finding_id)
    if row.officer_id is not None and row.officer_id == viewer.officer_id:
        raise Forbidden(
            _("본인의 열람은 스스로 판단할 수 없습니다. 구의 개인정보 보호 담당자가 판단합니다."),
            code="own_opening",
        )
    refuse_move(FINDING_MOVES, row.state, to)
    before = row.state
    row.reason = said(reason, most=1000, what=_("판단한 까닭"))
    row.state = to
    row.decided_by_id, row.decided_at = viewer.officer_id, now
    row.save(update_fields=["reason", "state", "decided_by", "decided_at"])
    record(
        viewer,
        action="privacy.finding_decided",
        subject=row,
        now=now,
        dong_id=row.dong_id,
        changes={"state": [before, to], "reason": row.reason},
    )
    return row


@transaction.atomic
def sign_month(
    viewer: Viewer, *, dong_id: int, month: Month, note: str = "", now: datetime
) -> Review:
    """Sign a month that has ended and in which nothing is undecided. Once, for good."""
    require(looks_after(viewer) and bool(viewer.officer_id))
    dong = dong_of(viewer, dong_id)
    if month.last >= seoul_day(now):
        raise Conflict(
            _("아직 끝나지 않은 달입니다. 달이 끝난 뒤에 서명할 수 있습니다."), code="month_runs"
        )
    # What nobody has looked for has not been reviewed.
    look_through(viewer, dong_id=dong.pk, month=month, now=now)
    if Review.objects.for_viewer(SYSTEM).filter(dong=dong, month=month.first).exists():
        raise Conflict(_("이미 서명한 달입니다."), code="signed_already")
    figures = reviews.figures_of(dong.pk, month)
    mine = reviews.findings_for(viewer).filter(
        dong=dong, month=month.first, state__in=reviews.UNDECIDED
    )
    if figures["undecided"] > mine.count():
        raise Conflict(
            _(
                "다른 사람이 판단해야 하는 열람이 있습니다. 구의 개인정보 보호 담당자에게 판단과 "
                "서명을 요청해 주세요."
            ),
            code="undecided_by_others",
        )
    if figures["undecided"]:
        raise Conflict(
            _("판단하지 않은 열람이 %(n)d건 있습니다. 모두 판단한 뒤에 서명해 주세요.")
            % {"n": figures["undecided"]},
            code="undecided",
        )
    broken = verify(dong.pk)
    chain = reviews.chain_of(dong.pk)
    row = Review.objects.create(
        dong=dong,
        month=month.first,
        openings=figures["openings"],
        people=figures["people"],
        findings=figures["findings"],
        breaches=figures["breaches"],
        chain_holds=not broken,
        chain_position=chain.position if chain else 0,
        note=said(note, most=1000, what=_("의견"), least=0),
        signed_by_id=viewer.officer_key,
        signed_at=now,
        due_on=reviews.due_day(dong.pk, month),
    )
    record(
        viewer,
        action="privacy.month_signed",
        subject=row,
        now=now,
        dong_id=dong.pk,
        changes={"month": str(month), **figures, "chain_holds": row.chain_holds},
    )
    return row


@transaction.atomic
def set_watch(
    viewer: Viewer,
    *,
    code: Watch,
    is_on: bool,
    figures: Mapping[str, int],
    holds_from: date,
    now: datetime,
) -> WatchRule:
    """A district's own figures for a rule, from a day on that has not passed."""
    require(sets_rules(viewer))
    district = District.objects.filter(pk=viewer.district_id or 0).first()
    wanted = {name: figures.get(name, 0) for name in FIGURES[code]}
    if any(not 1 <= value <= MOST_FIGURE for value in wanted.values()):
        raise Refused(
            _("기준은 1부터 %(most)d까지의 수로 적어 주세요.") % {"most": MOST_FIGURE},
            code="not_a_figure",
        )
    if holds_from < seoul_day(now):
        raise Refused(_("지난 날부터 바꿀 수는 없습니다."), code="day_has_passed")
    row, _made = WatchRule.objects.update_or_create(
        code=code,
        district=district,
        holds_from=holds_from,
        defaults={"is_on": is_on, "figures": wanted},
    )
    record(
        viewer,
        action="privacy.watch_set",
        subject=row,
        now=now,
        changes={"rule": code, "is_on": is_on, "from": holds_from, **wanted},
    )
    return row


@transaction.atomic
def export_log(
    viewer: Viewer, *, count: int, narrowed: Mapping[str, str], reason: str, now: datetime
) -> None:
    """The log itself holds personal data: a file of it is taken out for a reason, and logged."""
    require(looks_after(viewer))
    plain = said(reason, most=200, what=_("내보내는 까닭"))
    officer = Officer.objects.for_viewer(SYSTEM).filter(pk=viewer.officer_key).first()
    subject: models.Model | None = None
    if viewer.dong_id is not None:
        subject = Dong.objects.for_viewer(viewer).get(pk=viewer.dong_id)
    elif viewer.district_id is not None:
        subject = District.objects.get(pk=viewer.district_id)
    subject = subject or officer
    assert subject is not None
    record_opening(
        viewer,
        subject=subject,
        whose="log:openings",
        columns=["openings"],
        purpose=plain,
        now=now,
        dong_id=viewer.dong_id,
        deed=Deed.EXPORTED,
    )
    record(
        viewer,
        action="privacy.log_exported",
        subject=subject,
        now=now,
        dong_id=viewer.dong_id,
        changes={"count": count, "narrowed": dict(narrowed), "reason": plain},
    )
