"""The page of one application; opening whose it is; its papers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from dongne.foundation.calendar.public import calendar_of
from dongne.foundation.organisations.public import StaffRequest, viewer_required
from dongne.foundation.papers.public import file_response
from dongne.foundation.residents.public import COLUMNS, open_person
from dongne.lib.refusals import NotHere, Refused

from ...forms.staff.deeds import NoteForm, PurposeForm
from ...models import Application
from ...papers import PAPERS, paper_of
from ...permissions import leads, works_on
from ...presenters.staff import application as present
from ...presenters.staff import people
from ...presenters.staff.choices import address, first_of, others_of
from ...providers import current_provider
from ...queries.ground import find_application, setting_of
from ...queries.page import page_of, seen
from ...states import RUNNING
from ...subjects import parts_of
from .ground import page, refused, require, site_name

OPENED = ("name", "phone", "second_phone", "email", "address", "address_detail", "birth_date")


@require_safe
@viewer_required()
def application(request: StaffRequest, application_key: UUID) -> HttpResponse:
    """Everything about it, what comes next, and what can be done."""
    return _shown(request, seen(request.viewer, application_key))


@require_safe
@viewer_required()
def application_by_number(request: StaffRequest, application_number: str) -> HttpResponse:
    """What somebody reads out from a receipt leads to the page."""
    found = find_application(request.viewer, application_number)
    return HttpResponseRedirect(reverse("application", args=[found.pk]))


@require_POST
@viewer_required()
def application_open(request: StaffRequest, application_key: UUID, role: str) -> HttpResponse:
    """Name, number and address in the clear, in this answer only; the log has its row."""
    viewer = request.viewer
    found = seen(viewer, application_key)
    require(works_on(viewer, found))
    if not people.fits(found, role):
        raise NotHere(_("그런 사람이 없습니다."), code="not_found")
    form = PurposeForm(request.POST)
    if not form.is_valid():
        return _shown(request, found, asked=(role, form), status=422)
    try:
        opened = open_person(
            viewer,
            person_id=getattr(found, f"{role}_id"),
            purpose=form.said,
            columns=OPENED,
            now=timezone.now(),
        )
    except Refused as problem:
        return _shown(request, found, asked=(role, form), status=refused(form, problem))
    return _shown(request, found, opened=(role, opened.values))


@require_safe
@viewer_required()
def application_paper(request: StaffRequest, application_key: UUID, sheet: str) -> HttpResponse:
    """접수증 or 신청서 as PDF; persons stay masked."""
    found = seen(request.viewer, application_key)
    if sheet not in PAPERS:
        raise NotHere(_("그런 문서가 없습니다."), code="not_found")
    now = timezone.now()
    document = paper_of(request.viewer, [found], sheet, now=now)
    response = file_response(document, "pdf", now=now)
    response["Cache-Control"] = "no-store"
    return response


def _shown(
    request: StaffRequest,
    found: Application,
    *,
    asked: tuple[str, PurposeForm] | None = None,
    opened: tuple[str, Mapping[str, str]] | None = None,
    status: int = 200,
) -> HttpResponse:
    viewer, now = request.viewer, timezone.now()
    read = page_of(viewer, found)
    works = works_on(viewer, found)
    calendar = calendar_of(found.dong_id)
    main = first_of(read) if works else None
    shown = people.people(
        read,
        opened=(*opened, {key: str(word) for key, word in COLUMNS.items()}) if opened else None,
    )
    for row in shown:
        if not works:
            row["open_url"] = ""
        row["form"] = (
            asked[1]
            if asked and asked[0] == row["role"]
            else PurposeForm(auto_id=f"open-{row['role']}-%s")
        )
    context: dict[str, Any] = {
        "application": found,
        "head": present.head(read),
        "back": reverse("applications"),
        "closed": reverse("application", args=[found.pk]),
        "steps": present.steps(found),
        "next": present.coming(read, calendar, now=now),
        "main": main,
        "items": present.items(read, works=works, now=now),
        "people": shown,
        "stamps": present.stamps(found),
        "facts": present.facts(read, site=site_name(found)),
        "fee": present.fee(read),
        "letter": present.letter(read),
        "supplements": present.supplements(read),
        "happened": people.history(read),
        "choices": others_of(read, leads=leads(viewer, found.dong_id)) if works else [],
        "note_form": NoteForm(auto_id="note_%s") if works else None,
        "note_url": address(found, "note"),
        "parts": parts_of("page", viewer, found),
        "linked": present.linked(read),
        "outcome": {"reason": found.reason, "remedy": found.remedy},
        "pay_online_url": _pay_online(found) if works else "",
    }
    return page(request, "application", context, status=status)


def _pay_online(found: Application) -> str:
    """Where the card is taken on a screen, if this office takes any and something is owed."""
    owes = found.fee > 0 and not found.settled and found.state in RUNNING
    if not owes or current_provider() is None or not setting_of(found.dong_id).pays_online:
        return ""
    return reverse("application_pay_online", args=[found.pk])
