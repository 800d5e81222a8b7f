"""A new application on somebody's behalf: what, who, how they receive it, and when it is there."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from dongne.delivery.catalogue.public import services_of
from dongne.delivery.channels.public import channels
from dongne.delivery.ways.public import Asker, Circle, Identity
from dongne.foundation.organisations.public import StaffRequest, viewer_required
from dongne.foundation.residents.public import Unfit, find_persons, tidy_phone
from dongne.foundation.scope.public import Viewer
from dongne.lib.readable_secrets import Secret
from dongne.lib.refusals import Forbidden, NotHere, Refused
from dongne.lib.seoul import seoul_day

from ... import services
from ...forms.staff.entering import ELSEWHERE, EntryForm, first_values, person_key
from ...permissions import has_counter
from ...presenters.staff.application import title_of
from ...presenters.staff.times import moment
from ...presenters.staff.words import won
from ...queries.ground import find_letter, items_of
from ...queries.page import running_same
from ...queries.receiving import Ways
from ...queries.receiving import _ways as ways_asked
from ...rules import MOST_ITEMS
from ...states import ApplicationState
from ...words import STATES, language
from .ground import page, refused

STATUS = "/status"
"""Where residents look their applications up; the page stands in a module beside."""
MOST_PERSONS = 8
AT_ONCE = frozenset({"counter", "outreach"})
"""Whoever stands at a counter is accepted at once."""
PARTS = {
    "principal": "principal_name",
    "applicant": "applicant_name",
    "items": "service_0",
    "channel": "outside_channel",
    "receive": "way",
}


@require_http_methods(["GET", "HEAD", "POST"])
@viewer_required()
def application_new(request: StaffRequest) -> HttpResponse:
    viewer, now = request.viewer, timezone.now()
    dong_id = _own_dong(viewer)
    if request.method != "POST":
        first = first_values(how=request.GET.get("how", ""))
        return _page(request, _form(dong_id, now, None, initial=first), now=now)
    data = request.POST.copy()
    rows = _rows(request)
    if "more" in data:
        rows = min(rows + 1, MOST_ITEMS)
        data["rows"] = str(rows)
    form = _form(dong_id, now, data, rows=rows)
    ways = _ways(form, dong_id, now)
    form.offer_ways(ways_choices(ways))
    if not {"check", "find", "more"}.isdisjoint(data):
        # Nothing was sent to be kept: nothing is complained of.
        form.full_clean()
        form.errors.clear()
        return _page(request, form, ways=ways, asked=True, now=now)
    status = 422
    if form.is_valid():
        try:
            letter = form.cleaned_data["letter"].strip()
            letter_id = find_letter(viewer, letter).pk if letter else None
            way = ways.of(form.cleaned_data["way"])
            given = form.request(letter_id=letter_id, promised=way.in_hand_at if way else None)
            submitted = services.submit(viewer, given=given, now=now)
        except NotHere as problem:
            form.add_error("letter", problem.message)
        except Refused as problem:
            status = refused(form, problem, PARTS)
        else:
            return _kept(request, form, submitted, now)
    return _page(request, form, ways=ways, asked=True, now=now, status=status)


@require_POST
@viewer_required()
def application_new_aside(request: StaffRequest) -> HttpResponse:
    """The ways with their moments, as they follow from what was typed so far. Without JavaScript
    the button ‘받는 길 보기’ shows the same."""
    viewer, now = request.viewer, timezone.now()
    dong_id = _own_dong(viewer)
    form = _form(dong_id, now, request.POST.copy(), rows=_rows(request))
    ways = _ways(form, dong_id, now)
    form.offer_ways(ways_choices(ways))
    form.full_clean()
    form.errors.clear()
    context = {"form": form, **_aside(viewer, form, ways)}
    response = render(request, "applications/staff/new_aside.html", context)
    response["Cache-Control"] = "no-store"
    return response


def _kept(
    request: StaffRequest, form: EntryForm, submitted: services.Submitted, now: datetime
) -> HttpResponse:
    """At the counter it is accepted at once; then the receipt, whose secret is shown this once."""
    viewer, application = request.viewer, submitted.application
    said = form.cleaned_data
    identity = said["identity"] or Identity.NONE
    here = said["how"] in AT_ONCE or said["how"] == ELSEWHERE
    letter = application.letter
    waits = letter is not None and letter.checked_at is None
    if here and application.state == ApplicationState.SUBMITTED and not waits:
        application = services.accept(
            viewer, application_id=application.pk, identity=identity, now=now
        )
    if submitted.secret is None:
        return HttpResponseRedirect(reverse("application", args=[application.pk]))
    secret = Secret(submitted.secret)
    address = request.build_absolute_uri(f"{STATUS}?number={application.number}")
    context = {
        "application": application,
        "title": title_of(items_of(application)),
        "words": secret.words("ko"),
        "words_en": secret.words("en"),
        # Behind the hash: browsers send it nowhere, and no server's log has it.
        "status_url": f"{address}#{secret.compact}",
        "accepted": application.state != ApplicationState.SUBMITTED,
        "letter_waits": waits,
        "accept_by": moment(application.accept_by),
        "due": moment(application.due_at),
        "promised": moment(application.promised_at),
        "fee": won(application.fee) if application.fee else "",
        "printed": localtime(now),
    }
    return page(request, "receipt", context)


def _own_dong(viewer: Viewer) -> int:
    if not has_counter(viewer) or viewer.dong_id is None:
        raise Forbidden(
            _("신청은 동주민센터에서 받습니다. 주민에게는 누리집의 신청 화면을 알려 주세요."),
            code="not_in_a_dong",
        )
    return viewer.dong_id


def _rows(request: StaffRequest) -> int:
    text = request.POST.get("rows", "1")
    return max(1, min(int(text), MOST_ITEMS)) if text.isdigit() and len(text) < 3 else 1


def _form(
    dong_id: int, now: datetime, data: Any, *, rows: int = 1, initial: Any = None
) -> EntryForm:
    known = services_of(dong_id, day=seoul_day(now))
    outside = [
        (one.key, one.name(language())) for one in channels().values() if one.handled_elsewhere
    ]
    return EntryForm(data, services=known.values(), outside=outside, rows=rows, initial=initial)


def _ways(form: EntryForm, dong_id: int, now: datetime) -> Ways:
    """Of everything that was chosen, asked for where it was."""
    wanted = [(form.known[one.service], one.copies) for one in form.wanted()]
    how = str(form["how"].value() or "counter")
    if how == ELSEWHERE:
        how = str(form["outside_channel"].value() or "")
    if not wanted or not how:
        return Ways(ways=(), closed=())
    circle = form["circle"].value()
    groups = form["groups"].value() or ()
    return ways_asked(
        dong_id,
        wanted,
        asker=Asker(
            circle=Circle(circle) if circle in set(Circle) else Circle.SELF,
            letter=True,
            identity=Identity.CARD,
        ),
        groups=frozenset(groups),
        language=str(form["language"].value() or "ko"),
        apply=how,
        now=now,
    )


def ways_choices(ways: Ways) -> list[tuple[str, str]]:
    found = []
    for way in ways.ways:
        words = way.channel.name(language())
        # What is nowhere in particular is called like its channel.
        if way.site is not None and way.site.name(language()) != words:
            words += f" · {way.site.name(language())}"
        words += _(": %(at)s") % {"at": moment(way.in_hand_at)}
        if way.fee:
            words += f", {won(way.fee)}"
        found.append((way.value, words))
    return found


def _aside(viewer: Viewer, form: EntryForm, ways: Ways) -> dict[str, Any]:
    wanted = form.wanted()
    bring: dict[str, None] = {}
    for one in wanted:
        service = form.known[one.service]
        for text in service.bring.get(language()) or service.bring.get("ko") or ():
            bring[text] = None
    person = person_key(str(form["principal"].value() or ""))
    same = running_same(viewer, person, {one.service for one in wanted}) if person else []
    return {
        "chosen": bool(wanted),
        "ways": ways.ways,
        "closed": [one.channel.name(language()) for one in ways.closed],
        "bring": list(bring),
        "same": [
            {
                "url": reverse("application", args=[one.pk]),
                "words": f"{one.number} · {STATES[one.state]} · {moment(one.arrived_at)}",
            }
            for one in same
        ],
    }


def _page(
    request: StaffRequest,
    form: EntryForm,
    *,
    now: datetime,
    ways: Ways | None = None,
    asked: bool = False,
    status: int = 200,
) -> HttpResponse:
    del now
    viewer = request.viewer
    ways = ways or Ways(ways=(), closed=())
    context = {
        "form": form,
        "persons": _persons(viewer, request) if asked else None,
        "person": form["principal"].value() or "",
        "back": reverse("applications"),
        "may_more": form.rows_shown < MOST_ITEMS,
        "letters_url": reverse("letter_new"),
        **_aside(viewer, form, ways),
    }
    return page(request, "new", context, status=status)


def _persons(viewer: Viewer, request: StaffRequest) -> list[dict[str, str]] | None:
    """Residents with exactly that name or number, masked. None when nobody was asked for."""
    name = request.POST.get("principal_name", "").replace("\0", "").strip()[:80]
    phone = request.POST.get("principal_phone", "").replace("\0", "").strip()[:30]
    if not name and not phone:
        return None
    try:
        tidy_phone(phone)
    except Unfit:
        phone = ""
    rows = find_persons(viewer, name="" if phone else name, phone=phone, dong_id=viewer.dong_id)
    return [
        {
            "id": str(one.pk),
            "label": " · ".join(str(value) for value in (one.name, one.phone) if value),
        }
        for one in rows[:MOST_PERSONS]
    ]
