"""The page of one case; opening who reported it; the case on paper."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from dongne.foundation.media.public import Variant, picture_bytes, state_sentence
from dongne.foundation.organisations.public import StaffRequest, viewer_required
from dongne.foundation.residents.public import COLUMNS, open_person
from dongne.lib.refusals import NotHere, Refused

from .. import rules
from ..forms.deeds import NoteForm, ProgressForm
from ..forms.opening import PurposeForm
from ..models import Case, Reporter
from ..presenters import case as present
from ..presenters import linked, people
from ..presenters.chain import chain_of
from ..presenters.choices import Can, address, choices_of
from ..presenters.history import history_of
from ..queries.near import near_by
from ..queries.page import CasePage, by_number, page_of, picture_of, reporter_in
from ..words import REFUSALS
from .ground import can_of, category_of, ground_address, page, refused, require, seen

PICTURES = (Variant.THUMB, Variant.FULL)
OPENED = ("name", "phone", "email")
"""What telling somebody needs; an address is opened on the person's own page."""
MOST_ROWS = 200
"""Lines of the timeline that are shown; no case has had more."""


@require_safe
@viewer_required()
def case(request: StaffRequest, case_id: UUID) -> HttpResponse:
    """Everything about it, what comes next, and what can be done."""
    found = seen(request.viewer, case_id)
    return _shown(request, found)


@require_safe
@viewer_required()
def case_by_number(request: StaffRequest, case_number: str) -> HttpResponse:
    """What somebody reads out from a receipt leads to the page."""
    found = by_number(request.viewer, case_number)
    if found is None:
        raise NotHere(str(REFUSALS["not_found"]), code="not_found")
    return HttpResponseRedirect(reverse("case", args=[found.pk]))


@require_safe
@viewer_required()
def case_photo(request: StaffRequest, case_id: UUID, sha256: str, variant: str) -> HttpResponse:
    """A picture, for whoever may read the case it belongs to."""
    found = seen(request.viewer, case_id)
    file = picture_of(found, sha256) if variant in PICTURES else None
    if file is None:
        raise NotHere(_("사진을 찾을 수 없습니다."), code="not_found")
    picture = picture_bytes(file, Variant(variant))
    if picture is None:
        # Drawn by us until the worker has made it, so that the page keeps its shape.
        sentence = state_sentence(file) or _("사진을 읽을 수 없습니다.")
        drawn = render_to_string("media/placeholder.svg", {"sentence": sentence})
        waiting = HttpResponse(drawn, content_type="image/svg+xml", status=202)
        waiting["Cache-Control"] = "no-store"
        return waiting
    response = HttpResponse(picture, content_type="image/jpeg")
    response["X-Content-Type-Options"] = "nosniff"
    # The bytes behind an address never change, but a browser on a shared desk should forget them.
    response["Cache-Control"] = "private, max-age=86400, immutable"
    return response


@require_POST
@viewer_required()
def case_open_reporter(request: StaffRequest, case_id: UUID, reporter_id: UUID) -> HttpResponse:
    """Name and number in the clear, in this answer only; the log has its row."""
    viewer = request.viewer
    found = seen(viewer, case_id)
    can = can_of(viewer, found)
    require(can.works or can.leads)
    reporter = reporter_in(found, reporter_id)
    if reporter is None or reporter.person_id is None:
        raise NotHere(str(REFUSALS["reporter_unknown"]), code="not_found")
    form = PurposeForm(request.POST)
    if not form.is_valid():
        return _shown(request, found, asked=(reporter_id, form), status=422)
    try:
        opened = open_person(
            viewer,
            person_id=reporter.person_id,
            purpose=form.said,
            columns=OPENED,
            now=timezone.now(),
        )
    except Refused as problem:
        status = refused(form, problem)
        return _shown(request, found, asked=(reporter_id, form), status=status)
    values = [(str(COLUMNS.get(name, name)), text) for name, text in opened.values.items()]
    return _shown(request, found, opened=(reporter_id, values))


@require_safe
@viewer_required()
def case_print(request: StaffRequest, case_id: UUID) -> HttpResponse:
    """One sheet for the file or for the street; persons stay masked."""
    now = timezone.now()
    found = seen(request.viewer, case_id)
    read = page_of(request.viewer, found)
    words = category_of(found)
    pairs, photos = linked.pictures(read)
    context = {
        "case": found,
        "head": present.head(found, words, now=now),
        "facts": present.facts(read, now=now),
        "dues": present.dues(found, now=now),
        "said": present.said(read, words),
        "pairs": pairs,
        "photos": photos,
        "people": people.people_of(read),
        "chain": chain_of(found, read.handovers, now=now),
        "happened": list(reversed(history_of(read))),
        "printed": localtime(now),
        "by": request.viewer.name,
    }
    return page(request, "case_print", context)


