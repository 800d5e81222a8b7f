"""Pages."""

from __future__ import annotations

import csv
import io
from datetime import date, timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext
from django.views.decorators.http import require_POST, require_safe

from dongne.delivery.applications.public import Application
from dongne.delivery.catalogue.public import services_of
from dongne.foundation.organisations.public import StaffRequest, viewer_required
from dongne.foundation.places.public import dong_of
from dongne.foundation.scope.public import SYSTEM, Level, Viewer, resident_viewer
from dongne.lib.refusals import NotHere, Refused
from dongne.lib.seoul import seoul_day

from .forms import AnswerForm
from .models import Answer
from .permissions import sees_outcomes
from .presenters import asking
from .presenters import figures as present
from .queries.figures import Outcomes, outcomes_of
from .services import answer

PERIODS = {
    "30": (30, gettext_lazy("지난 30일")),
    "90": (90, gettext_lazy("지난 90일")),
    "365": (365, gettext_lazy("지난 1년")),
}


@require_safe
@viewer_required()
def outcomes(request: StaffRequest) -> HttpResponse:
    """How long it takes, what was not possible, whether it was good."""
    viewer = request.viewer
    if not sees_outcomes(viewer):
        raise NotHere(_("볼 수 있는 신청이 없습니다."), code="not_found")
    days, first, last = _period(request)
    dong_id = _dong(viewer, request.GET.get("dong", ""))
    found = outcomes_of(viewer, first=first, last=last, dong_id=dong_id)
    if request.GET.get("form") == "csv":
        return _csv(found)
    services = services_of(dong_id or viewer.dong_id, day=last)
    return render(
        request,
        "outcomes/outcomes.html",
        {
            "found": found,
            "sentence": present.sentence(found),
            "median": present.hours_word(found.all.median),
            "slow": present.hours_word(found.all.slow),
            "bars": present.bars(found.pairs),
            "unit": pgettext("unit", "시간"),
            "pairs": present.pair_rows(found.pairs),
            "services": present.service_rows(found.services, services),
            "groups": present.group_rows(found.groups),
            "dongs": present.dong_rows(found.dongs),
            "unmet": present.unmet_rows(found, services),
            "score": f"{found.score:.1f}" if found.score is not None else "",
            "periods": [
                {
                    "label": title,
                    "url": f"?days={key}" + _and_dong(request),
                    "current": key == days,
                }
                for key, (_n, title) in PERIODS.items()
            ],
            "csv": f"?days={days}{_and_dong(request)}&form=csv",
        },
    )


@require_POST
def outcome_answer(request: HttpRequest) -> HttpResponse:
    """Whoever was shown the question answers it, once. Nothing is told of whose it was."""
    key = asking.application_of(request.POST.get("ticket", ""))
    form = AnswerForm(request.POST)
    if key is None:
        return _told(request, _("이 화면을 연 지 오래되었습니다. 신청을 다시 조회해 주세요."), 410)
    if not form.is_valid():
        return render(
            request,
            "outcomes/again.html",
            {"form": form, "ticket": request.POST.get("ticket", "")},
            status=422,
        )
    viewer = resident_viewer(address=request.META.get("REMOTE_ADDR", ""))
    try:
        answer(viewer, application_id=key, now=timezone.now(), **form.cleaned_data)
    except Refused as problem:
        return _told(request, str(problem), problem.status)
    return _told(request, _("답해 주셔서 고맙습니다. 더 나은 방법을 찾는 데 쓰겠습니다."), 200)


def _told(request: HttpRequest, sentence: str, status: int) -> HttpResponse:
    response = render(request, "outcomes/told.html", {"sentence": sentence}, status=status)
    response["Cache-Control"] = "no-store"
    return response


def _period(request: StaffRequest) -> tuple[str, date, date]:
    days = request.GET.get("days", "")
    days = days if days in PERIODS else "30"
    last = seoul_day(timezone.now())
    return days, last - timedelta(days=PERIODS[days][0] - 1), last


def _dong(viewer: Viewer, code: str) -> int | None:
    """A desk compares its dongs until it asks for one."""
    if viewer.level is not Level.DONG and not code:
        return None
    return dong_of(viewer, code).pk


def _and_dong(request: StaffRequest) -> str:
    code = request.GET.get("dong", "")
    return f"&dong={code}" if code.isascii() and code.replace("-", "").isalnum() else ""


def _csv(found: Outcomes) -> HttpResponse:
    """Counts and hours, no persons: no reason has to be given."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(
        [
            _("신청"), _("받기"), _("들어옴"), _("전달"), _("보통(시간)"), _("느린 1/10(시간)"),
            _("약속한 때 안(%)"),
        ]
    )  # fmt: skip
    for one in found.pairs:
        writer.writerow(
            [
                *(present.channel_name(key) for key in one.key),
                one.arrived,
                one.handed,
                "" if one.median is None else round(one.median, 2),
                "" if one.slow is None else round(one.slow, 2),
                "" if one.kept_share is None else one.kept_share,
            ]
        )
    response = HttpResponse("\ufeff" + text.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="dongne-outcomes.csv"'
    return response


def question(viewer: Viewer, application: Application) -> SafeString | str:
    """For the applicant's own page, once it is over (`applications.register_part`)."""
    if application.handed_at is None:
        return ""
    given = Answer.objects.for_viewer(SYSTEM).filter(pk=application.pk).first()
    answered = given is not None and given.answered_at is not None
    return render_to_string(
        "outcomes/question.html",
        {
            "answered": answered,
            "form": AnswerForm(),
            "ticket": asking.ticket_for(application),
        },
    )
