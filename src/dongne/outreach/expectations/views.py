"""The week of everybody, the month of one person, settings, reminders."""

from __future__ import annotations

from datetime import date, timedelta

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from dongne.foundation.organisations.public import StaffRequest, runs, viewer_required
from dongne.foundation.places.public import dong_of
from dongne.lib.refusals import NotHere
from dongne.lib.seoul import Month, read_day, seoul_day
from dongne.outreach.vocabulary.public import vocabulary_of

from . import presenters as present
from . import queries
from .forms import ExpectationForm
from .rules import monday_of
from .services import led_dong, remind, see_reminder, set_expectation
from .words import weekday_word


@require_safe
@viewer_required()
def week(request: StaffRequest) -> HttpResponse:
    """Who has gone out and reported this week; an officer sees the own line and month."""
    viewer = request.viewer
    today = seoul_day(timezone.now())
    dong = dong_of(viewer, request.GET.get("dong", ""))
    monday = monday_of(_day(request.GET.get("week", "")) or today)
    found = queries.week(viewer, dong_id=dong.pk, monday=monday, today=today)
    current = monday == monday_of(today)
    may_remind = current and runs(viewer, dong)
    teams = present.rows(found, vocabulary_of(dong.pk, monday), current=may_remind)
    return render(
        request,
        "expectations/week.html",
        {
            "dong": dong,
            "found": found,
            "teams": teams,
            "title": present.week_text(monday),
            "sentence": present.sentence(found),
            "remind_word": weekday_word(found.remind_on),
            "earlier": monday - timedelta(days=7),
            "later": None if current else monday + timedelta(days=7),
            "current": current,
            "may_remind": may_remind
            and any(row.may_remind for _team, people in teams for row in people),
            "may_set": runs(viewer, dong),
            "elsewhere": dong.code if dong.pk != viewer.dong_id else "",
        },
    )


@require_safe
@viewer_required()
def person_month(request: StaffRequest, officer_id: int, month: Month) -> HttpResponse:
    viewer = request.viewer
    today = seoul_day(timezone.now())
    found = queries.person_month(viewer, officer_id=officer_id, month=month)
    if found is None:
        raise NotHere(_("볼 수 있는 주무관이 아닙니다."), code="not_found")
    return render(
        request,
        "expectations/person_month.html",
        {
            "found": found,
            "month": month,
            "weeks": present.calendar(found, viewer, today=today),
            "sentence": present.month_sentence(found),
            "earlier": month.previous(),
            "later": month.next() if month.next().first <= today else None,
        },
    )


@viewer_required()
def expectation(request: StaffRequest) -> HttpResponse:
    """Settings of the own dong: how many outings and reports a week, and when to remind."""
    viewer = request.viewer
    dong = dong_of(viewer)
    if request.method == "POST":
        led_dong(viewer, dong.pk)
    now = timezone.now()
    monday = monday_of(seoul_day(now))
    found = queries.week(viewer, dong_id=dong.pk, monday=monday, today=seoul_day(now))
    form = ExpectationForm(
        request.POST or None,
        initial={
            "outings": found.expected.outings,
            "reports": found.expected.reports,
            "remind_on": found.remind_on,
        },
    )
    if request.method == "POST" and form.is_valid():
        set_expectation(viewer, dong_id=dong.pk, **form.cleaned_data, now=now)
        messages.success(request, _("이번 주부터 새 기준으로 셉니다."))
        return redirect("expectations")
    return render(
        request,
        "expectations/settings.html",
        {"form": form, "dong": dong, "may_set": runs(viewer, dong)},
        status=422 if form.errors else 200,
    )


@require_POST
@viewer_required()
def reminders(request: StaffRequest) -> HttpResponse:
    """Remind the ticked ones, each once a week."""
    viewer = request.viewer
    dong = dong_of(viewer)
    ids = [int(n) for n in request.POST.getlist("officer") if n.isascii() and n.isdigit()]
    sent = remind(viewer, dong_id=dong.pk, officer_ids=ids[:500], now=timezone.now())
    if sent:
        words = ngettext("%(n)d명에게 알렸습니다.", "%(n)d명에게 알렸습니다.", sent)
        messages.success(request, words % {"n": sent})
    else:
        messages.info(request, _("알릴 사람이 없습니다. 한 사람에게는 한 주에 한 번만 알립니다."))
    return redirect("expectations")


@require_POST
@viewer_required()
def reminder_seen(request: StaffRequest, reminder_id: int) -> HttpResponse:
    see_reminder(request.viewer, reminder_id=reminder_id, now=timezone.now())
    return HttpResponseRedirect(reverse("home"))


def _day(text: str) -> date | None:
    """A day that a calendar has room around."""
    day = read_day(text)
    return day if day and 2000 <= day.year <= 9000 else None
