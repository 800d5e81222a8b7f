"""Letters of attorney at the counter: the list, one letter, made and printed, revoked."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dongne.delivery.catalogue.public import services_of
from dongne.foundation.media.public import Photo, Variant, picture_bytes
from dongne.foundation.openings.public import Deed
from dongne.foundation.organisations.public import StaffRequest, viewer_required
from dongne.foundation.papers.public import file_response
from dongne.foundation.residents.public import open_persons
from dongne.foundation.scope.public import SYSTEM
from dongne.lib.refusals import Forbidden, NotHere, Refused
from dongne.lib.seoul import seoul_day

from ... import services
from ...forms.staff.letters import LetterForm, RevokeForm
from ...forms.staff.lists import FindForm
from ...models import Letter
from ...papers import letter_paper
from ...permissions import has_counter, works_at
from ...presenters.staff import letters as present
from ...queries.ground import setting_of
from ...queries.letter_lists import Shown, letter_list, letters_found, letters_of
from ...queries.page import letter_page, uses_of
from .ground import page, refused, require

PARTS = {"principal": "principal_name", "applicant": "proxy_name", "items": "service_0"}


@require_http_methods(["GET", "HEAD", "POST"])
@viewer_required()
def letters(request: StaffRequest) -> HttpResponse:
    """What is sent to find somebody never stands in an address."""
    viewer, today = request.viewer, seoul_day(timezone.now())
    text = request.GET.get("show", "")
    shown = Shown(text) if text in set(Shown) else Shown.UNCHECKED
    form = FindForm(request.POST if request.method == "POST" else None)
    newer = older = ""
    status = 200
    if request.method == "POST":
        items = letters_found(viewer, form.cleaned_data["words"]) if form.is_valid() else []
        status = 422 if form.errors else 200
    else:
        items, newer, older = letter_list(
            viewer,
            letters_of(viewer, shown, today=today),
            after=request.GET.get("after", ""),
            before=request.GET.get("before", ""),
        )
    title, words = present.EMPTY[shown]
    context = {
        "find_form": form,
        "found": form.is_bound,
        "tabs": [
            {
                "label": present.SHOWN[one],
                "url": f"?show={one}",
                "current": one is shown and not form.is_bound,
            }
            for one in Shown
        ],
        "rows": [present.row_of(one, today=today) for one in items],
        "newer": f"?show={shown}&before={newer}" if newer else "",
        "older": f"?show={shown}&after={older}" if older else "",
        "empty": {"title": title, "text": words},
        "may_make": has_counter(viewer),
        "back": reverse("applications"),
    }
    return page(request, "letters", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@viewer_required()
def letter_new(request: StaffRequest) -> HttpResponse:
    """For somebody at the counter who then signs it by hand."""
    viewer, now = request.viewer, timezone.now()
    if not has_counter(viewer) or viewer.dong_id is None:
        raise Forbidden(
            _("위임장은 동주민센터에서 만듭니다. 주민에게는 누리집의 위임장 화면을 알려 주세요."),
            code="not_in_a_dong",
        )
    today = seoul_day(now)
    known = services_of(viewer.dong_id, day=today)
    days = setting_of(viewer.dong_id).letter_days
    form = LetterForm(
        request.POST if request.method == "POST" else None,
        services=known.values(),
        initial={"valid_until": today + timedelta(days=days)},
    )
    status = 422 if form.is_bound else 200
    if form.is_valid():
        try:
            letter = services.make_letter(viewer, given=form.given(), now=now)
        except Refused as problem:
            status = refused(form, problem, PARTS)
        else:
            messages.success(request, _("위임장을 만들었습니다. 인쇄해서 손으로 서명을 받으세요."))
            return HttpResponseRedirect(reverse("letter", args=[letter.pk]))
    context = {"form": form, "back": reverse("attorney_letters")}
    return page(request, "letter_new", context, status=status)


@require_safe
@viewer_required()
def letter(request: StaffRequest, letter_key: UUID) -> HttpResponse:
    """One letter and every use of it."""
    viewer, today = request.viewer, seoul_day(timezone.now())
    found = letter_page(viewer, letter_key)
    works = works_at(viewer, found.dong_id)
    context = {
        "letter": found,
        **present.page_of(viewer, found, uses_of(found), today=today),
        "works": works,
        "may_check": works and present.may_check(found, today=today),
        "may_revoke": works and found.revoked_at is None,
        "has_scan": bool(found.evidence) and works,
        "back": reverse("attorney_letters"),
    }
    return page(request, "letter", context)


@require_POST
@viewer_required()
def letter_print(request: StaffRequest, letter_key: UUID) -> HttpResponse:
    """The paper with the names on it: that it was printed stands in the log of openings."""
    viewer, now = request.viewer, timezone.now()
    found = letter_page(viewer, letter_key)
    require(works_at(viewer, found.dong_id))
    keys = [one for one in (found.principal_id, found.proxy_id) if one]
    opened = open_persons(
        viewer,
        person_ids=keys,
        purpose="delivery",
        columns=("name", "birth_date"),
        deed=Deed.PRINTED,
        now=now,
    )
    values = {one.person.pk: one.values for one in opened}
    of = [values.get(key, {}) if key else {} for key in (found.principal_id, found.proxy_id)]
    document = letter_paper(
        found,
        names=(of[0].get("name", ""), of[1].get("name", "")),
        births=(of[0].get("birth_date", ""), of[1].get("birth_date", "")),
        now=now,
    )
    response = file_response(document, "pdf", now=now)
    response["Cache-Control"] = "no-store"
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@viewer_required()
def letter_revoke(request: StaffRequest, letter_key: UUID) -> HttpResponse:
    viewer = request.viewer
    found = letter_page(viewer, letter_key)
    require(works_at(viewer, found.dong_id))
    form = RevokeForm(request.POST if request.method == "POST" else None)
    status = 422 if form.is_bound else 200
    if form.is_valid():
        try:
            services.revoke_letter(
                viewer, letter_id=found.pk, why=form.cleaned_data["why"], now=timezone.now()
            )
        except Refused as problem:
            status = refused(form, problem)
        else:
            messages.success(request, _("위임장을 거두었습니다. 더 쓸 수 없습니다."))
            return HttpResponseRedirect(reverse("letter", args=[found.pk]))
    context: dict[str, Any] = {
        "letter": found,
        "form": form,
        "back": reverse("letter", args=[found.pk]),
        "already": found.revoked_at is not None,
    }
    return page(request, "letter_revoke", context, status=status)


@require_safe
@viewer_required()
def letter_scan(request: StaffRequest, letter_key: UUID) -> HttpResponse:
    """The masked scan, for whoever works in the letter's office."""
    viewer = request.viewer
    found = letter_page(viewer, letter_key)
    require(works_at(viewer, found.dong_id))
    picture = _picture(found)
    if picture is None:
        raise NotHere(_("남겨 둔 사진이 없습니다."), code="not_found")
    response = HttpResponse(picture, content_type="image/jpeg")
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "no-store"
    return response


def _picture(found: Letter) -> bytes | None:
    if not found.evidence:
        return None
    photo = (
        Photo.objects.for_viewer(SYSTEM).filter(dong=found.dong_id, sha256=found.evidence).first()
    )
    return picture_bytes(photo, Variant.FULL) if photo else None
