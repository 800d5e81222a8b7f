"""위임장 만들기: who gives it to whom, for what, until when; then a paper to print and sign."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dongne.delivery.ways.public import Service
from dongne.foundation.gate.public import guard_form
from dongne.foundation.organisations.public import office_phone
from dongne.foundation.papers.public import file_response
from dongne.foundation.places.public import Dong
from dongne.lib.refusals import NotHere, Refused
from dongne.lib.seoul import seoul_day

from ...forms.resident import letters as forms
from ...forms.resident.applying import OfficeForm, WhatForm
from ...presenters.resident import letters as present
from ...presenters.resident.applying import found_in
from ...presenters.resident.papers import Party, letter_paper
from ...queries.ground import setting_of
from ...queries.letters import entrustable, entrusted
from ...queries.offering import chosen, dong_named, dongs, offered
from ...queries.steps import Given, Somebody
from ...services.drafts import (
    KEPT,
    LETTER,
    Written,
    begin_draft,
    change_draft,
    forget_draft,
    open_draft,
)
from ...services.preparing import make_from_draft
from .frame import actor_of, keep_cookie, sent_form, show

COOKIE = "dongne_letter"
PATH = "/apply/letter"
MAKING = "applications.make_letter"
ask = require_http_methods(["GET", "HEAD", "POST"])


def token_of(request: HttpRequest) -> str:
    return request.COOKIES.get(COOKIE, "")[:64]


def keep_token(request: HttpRequest, response: HttpResponse, token: str) -> None:
    keep_cookie(request, response, COOKIE, token, age=int(KEPT.total_seconds()), path=PATH)


@dataclass
class Page:
    request: HttpRequest
    step: str
    now: datetime
    written: Written | None

    @classmethod
    def of(cls, request: HttpRequest, step: str) -> Page:
        now = timezone.now()
        written = open_draft(token_of(request), now=now, purpose=LETTER)
        return cls(request, step, now, written)

    @cached_property
    def dongs(self) -> list[Dong]:
        return dongs()

    @cached_property
    def given(self) -> Given:
        given = self.written.given if self.written else Given()
        if given.dong_id is None and len(self.dongs) == 1:
            given.dong_id = self.dongs[0].pk
        return given

    @property
    def sent(self) -> bool:
        return self.written is not None and self.written.draft.sent_at is not None

    @property
    def then_check(self) -> bool:
        return "check" in (self.request.GET.get("then"), self.request.POST.get("then"))

    @cached_property
    def services(self) -> list[Service]:
        return chosen(self.given, now=self.now)

    @property
    def steps(self) -> list[str]:
        return [one for one in present.STEPS if one != "office" or len(self.dongs) > 1]

    def missing(self) -> list[str]:
        at = present.STEPS.index(self.step)
        gaps = present.missing(self.given, len(self.dongs))
        return [one for one in gaps if present.STEPS.index(one) < at]

    def show(self, template: str, **context: Any) -> HttpResponse:
        steps, given = self.steps, self.given
        at = steps.index(self.step) if self.step in steps else 0
        back = present.address_of(steps[at - 1]) if at else PATH
        frame = {
            "title": present.TITLES[self.step],
            "help": present.HELPS[self.step],
            "short": present.SHORT[self.step],
            "step_number": at + 1,
            "step_total": len(steps),
            "back": present.address_of("check") if self.then_check else back,
            "missing": [
                {"url": present.address_of(one), "label": present.TITLES[one]}
                for one in self.missing()
            ],
            "then": "check" if self.then_check else "",
            "phone": office_phone(given.dong_id) if given.dong_id else None,
        }
        page: dict[str, Any] = frame | context
        return show(self.request, template, **page)

    def keep(self, change: Callable[[Given], None]) -> HttpResponse:
        actor, token = actor_of(self.request), token_of(self.request)
        only = self.dongs[0].pk if len(self.dongs) == 1 else None

        def put(given: Given) -> None:
            given.language = given.language or get_language() or "ko"
            given.dong_id = given.dong_id or only
            change(given)

        written = change_draft(actor, token=token, change=put, now=self.now, purpose=LETTER)
        if written is None:
            given = Given()
            put(given)
            token, _d = begin_draft(actor, given=given, now=self.now, purpose=LETTER)
        else:
            given = written.given
        steps = self.steps
        at = steps.index(self.step) if self.step in steps else 0
        following = steps[min(at + 1, len(steps) - 1)]
        if self.then_check:
            gaps = present.missing(given, len(self.dongs))
            following = gaps[0] if gaps else "check"
        response: HttpResponse = HttpResponseRedirect(
            present.address_of(following, then=self.then_check and following != "check")
        )
        keep_token(self.request, response, token)
        return response


@ask
def start(request: HttpRequest) -> HttpResponse:
    """What it is, and what to have at hand."""
    now = timezone.now()
    known = open_draft(token_of(request), now=now, purpose=LETTER)
    if request.method == "POST":
        actor = actor_of(request)
        if known:
            forget_draft(actor, token=token_of(request), now=now, purpose=LETTER)
        places = dongs()
        given = Given(
            dong_id=places[0].pk if len(places) == 1 else None, language=get_language() or "ko"
        )
        token, _d = begin_draft(actor, given=given, now=now, purpose=LETTER)
        first = "what" if len(places) == 1 else "office"
        response: HttpResponse = redirect(present.address_of(first))
        keep_token(request, response, token)
        return response
    return show(
        request,
        "letter_start.html",
        known=known if known and known.draft.sent_at is None else None,
        sent=known if known and known.draft.sent_at else None,
    )


@ask
def office(request: HttpRequest) -> HttpResponse:
    page = Page.of(request, "office")
    if page.sent:
        return redirect("mandate_done")
    form = OfficeForm(sent_form(request), dongs=page.dongs, initial={"dong": page.given.dong_id})
    if request.method == "POST" and form.is_valid():
        return page.keep(form.put)
    return page.show("office.html", form=form)


@ask
def what(request: HttpRequest) -> HttpResponse:
    page = Page.of(request, "what")
    if page.sent:
        return redirect("mandate_done")
    everything = entrustable(offered(page.given.dong_id, now=page.now))
    here, hints = present.service_rows(everything)
    finding = request.method == "POST" and request.POST.get("go") in ("find", "all")
    typed = request.POST.get("q", "") if request.POST.get("go") == "find" else ""
    sought = " ".join(typed.split())[:60]
    form = WhatForm(
        sent_form(request), here=here, finding=finding, initial={"services": page.given.services}
    )
    ticked = page.given.services
    if request.method == "POST" and form.is_valid():
        if not finding:
            return page.keep(form.put)
        ticked = form.cleaned_data["services"]
    found = {one.code for one in found_in(everything, sought)} if sought else set(here)
    kept = {code: name for code, name in here.items() if code in found or code in ticked}
    if finding and not form.errors:
        form = WhatForm(here=kept, initial={"services": ticked})
    return page.show("what.html", form=form, hints=hints, sought=sought, found=len(found))


@ask
def how(request: HttpRequest) -> HttpResponse:
    page = Page.of(request, "how")
    if page.sent:
        return redirect("mandate_done")
    today = seoul_day(page.now)
    days = setting_of(page.given.dong_id or 0).letter_days
    names, _hints = present.service_rows(page.services)
    form = forms.LetterHowForm(
        sent_form(request),
        services=page.services,
        names=names,
        today=today,
        initial=forms.LetterHowForm.initial_of(
            page.given, page.services, today + timedelta(days=days)
        ),
    )
    if request.method == "POST" and form.is_valid():
        return page.keep(form.put)
    return page.show("person.html", form=form)


@ask
def principal(request: HttpRequest) -> HttpResponse:
    def put(given: Given, one: Somebody) -> None:
        given.principal = one

    return _party(request, "principal", put)


@ask
def agent(request: HttpRequest) -> HttpResponse:
    def put(given: Given, one: Somebody) -> None:
        given.who = one

    return _party(request, "agent", put)


def _party(request: HttpRequest, step: str, put: Callable[[Given, Somebody], None]) -> HttpResponse:
    page = Page.of(request, step)
    if page.sent:
        return redirect("mandate_done")
    one = page.given.principal if step == "principal" else page.given.who
    form = forms.NamedForm(
        sent_form(request),
        initial={name: getattr(one, name) for name in ("name", "birth_date", "phone", "address")},
    )
    if request.method == "POST" and form.is_valid():
        return page.keep(lambda given: put(given, form.somebody()))
    return page.show("person.html", form=form)


@ask
def check(request: HttpRequest) -> HttpResponse:
    page = Page.of(request, "check")
    if page.sent:
        return redirect("mandate_done")
    refusal = ""
    if request.method == "POST" and not page.missing():
        dong = dong_named(page.given.dong_id) if page.given.dong_id else None
        if answer := guard_form(request, MAKING, dong=dong):
            return answer
        try:
            make_from_draft(actor_of(request), token=token_of(request), now=page.now)
        except NotHere:
            raise
        except Refused as problem:
            refusal = problem.message
        else:
            return redirect("mandate_done")
    given = page.given
    return page.show(
        "letter_check.html",
        status=422 if refusal else 200,
        refusal=refusal,
        rows=present.check_rows(
            given,
            services=page.services,
            dong=dong_named(given.dong_id) if given.dong_id else None,
            offices=len(page.dongs),
        ),
    )


@require_safe
def done(request: HttpRequest) -> HttpResponse:
    """The number, the paper, what comes next."""
    written = _made(request)
    if written is None:
        return redirect("mandate_start")
    errand = entrusted(written.draft.pk, now=timezone.now())
    if errand is None:
        return redirect("mandate_start")
    given = written.given
    return show(
        request,
        "letter_done.html",
        number=written.draft.number,
        on_screen=errand.on_screen and not errand.letter.signed,
        signed=bool(errand.letter.signed),
        proxy=given.who.name,
        lines=present.service_lines(chosen(given, now=timezone.now()), given),
        phone=office_phone(given.dong_id) if given.dong_id else None,
    )


@require_safe
def paper(request: HttpRequest) -> HttpResponse:
    """위임장.pdf, for whoever has just made it; nobody else sees names here."""
    written, now = _made(request), timezone.now()
    errand = entrusted(written.draft.pk, now=now) if written else None
    if written is None or errand is None:
        return redirect("mandate_start")
    given, letter = written.given, errand.letter
    document = letter_paper(
        number=letter.number,
        office=letter.dong.label,
        principal=_as_printed(given.principal),
        proxy=_as_printed(given.who),
        services=present.service_lines(chosen(given, now=now), given),
        purpose=letter.purpose,
        valid_until=date.fromisoformat(given.until),
        may_receive=letter.may_receive,
        single_use=letter.single_use,
        signed_at=letter.signed_at,
        signature=letter.signature,
    )
    response = file_response(document, "pdf", now=now)
    response["Cache-Control"] = "no-store"
    return response


def _as_printed(one: Somebody) -> Party:
    return Party(name=one.name, birth_date=one.birth_date, phone=one.phone, address=one.address)


def _made(request: HttpRequest) -> Written | None:
    written = open_draft(token_of(request), now=timezone.now(), purpose=LETTER)
    return written if written and written.draft.sent_at else None


@require_POST
def forget(request: HttpRequest) -> HttpResponseRedirect:
    forget_draft(actor_of(request), token=token_of(request), now=timezone.now(), purpose=LETTER)
    response = redirect("mandate_start")
    response.delete_cookie(COOKIE, path=PATH)
    return response
