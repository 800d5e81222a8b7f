"""A case entered for somebody on the telephone, at the counter or in the street: one page."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from dongne.foundation.organisations.public import StaffRequest, viewer_required
from dongne.foundation.places.public import Dong, dong_of
from dongne.foundation.residents.public import Unfit, find_persons, tidy_phone
from dongne.foundation.scope.public import Viewer
from dongne.lib.readable_secrets import Secret
from dongne.lib.refusals import Forbidden, Refused
from dongne.lib.seoul import seoul_day
from dongne.outreach.categories.public import Categories, Words, categories_of, due_of

from ..forms.entering import EntryForm, first_values
from ..presenters import case as present
from ..presenters import linked
from ..presenters.times import day_text, moment
from ..queries.near import near_by
from ..services import Opened, open_case
from ..states import Channel
from .editing import tongs_of
from .ground import TakenIn, page, refused, take_in

STATUS = "/status"
"""Where residents look their cases up; the page stands in a module above."""
MOST_PERSONS = 8


@require_http_methods(["GET", "HEAD", "POST"])
@viewer_required()
def case_new(request: StaffRequest) -> HttpResponse:
    """What, where, who; before it is kept, what is near by and the promise to read out."""
    viewer, now = request.viewer, timezone.now()
    dong = _own_dong(viewer)
    categories = categories_of(dong.pk, day=seoul_day(now))
    if request.method != "POST":
        first = first_values(
            channel=_channel(request), activity=_uuid(request.GET.get("activity", ""))
        )
        form = _form(dong, categories, None, initial=first)
        return _page(request, form, dong, TakenIn(), now=now)
    chosen = categories.get(request.POST.get("category", ""))
    taken = take_in(request, EntryForm.photo_fields, dong_id=dong.pk, now=now)
    data = request.POST.copy()
    form = _form(dong, categories, chosen, data, request.FILES)
    if not {"check", "find"}.isdisjoint(request.POST):
        # Nothing was sent to be kept: nothing is complained of.
        form.errors.clear()
        return _page(request, form, dong, taken, chosen=chosen, asked=True, now=now)
    form.full_clean()
    for name, sentence in taken.refused:
        form.add_error(name, sentence)
    status = 422
    if not form.errors:
        try:
            given = form.opening(photos=taken.pairs(), dong_id=dong.pk)
            opened = open_case(viewer, given=given, now=now)
        except Refused as problem:
            status = refused(form, problem)
        else:
            if not opened.created:
                return HttpResponseRedirect(reverse("case", args=[opened.case.pk]))
            return _receipt(request, opened, chosen, now=now)
    return _page(request, form, dong, taken, chosen=chosen, asked=True, now=now, status=status)


@require_POST
@viewer_required()
def case_new_aside(request: StaffRequest) -> HttpResponse:
    """What depends on what was typed so far: questions of the kind, cases near by, the promise.

    Fetched while somebody types; without JavaScript the button ‘확인’ shows the same.
    """
    viewer, now = request.viewer, timezone.now()
    dong = _own_dong(viewer)
    categories = categories_of(dong.pk, day=seoul_day(now))
    chosen = categories.get(request.POST.get("category", ""))
    form = _form(dong, categories, chosen, request.POST.copy())
    form.errors.clear()
    context = {"form": form, **_aside(viewer, form, dong, chosen, now=now)}
    response = render(request, "casework/case_new_aside.html", context)
    response["Cache-Control"] = "no-store"
    return response


def _own_dong(viewer: Viewer) -> Dong:
    if viewer.dong_id is None:
        raise Forbidden(
            _("접수는 동주민센터에서 합니다. 주민에게는 누리집의 신고 화면을 알려 주세요."),
            code="not_in_a_dong",
        )
    return dong_of(viewer)


def _form(
    dong: Dong, categories: Categories, chosen: Words | None, *args: Any, **kwargs: Any
) -> EntryForm:
    return EntryForm(
        *args, categories=categories.list(), tongs=tongs_of(dong.pk), chosen=chosen, **kwargs
    )


def _page(
    request: StaffRequest,
    form: EntryForm,
    dong: Dong,
    taken: TakenIn,
    *,
    now: datetime,
    chosen: Words | None = None,
    asked: bool = False,
    status: int = 200,
) -> HttpResponse:
    viewer = request.viewer
    persons = _persons(viewer, request, dong) if asked else None
    context = {
        "form": form,
        "dong_code": dong.code,
        "kept": taken.as_rows(),
        "persons": persons,
        "person": form["person"].value() or "",
        "back": reverse("cases"),
        **_aside(viewer, form, dong, chosen, now=now),
    }
    return page(request, "case_new", context, status=status)


def _aside(
    viewer: Viewer, form: EntryForm, dong: Dong, chosen: Words | None, *, now: datetime
) -> dict[str, Any]:
    near = near_by(
        viewer,
        dong_id=dong.pk,
        category=chosen.code if chosen else "",
        latitude=_number(form["latitude"].value()),
        longitude=_number(form["longitude"].value()),
    )
    return {
        "chosen": chosen,
        "questions": form.questions(),
        "promise": _promise(chosen, dong, now=now) if chosen else "",
        "near": [
            linked.case_link(one.case, now=now)
            | {
                "metres": linked.apart(one.metres),
                "follow_url": reverse("case_follow", args=[one.case.pk]),
            }
            for one in near
        ],
    }


def _promise(chosen: Words, dong: Dong, *, now: datetime) -> str:
    """What is read out to whoever calls."""
    due = due_of(chosen, received_at=now, dong_id=dong.pk)
    said = chosen.promise("ko")
    if due.due_at:
        day = day_text(localtime(due.due_at).date())
        said = f"{said} " + _("늦어도 %(day)s까지 결과를 알려 드리겠습니다.") % {"day": day}
    return said.strip()


def _persons(viewer: Viewer, request: StaffRequest, dong: Dong) -> list[dict[str, str]] | None:
    """Residents with exactly that name or number, masked. None when nobody was asked for."""
    name = request.POST.get("who_name", "").replace("\0", "").strip()[:80]
    phone = request.POST.get("who_phone", "").replace("\0", "").strip()[:30]
    if not name and not phone:
        return None
    try:
        tidy_phone(phone)
    except Unfit:
        phone = ""
    rows = find_persons(viewer, name=name if not phone else "", phone=phone, dong_id=dong.pk)
    return [
        {
            "id": str(one.pk),
            "label": " · ".join(str(value) for value in (one.name, one.phone) if value),
        }
        for one in rows[:MOST_PERSONS]
    ]


def _receipt(
    request: StaffRequest, opened: Opened, chosen: Words | None, *, now: datetime
) -> HttpResponse:
    """Shown once: the secret is kept nowhere. For reading out, for paper."""
    case = opened.case
    secret = Secret(opened.secret) if opened.secret else None
    status_url = request.build_absolute_uri(f"{STATUS}?number={case.number}")
    if secret:
        # Behind the hash: browsers send it nowhere, and no server's log has it.
        status_url += f"#{secret.compact}"
    context = {
        "case": case,
        "head": present.head(case, chosen, now=now),
        "words": secret.words("ko") if secret else "",
        "words_en": secret.words("en") if secret else "",
        "due": moment(case.due_at),
        "promise": _promise(chosen, case.dong, now=now) if chosen else "",
        "status_url": status_url,
        "printed": localtime(now),
    }
    return page(request, "case_receipt", context)


def _channel(request: StaffRequest) -> str:
    asked = request.GET.get("channel", "")
    return asked if asked in set(Channel) else ""


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _number(value: Any) -> float | None:
    try:
        number = float(value)
    except (TypeError, ValueError):
        return None
    return number if abs(number) <= 180 else None
