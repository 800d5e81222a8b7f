"""A dong's first month in seven steps. What is done ticks itself off; nothing is asked twice."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Count, Q, QuerySet, Value
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from dongne.foundation.audit.public import AuditEntry, record
from dongne.foundation.duties.public import Duty
from dongne.foundation.organisations.public import Officer, runs
from dongne.foundation.places.public import Dong, Tong
from dongne.foundation.scope.public import Viewer
from dongne.lib.refusals import Forbidden, NotHere
from dongne.outreach.fieldwork.public import Report
from dongne.outreach.sharing.public import MonthState, MonthStep
from dongne.outreach.zones.public import Zone

CONFIRMED = "guide.confirmed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """`standing` says in words how far it is; `confirm`: somebody has to say that it is right."""

    title: str | Promise
    text: str | Promise
    standing: str
    done: bool
    ways: list[tuple[str, str]]
    """Label and address, the usual way first."""
    confirm: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Guide:
    steps: list[Step]

    @property
    def done(self) -> int:
        return sum(step.done for step in self.steps)

    @property
    def next(self) -> Step | None:
        return next((step for step in self.steps if not step.done), None)


def guide_of(viewer: Viewer, *, day: date) -> Guide | None:
    """How far the viewer's dong is, for its leads; None for everybody else. One statement."""
    if viewer.dong_id is None or not viewer.runs_outreach:
        return None
    return _guide(_standing(viewer, day=day))


def guide_still_needed(viewer: Viewer, *, day: date) -> Guide | None:
    """The guide until a month was shared: then nobody needs to be led, and a gap of later is the
    board's to tell. Two statements at first, one ever after.
    """
    if viewer.dong_id is None or _shared(viewer).exists():
        return None
    return guide_of(viewer, day=day)


def _shared(viewer: Viewer) -> QuerySet[MonthState]:
    months = MonthState.objects.for_viewer(viewer).filter(dong_id=viewer.dong_id or 0)
    return months.exclude(state=MonthStep.OPEN)


def _standing(viewer: Viewer, *, day: date) -> Counter[str]:
    """How many there are of what the steps are about."""
    dong_id = viewer.dong_id or 0
    current = Q(ends_on=None) | Q(ends_on__gte=day)
    held = Zone.objects.for_viewer(viewer).filter(current, dong_id=dong_id, starts_on__lte=day)
    every: dict[str, tuple[QuerySet[Any], str]] = {
        "tongs": (Tong.objects.for_viewer(viewer).filter(dong_id=dong_id), "pk"),
        "people": (
            Officer.objects.for_viewer(viewer).filter(dong_id=dong_id, is_active=True),
            "pk",
        ),
        "held": (held, "tongs"),
        "duties": (Duty.objects.for_viewer(viewer).filter(current, dong_id=dong_id), "pk"),
        "confirmed": (AuditEntry.objects.filter(dong_id=dong_id, action=CONFIRMED), "pk"),
        "reports": (
            Report.objects.for_viewer(viewer).filter(dong_id=dong_id, completed_version__gt=0),
            "pk",
        ),
        "shared": (_shared(viewer), "pk"),
    }
    first, *rest = (
        rows.order_by()
        .annotate(what=Value(what))
        .values("what")
        .annotate(n=Count(column, distinct=column != "pk"))
        .values_list("what", "n")
        for what, (rows, column) in every.items()
    )
    return Counter(dict(first.union(*rest, all=True)))


def _guide(there: Counter[str]) -> Guide:
    tongs, people, held, duties = (there[one] for one in ("tongs", "people", "held", "duties"))
    confirmed, first_report, shared = (there[one] > 0 for one in ("confirmed", "reports", "shared"))
    from_file = (_("파일에서 가져오기"), reverse("imports"))
    return Guide(
        steps=[
            Step(
                title=gettext_lazy("통 넣기"),
                text=gettext_lazy(
                    "우리 동에 어떤 통이 있는지 넣습니다. 주소와 경계는 나중에 더해도 됩니다."
                ),
                standing=_count(tongs, ngettext("통 %(n)d개", "통 %(n)d개", tongs)),
                done=tongs > 0,
                ways=[(_("통 넣기"), reverse("places")), from_file],
            ),
            Step(
                title=gettext_lazy("직원 넣기"),
                text=gettext_lazy("팀과 직원을 넣고, 저마다 처음 로그인할 주소를 건네줍니다."),
                standing=_count(people, ngettext("직원 %(n)d명", "직원 %(n)d명", people)),
                done=people > 2,
                ways=[(_("직원 보기"), reverse("people")), from_file],
            ),
            Step(
                title=gettext_lazy("구역 정하기"),
                text=gettext_lazy(
                    "통마다 살필 사람과 대직자를 정합니다. 통담당대로 한 번에 정할 수 있습니다."
                ),
                standing=_("통 %(all)d개 가운데 %(n)d개에 담당자가 있습니다.")
                % {"all": tongs, "n": min(held, tongs)},
                done=0 < tongs <= held,
                ways=[(_("구역 현황판 열기"), reverse("zones")), from_file],
            ),
            Step(
                title=gettext_lazy("업무분장 적기"),
                text=gettext_lazy(
                    "누가 어떤 업무를 맡는지 적습니다. 나중에 민원을 넘길 때 이 표를 봅니다."
                ),
                standing=_count(duties, ngettext("업무 %(n)d개", "업무 %(n)d개", duties)),
                done=duties > 0,
                ways=[(_("업무분장 열기"), reverse("duties")), from_file],
            ),
            Step(
                title=gettext_lazy("서식과 결재선 확인"),
                text=gettext_lazy(
                    "활동 구분과 분야의 이름, 결재하는 차례를 봅니다. "
                    "그대로 써도 되면 ‘그대로 쓰기’를 누르세요."
                ),
                standing=_("확인했습니다.") if confirmed else _("아직 확인하지 않았습니다."),
                done=confirmed,
                ways=[
                    (_("서식 보기"), reverse("forms")),
                    (_("결재선 보기"), reverse("lines")),
                ],
                confirm=not confirmed,
            ),
            Step(
                title=gettext_lazy("첫 보고 결재"),
                text=gettext_lazy("직원이 나가서 기록하고 보고서를 올리면, 검토하고 결재합니다."),
                standing=_("결재가 끝난 보고서가 있습니다.")
                if first_report
                else _("결재가 끝난 보고서가 아직 없습니다."),
                done=first_report,
                ways=[(_("결재함 열기"), reverse("inbox")), (_("보고서 보기"), reverse("reports"))],
            ),
            Step(
                title=gettext_lazy("첫 달 공유"),
                text=gettext_lazy("다음 달 5일까지 취합을 확인하고 모든 직원과 공유합니다."),
                standing=_("공유한 달이 있습니다.") if shared else _("공유한 달이 아직 없습니다."),
                done=shared,
                ways=[(_("이달 취합 열기"), reverse("months"))],
            ),
        ]
    )


@transaction.atomic
def confirm(viewer: Viewer, *, now: datetime) -> None:
    """The lead has looked at forms and lines and they will do."""
    dong = Dong.objects.for_viewer(viewer).filter(pk=viewer.dong_key).first()
    if dong is None:
        raise NotHere(_("동을 찾을 수 없습니다."), code="not_found")
    if not runs(viewer, dong):
        raise Forbidden(_("동장과 행정팀장만 할 수 있습니다."), code="not_the_lead")
    record(viewer, action=CONFIRMED, subject=dong, now=now, dong_id=dong.pk)


def _count(n: int, words: str) -> str:
    return words % {"n": n} if n else _("아직 없습니다.")
