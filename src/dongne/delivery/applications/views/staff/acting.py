"""Deeds: one form each, made from the tables of `deeds`."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from dongne.foundation.organisations.public import StaffRequest, people_of, viewer_required
from dongne.lib.refusals import Conflict, NotHere, Refused

from ...forms.staff.deeds import AssignForm, DeedForm, MatchForm, PayForm
from ...models import Application, Item
from ...permissions import works_on
from ...presenters.staff import application as present
from ...presenters.staff import people as present_people
from ...presenters.staff.choices import LABELS, SENTENCES, item_why_not, why_not
from ...presenters.staff.words import service_name
from ...queries.ground import service_of_item
from ...queries.matching import candidates
from ...queries.page import Page, item_in, page_of, seen
from ...words import GROUPS
from .deeds import DEEDS, ITEM_DEEDS, Deed, Done, paid_of
from .ground import CHANGED, page, refused, require


@require_http_methods(["GET", "HEAD", "POST"])
@viewer_required()
def application_do(
    request: StaffRequest, application_key: UUID, application_deed: str
) -> HttpResponse:
    """Ask what the deed needs, do it, and go back to the application."""
    return _deed(request, application_key, application_deed, DEEDS.get(application_deed))


@require_http_methods(["GET", "HEAD", "POST"])
@viewer_required()
def application_item_do(
    request: StaffRequest, application_key: UUID, item_key: UUID, item_deed: str
) -> HttpResponse:
    """The same with one of its services."""
    return _deed(request, application_key, item_deed, ITEM_DEEDS.get(item_deed), item_key=item_key)


def _deed(
    request: StaffRequest,
    application_key: UUID,
    code: str,
    known: Deed | None,
    *,
    item_key: UUID | None = None,
) -> HttpResponse:
    viewer, now = request.viewer, timezone.now()
    if known is None:
        raise NotHere(_("그런 화면이 없습니다."), code="not_found")
    application = seen(viewer, application_key)
    item = item_in(application, item_key) if item_key else None
    require(works_on(viewer, application))
    read = page_of(viewer, application)
    why = item_why_not(read, item, code) if item else why_not(read, code)
    if request.method != "POST":
        form = known.form(initial=known.begins(read, now) | {"version": application.version})
        _offer(request, read, form)
        return _asked(request, read, code, known, form, item=item, why=why)
    data = request.POST.copy()
    form = known.form(data)
    _offer(request, read, form)
    if why:
        # Whose turn comes first is said before anything that was typed is complained of.
        form.full_clean()
        form.errors.clear()
        return _asked(request, read, code, known, form, item=item, why=why, status=409)
    if not form.is_valid():
        return _asked(request, read, code, known, form, item=item, status=422)
    done = Done(
        viewer=viewer,
        application=application,
        said=form.cleaned_data,
        now=now,
        item=item,
        payment=paid_of(read),
    )
    try:
        known.run(done)
    except Refused as problem:
        status = refused(form, problem)
        if problem.code == CHANGED:
            # They have been told: the next sending goes by the version that is there now.
            application = seen(viewer, application_key)
            data["version"] = str(application.version)
            read = page_of(viewer, application)
        form.data = data
        told = problem.message if isinstance(problem, Conflict) else ""
        return _asked(request, read, code, known, form, item=item, told=told, status=status)
    messages.success(request, str(known.told))
    return HttpResponseRedirect(reverse("application", args=[application.pk]))


def _offer(request: StaffRequest, read: Page, form: DeedForm) -> None:
    """Choices that depend on the application."""
    application = read.application
    if isinstance(form, AssignForm):
        form.offer(people_of(request.viewer, dong_id=application.dong_id))
    if isinstance(form, MatchForm):
        form.offer(present_people.namesakes(candidates(request.viewer, application)))
    if isinstance(form, PayForm):
        form.offer(exemptions_of(application, read.items))


def exemptions_of(application: Application, items: list[Item]) -> list[tuple[str, Any]]:
    """Groups that exempt from the fee of every service that costs something."""
    common: set[str] | None = None
    for item in items:
        service = service_of_item(item)
        if item.fee == 0 or service is None:
            continue
        here = {
            one.code
            for one in service.exemptions
            if not one.channels or application.channel in one.channels
        }
        common = here if common is None else common & here
    return [(code, GROUPS.get(code, code)) for code in sorted(common or ())]


def _asked(
    request: StaffRequest,
    read: Page,
    code: str,
    known: Deed,
    form: DeedForm,
    *,
    item: Item | None = None,
    why: str = "",
    told: str = "",
    status: int = 200,
) -> HttpResponse:
    label, icon = LABELS[code]
    title = service_name(item.edition, item.service) if item else present.title_of(read.items)
    context = {
        "application": read.application,
        "head": present.head(read),
        "title": title,
        "back": reverse("application", args=[read.application.pk]),
        "deed": {"code": code, "label": label, "icon": icon, "help": known.help},
        "danger": known.danger,
        "form": form,
        "not_yet": SENTENCES[why] if why else "",
        "told": told,
        "fee": present.fee(read) if code in ("pay", "give-back") else None,
    }
    return page(request, "application_do", context, status=status)
