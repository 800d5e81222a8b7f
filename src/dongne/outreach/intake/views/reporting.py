"""Reporting, one thing a page. Nobody needs an account; nothing typed is lost."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from dongne.foundation.gate.public import guard_form
from dongne.foundation.privacy.public import retention_on
from dongne.lib.refusals import Conflict, NotHere, Refused
from dongne.lib.seoul import seoul_day

from ..forms import reporting as forms
from ..presenters import reporting as present
from ..queries.categories import fitting, offered
from ..queries.near import Near, may_follow, near_cases
from ..queries.photos import photos_of
from ..queries.places import dongs
from ..queries.signs import sign_of
from ..rules import MOST_PHOTOS, Given, Step
from ..services.drafts import begin_draft, forget_draft, open_draft
from ..services.photos import take_photos
from ..services.sending import send_report
from .frame import COOKIE, Page, actor_of, keep_token, to_receipt, token_of

ask = require_http_methods(["GET", "HEAD", "POST"])
PHOTOS, SENDING = "intake.photos", "intake.report"
USUAL_MONTHS = 12
GENERAL = "other"
"""The category of everything that has none."""


@ask
def report(request: HttpRequest) -> HttpResponse:
    """Where it begins. `?at=` is the code of a poster: its place is known already."""
    now = timezone.now()
    known = open_draft(token_of(request), now=now)
    code = (request.POST if request.method == "POST" else request.GET).get("at", "")
    sign = sign_of(code) if code else None
    if request.method == "POST":
        given = Given()
        if sign:
            given.dong_id, given.sign, given.place = sign.dong_id, sign.code, sign.label
            given.address, given.category = sign.address, sign.category
            given.latitude, given.longitude = sign.latitude, sign.longitude
            given.tong = sign.tong.number if sign.tong else None
            if sign.officer_id:
                given.place = given.address = ""
            if request.POST.get("ask"):
                # A question has no place.
                given.category = GENERAL
        if known:
            forget_draft(actor_of(request), token=token_of(request), now=now)
        token, _draft = begin_draft(actor_of(request), given=given, now=now)
        first = Step.WHERE if sign is None or sign.officer_id else Step.WHAT
        response: HttpResponse = redirect(
            present.address_of(Step.TEXT if given.category == GENERAL else first)
        )
        keep_token(request, response, token)
        return response
    context = {
        "sign": sign if sign and not sign.officer_id else None,
        "at": sign.code if sign else "",
        "ask": bool(sign and request.GET.get("ask")),
        "known": known if known and known.draft.sent_at is None else None,
        "sent": known if known and known.draft.sent_at else None,
    }
    return render(request, "intake/report.html", context)


@ask
def where(request: HttpRequest) -> HttpResponse:
    page = Page.of(request, Step.WHERE)
    if page.sent:
        return to_receipt()
    places = dongs()
    if request.method == "POST":
        form = forms.WhereForm(request.POST, dongs=places)
        if form.is_valid():
            return page.keep(form.put)
    else:
        initial = {
            "latitude": page.given.latitude,
            "longitude": page.given.longitude,
            "address": " · ".join(filter(None, [page.given.place, page.given.address])),
            "dong": page.given.dong_id,
        }
        form = forms.WhereForm(initial=initial, dongs=places)
    return page.show(
        "intake/where.html",
        status=422 if form.errors else 200,
        form=form,
        dong_code=page.dong.code if page.dong else places[0].code if len(places) == 1 else "",
    )


@ask
def what(request: HttpRequest) -> HttpResponse:
    page = Page.of(request, Step.WHAT)
    if page.sent:
        return to_receipt()
    everything = offered(page.given.dong_id, now=page.now)
    if request.method == "POST":
        form = forms.WhatForm(request.POST, offered=everything)
        if form.is_valid():
            return page.keep(form.put)
    else:
        form = forms.WhatForm(initial={"category": page.given.category}, offered=everything)
    sought = " ".join(request.GET.get("q", "").split())[:60]
    found = fitting(everything, sought) if sought else []
    if found:
        form.fields["category"].choices = [(one.code, one.name()) for one in found]  # type: ignore[attr-defined]
    return page.show(
        "intake/what.html",
        status=422 if form.errors else 200,
        form=form,
        icons={one.code: one.icon for one in everything},
        hints={one.code: one.easy() for one in everything},
        sought=sought,
        found=len(found),
    )


@ask
def details(request: HttpRequest) -> HttpResponse:
    page = Page.of(request, Step.DETAILS)
    if page.sent:
        return to_receipt()
    words = page.words
    if words is None:
        return page.show("intake/details.html", form=None)
    if not words.questions:
        return page.onward(page.given)
    if request.method == "POST":
        form = forms.DetailsForm(request.POST, words=words)
        if form.is_valid():
            return page.keep(form.put)
    else:
        form = forms.DetailsForm(initial=forms.DetailsForm.initial_of(page.given), words=words)
    return page.show("intake/details.html", status=422 if form.errors else 200, form=form)


@ask
def photos(request: HttpRequest) -> HttpResponse:
    """First, with the place of the photo, or later. One refused loses no other."""
    page = Page.of(request, Step.PHOTOS)
    if page.sent:
        return to_receipt()
    form = (
        forms.PhotosForm(request.POST, request.FILES)
        if request.method == "POST"
        else forms.PhotosForm()
    )
    refused: list[str] = []
    if request.method == "POST":
        if request.FILES and (answer := guard_form(request, PHOTOS, dong=page.dong)):
            return answer
        if form.is_valid():
            taken = take_photos(
                actor_of(request),
                files=form.cleaned_data["photos"],
                dong_id=page.given.dong_id,
                held=len(page.given.photos),
                now=page.now,
            )
            gone = set(request.POST.getlist("gone"))
            refused = taken.refused

            def put(given: Given) -> None:
                kept = [sha for at, sha in enumerate(given.photos, 1) if str(at) not in gone]
                given.photos = list(dict.fromkeys([*kept, *taken.photos]))[:MOST_PHOTOS]
                if taken.place and given.dong_id is None and taken.photos:
                    given.latitude, given.longitude, spot = taken.place
                    given.dong_id, given.tong = spot.dong_id, spot.tong_number
                    given.from_photo = True

            if taken.photos or gone or not refused:
                response = page.keep(put)
                if not refused and request.POST.get("go") != "more":
                    return response
                return _photos_again(request, page, response, refused)
    return _photos_page(page, form, refused)


def _photos_again(
    request: HttpRequest, page: Page, response: HttpResponse, refused: list[str]
) -> HttpResponse:
    """The page once more: what was taken in is there, what was refused is told."""
    token = response.cookies[COOKIE].value
    fresh = Page(request, Step.PHOTOS, page.now, open_draft(token, now=page.now))
    shown = _photos_page(fresh, forms.PhotosForm(), refused)
    keep_token(request, shown, token)
    return shown


def _photos_page(page: Page, form: forms.PhotosForm, refused: list[str]) -> HttpResponse:
    given = page.given
    known = photos_of(given.dong_id, given.photos) if given.dong_id and given.photos else {}
    response = page.show(
        "intake/photos.html",
        status=422 if form.errors or refused else 200,
        form=form,
        kept=present.photo_rows(given, known),
        refused=refused,
        room=MOST_PHOTOS - len(given.photos),
        most=MOST_PHOTOS,
        first=given.dong_id is None,
    )
    return response


@ask
def text(request: HttpRequest) -> HttpResponse:
    page = Page.of(request, Step.TEXT)
    if page.sent:
        return to_receipt()
    with_photos = bool(page.given.photos)
    if request.method == "POST":
        form = forms.TextForm(request.POST, with_photos=with_photos)
        if form.is_valid():
            return page.keep(form.put)
    else:
        form = forms.TextForm(initial={"text": page.given.text}, with_photos=with_photos)
    return page.show("intake/text.html", status=422 if form.errors else 200, form=form)


@ask
def near(request: HttpRequest) -> HttpResponse:
    """Open cases of the same kind near by, to follow one instead. Passed over where none is."""
    page = Page.of(request, Step.NEAR)
    if page.sent:
        return to_receipt()
    given, words = page.given, page.words
    if request.method == "POST":
        number = request.POST.get("follow", "")
        followed = (
            may_follow(number, dong_id=given.dong_id, category=given.category)
            if number and given.dong_id
            else None
        )
        if number and followed is None:
            raise Conflict(
                _("함께 받아보려던 신고가 그사이 끝났습니다. 새로 알려 주세요."),
                code="followed_gone",
            )

        def put(given: Given) -> None:
            given.seen_near, given.followed = True, followed.number if followed else ""

        return page.keep(put)
    found = _near(given) if words else []
    if not found or words is None:
        return page.onward(given)
    return page.show("intake/near.html", rows=present.near_rows(found, words, now=page.now))


def _near(given: Given) -> list[Near]:
    if given.dong_id is None or given.latitude is None or given.longitude is None:
        return []
    return near_cases(
        dong_id=given.dong_id,
        category=given.category,
        latitude=given.latitude,
        longitude=given.longitude,
    )


@ask
def contact(request: HttpRequest) -> HttpResponse:
    page = Page.of(request, Step.CONTACT)
    if page.sent:
        return to_receipt()
    given = page.given
    if request.method == "POST":
        form = forms.ContactForm(request.POST, follows=bool(given.followed))
        if form.is_valid():
            return page.keep(form.put)
    else:
        told = ("contact", "phone", "email", "name", "agreed")
        initial = {name: getattr(given, name) for name in told}
        initial["language"] = given.language or request.LANGUAGE_CODE
        form = forms.ContactForm(initial=initial, follows=bool(given.followed))
    district = page.dong.district_id if page.dong else None
    rule = retention_on(district, seoul_day(page.now)).get("contact")
    return page.show(
        "intake/contact.html",
        status=422 if form.errors else 200,
        form=form,
        months=rule.months if rule else USUAL_MONTHS,
        several=len(settings.LANGUAGES) > 1,
    )


@ask
def check(request: HttpRequest) -> HttpResponse:
    """Everything once more, and sending: the second press and a reload make no second case."""
    page = Page.of(request, Step.CHECK)
    if page.sent:
        return to_receipt()
    refusal = ""
    if request.method == "POST":
        if answer := guard_form(request, SENDING, dong=page.dong):
            return answer
        form = forms.CheckForm(request.POST)
        form.full_clean()
        try:
            send_report(
                actor_of(request),
                token=token_of(request),
                hidden=bool(form.cleaned_data.get("hidden")),
                now=page.now,
            )
        except NotHere:
            raise
        except Refused as problem:
            refusal = problem.message
        else:
            return to_receipt()
    else:
        form = forms.CheckForm(initial={"hidden": page.given.hidden})
    given = page.given
    known = photos_of(given.dong_id, given.photos) if given.dong_id and given.photos else {}
    return page.show(
        "intake/check.html",
        status=422 if refusal else 200,
        form=form,
        refusal=refusal,
        rows=present.check_rows(given, words=page.words, dong=page.dong, photos=known),
        near=bool(page.words and not given.seen_near and _near(given)),
        on_map=bool(page.words and page.words.public and not given.followed),
    )


@require_POST
def forget(request: HttpRequest) -> HttpResponseRedirect:
    """Nothing stays on a computer that others use."""
    forget_draft(actor_of(request), token=token_of(request), now=timezone.now())
    response = redirect("report_start")
    response.delete_cookie(COOKIE, path="/report")
    return response
