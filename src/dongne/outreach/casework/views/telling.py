"""Telling residents the result: what they will read is shown before it goes out."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from dongne.foundation.organisations.public import StaffRequest, viewer_required
from dongne.lib.refusals import Refused

from .. import rules
from ..forms.editing import FollowForm
from ..forms.telling import TellForm
from ..models import Case, Reporter
from ..presenters import case as present
from ..presenters import people
from ..presenters import telling as letters
from ..queries.page import CasePage, page_of
from ..services import join_person, note_progress, tell
from ..states import ReporterRole, TellingMeans
from ..words import REFUSALS
from .ground import (
    CHANGED,
    can_of,
    category_of,
    changes_since,
    head_of,
    page,
    refused,
    require,
    seen,
)


@require_http_methods(["GET", "HEAD", "POST"])
@viewer_required()
def case_tell(request: StaffRequest, case_id: UUID) -> HttpResponse:
    """To whom, how and what; looked at in the reader's language; then told."""
    viewer, now = request.viewer, timezone.now()
    case = seen(viewer, case_id)
    can = can_of(viewer, case)
    require(can.works or can.leads)
    read = page_of(viewer, case)
    untold = [one for one in read.reporters if one.told_at is None]
    rows = people.people_of(read)["rows"]
    names = {row["id"]: row for row in rows}
    offered = [(str(one.pk), _person(names[one.pk], one)) for one in untold]
    first: dict[str, Any] = {
        "version": case.version,
        "seen_at": localtime(now),
        "to": _asked(request, untold),
        "means": TellingMeans.MESSAGE.value,
        "text": letters.proposed(case),
    }
    bound = request.POST.copy() if request.method == "POST" else None
    form = TellForm(bound, people=offered, initial=first)
    status, told = 200, None
    looking = bound is not None and "look" in bound
    if form.is_valid() and not looking:
        try:
            _tell(request, case, form)
        except Refused as problem:
            if problem.code == CHANGED and bound is not None:
                case = seen(viewer, case_id)
                told = changes_since(viewer, case, form.cleaned_data.get("seen_at"))
                bound["version"] = str(case.version)
            status = refused(form, problem)
        else:
            count = len(form.reporters())
            said = ngettext("주민 %(n)d명에게 알렸습니다.", "주민 %(n)d명에게 알렸습니다.", count)
            messages.success(request, said % {"n": count})
            return HttpResponseRedirect(reverse("case", args=[case.pk]))
    elif form.is_bound and not form.is_valid():
        status = 422
    standing = present.standing_of(read)
    why_not = rules.why_not_tell(standing)
    words = category_of(case)
    context = {
        "case": case,
        "head": head_of(case, now=now),
        "back": reverse("case", args=[case.pk]),
        "form": form,
        "not_yet": REFUSALS[why_not] if why_not else "",
        "meanwhile": told,
        "nobody": not untold,
        "letters": _letters(read, form, viewer.name) if looking and form.is_valid() else [],
        "in_writing": words is not None
        and rules.must_be_written(petition=words.petition, urgent=case.urgent, agreed=False),
    }
    return page(request, "case_tell", context, status=status)


@transaction.atomic
def _tell(request: StaffRequest, case: Case, form: TellForm) -> None:
    """Everybody who is ticked, or nobody."""
    said, now = form.cleaned_data, timezone.now()
    version = said["version"]
    for reporter_id in form.reporters():
        tell(
            request.viewer,
            case_id=case.pk,
            reporter_id=reporter_id,
            means=said["means"],
            text=said["text"],
            why_oral=said["why_oral"],
            version=version,
            now=now,
        )
        # What this sending itself changes is no surprise to it.
        version = None


def _letters(read: CasePage, form: TellForm, handler: str) -> list[dict[str, str]]:
    """What each of them will read, once for each language."""
    asked = {str(one.pk): one for one in read.reporters}
    languages = dict.fromkeys(
        asked[key].language for key in form.cleaned_data["to"] if key in asked
    )
    words = category_of(read.case)
    return [
        letters.letter(
            read.case,
            words,
            text=form.cleaned_data["text"],
            handler=handler,
            language=language,
            means=form.cleaned_data["means"],
        )
        for language in languages
    ]


def _asked(request: StaffRequest, untold: list[Reporter]) -> list[str]:
    """The one that the address names; else all who can be reached."""
    asked = request.GET.get("to", "")
    known = [str(one.pk) for one in untold]
    if asked in known:
        return [asked]
    return [str(one.pk) for one in untold if one.reachable]


def _person(row: dict[str, Any], one: Reporter) -> str:
    parts = [row["name"], row["contacts"], row["language"]]
    if not one.reachable:
        parts.append(_("연락처 없음"))
    return " · ".join(filter(None, parts))


@require_http_methods(["GET", "HEAD", "POST"])
@viewer_required()
def case_follow(request: StaffRequest, case_id: UUID) -> HttpResponse:
    """Somebody else who told the same, or wants to hear of it."""
    from_form = request.POST if request.method == "POST" else None
    viewer, now = request.viewer, timezone.now()
    case = seen(viewer, case_id)
    can = can_of(viewer, case)
    require(can.writes)
    form = FollowForm(from_form, initial={"version": case.version, "seen_at": localtime(now)})
    status, told = 200, None
    if form.is_valid():
        try:
            _join(request, case, form)
        except Refused as problem:
            if problem.code == CHANGED:
                told = changes_since(viewer, case, form.cleaned_data.get("seen_at"))
                again = request.POST.copy()
                again["version"] = str(case.version)
                form.data = again
            status = refused(form, problem)
        else:
            messages.success(request, _("함께 소식을 받을 사람을 더했습니다."))
            return HttpResponseRedirect(reverse("case", args=[case.pk]))
    elif form.is_bound:
        status = 422
    context = {
        "case": case,
        "head": head_of(case, now=now),
        "back": reverse("case", args=[case.pk]),
        "deed": {
            "code": "follow",
            "label": _("주민 더하기"),
            "verb": _("더하기"),
            "icon": "plus",
            "help": _("같은 일을 알린 다른 사람을 더하면 결과를 함께 알립니다."),
        },
        "form": form,
        "meanwhile": told,
    }
    return page(request, "case_do", context, status=status)


@transaction.atomic
def _join(request: StaffRequest, case: Case, form: FollowForm) -> None:
    said, now = form.cleaned_data, timezone.now()
    contact = rules.Contact(
        name=said["name"], phone=said["phone"], role=ReporterRole.FOLLOWER, language="ko"
    )
    join_person(request.viewer, case_id=case.pk, contact=contact, version=said["version"], now=now)
    if said["note"].strip():
        note_progress(request.viewer, case_id=case.pk, text=said["note"], now=now)