def _shown(
    request: StaffRequest,
    found: Case,
    *,
    asked: tuple[UUID, PurposeForm] | None = None,
    opened: tuple[UUID, list[tuple[str, str]]] | None = None,
    status: int = 200,
) -> HttpResponse:
    viewer, now = request.viewer, timezone.now()
    can = can_of(viewer, found)
    read = page_of(viewer, found)
    words = category_of(found)
    standing = present.standing_of(read)
    happened = history_of(read)
    pairs, photos = linked.pictures(read)
    near = [
        one.case
        for one in near_by(
            viewer,
            dong_id=found.dong_id,
            category=found.category,
            latitude=found.latitude,
            longitude=found.longitude,
            but=found.pk,
        )
    ]
    choices = choices_of(
        read,
        can,
        standing,
        repeated=rules.may_end_repeated(told=read.times_told, answered=read.times_answered),
    )
    works = (can.works or can.leads) and found.is_open
    context: dict[str, Any] = {
        "case": found,
        "seen_at": localtime(now).isoformat(),
        "head": present.head(found, words, now=now),
        "back": reverse("cases"),
        "closed": reverse("case", args=[found.pk]),
        "merged": linked.case_link(found.merged_into, now=now) if found.merged_into else None,
        "steps": present.steps(found, standing),
        "next": present.coming(read, standing, now=now),
        "notices": present.notices(read, can, now=now),
        "main": choices.main,
        "second": choices.second,
        "choices": choices.others,
        "dues": present.dues(found, now=now),
        "due_note": present.due_note(found),
        "facts": present.facts(read, now=now),
        "said": present.said(read, words),
        "pairs": pairs,
        "photos": photos,
        "marker": linked.marker(found),
        "ground": ground_address(viewer, found),
        "resident": people.resident_reads(read),
        "notes": people.notes(read),
        "note_form": NoteForm(auto_id="note_%s") if can.writes and found.is_open else None,
        "note_url": address(found.pk, "note"),
        "progress_form": ProgressForm(auto_id="progress_%s") if works else None,
        "progress_url": address(found.pk, "progress"),
        "people": _people(read, can, asked=asked, opened=opened),
        "chain": chain_of(found, read.handovers, now=now),
        "outside": linked.outside(read.outside, may_end=works),
        "happened": happened[:MOST_ROWS],
        "earlier": _earlier(len(happened)),
        "linked": linked.linked(read, near, now=now),
    }
    return page(request, "case", context, status=status)


def _earlier(count: int) -> str:
    if count <= MOST_ROWS:
        return ""
    return _("그 전의 %(n)d가지는 인쇄한 것에 있습니다.") % {"n": count - MOST_ROWS}


def _people(
    read: CasePage,
    can: Can,
    *,
    asked: tuple[UUID, PurposeForm] | None,
    opened: tuple[UUID, list[tuple[str, str]]] | None,
) -> dict[str, Any]:
    """Rows as they are masked, with what may be opened and who is still to be told."""
    shown = people.people_of(read)
    case_key = read.case.pk
    standing = present.standing_of(read)
    tells = can.works and not rules.why_not_tell(standing)
    for row, one in zip(shown["rows"], read.reporters, strict=True):
        knows = one.person_id in read.persons
        _offered(row, one, case_key, opens=knows and (can.works or can.leads), tells=tells)
        if asked and asked[0] == one.pk:
            row["open_form"] = asked[1]
        if opened and opened[0] == one.pk:
            row["opened"] = opened[1]
    if can.writes and read.case.is_open:
        shown["add_url"] = reverse("case_follow", args=[case_key])
    return shown


def _offered(
    row: dict[str, Any], one: Reporter, case_key: UUID, *, opens: bool, tells: bool
) -> None:
    if opens:
        row["open_url"] = reverse("case_open_reporter", args=[case_key, one.pk])
        row["open_form"] = PurposeForm(auto_id=f"open-{one.pk.hex}-%s")
    if tells and one.told_at is None:
        row["tell_url"] = f"{reverse('case_tell', args=[case_key])}?to={one.pk}"
