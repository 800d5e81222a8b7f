"""Applying, one thing a page. Nobody needs an account; nothing typed is lost."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from dongne.foundation.gate.public import TooMany, guard_form, too_many
from dongne.lib.refusals import NotHere, Refused

from ...forms.resident import applying as forms
from ...forms.resident.fields import refused
from ...presenters.resident import applying as present
from ...presenters.resident.words import closed_words
from ...queries.offering import circles_for, dongs, letter_of_number, offered
from ...queries.receiving import Ways, fee_for, ways_for
from ...queries.steps import Given, Step, steps
from ...services.drafts import begin_draft, forget_draft, open_draft
from ...services.online import send_application, send_code, verify
from .frame import (
    COOKIE,
    Page,
    actor_of,
    keep_token,
    sent_form,
    show,
    to_receipt,
    token_of,
)

ask = require_http_methods(["GET", "HEAD", "POST"])
SENDING, CODING = "applications.apply", "applications.code"
LATER = 3600
"""Seconds by which the moment in hand may have moved since it was shown."""


@ask
def start(request: HttpRequest) -> HttpResponse:
    """Where it begins. `?service=`, several with commas, `&receive=`, `&apply=` and `&dong=` come
    from the page of ways: what is known already is not asked again."""
    now = timezone.now()
    known = open_draft(token_of(request), now=now)
    told = request.POST if request.method == "POST" else request.GET
    wanted = [one for text in told.getlist("service") for one in text.split(",") if one][:10]
    receive, apply = told.get("receive", "")[:80], told.get("apply", "")[:40]
    letter = told.get("letter", "")[:40]
    places = dongs()
    dong_id = _dong_of(told.get("dong", ""), [one.pk for one in places])
    if request.method == "POST":
        given = Given(dong_id=dong_id, language=get_language() or "ko")
        there = offered(dong_id, now=now) if wanted else {}
        given.services = [code for code in wanted if code in there]
        given.receive, _colon, given.receive_site = receive.partition(":")
        if letter and (found := letter_of_number(dong_id, letter)):
            given.letter, given.circle = found.number, "proxy"
            given.services = [str(one["code"]) for one in found.services]
            given.copies = {str(one["code"]): int(one.get("copies", 1)) for one in found.services}
        if known:
            forget_draft(actor_of(request), token=token_of(request), now=now)
        token, _draft = begin_draft(actor_of(request), given=given, now=now)
        response: HttpResponse = redirect(present.address_of(_first(given)))
        keep_token(request, response, token)
        return response
    names = present.service_names(
        [one for code, one in offered(dong_id, now=now).items() if code in wanted] if wanted else []
    )
    return show(
        request,
        "start.html",
        known=known if known and known.draft.sent_at is None else None,
        sent=known if known and known.draft.sent_at else None,
        carried=[
            ("service", ",".join(wanted)),
            ("receive", receive),
            ("letter", letter),
            ("dong", dong_id if len(places) > 1 and dong_id else ""),
        ],
        names=names,
        elsewhere=bool(apply and apply != "online"),
    )


def _dong_of(text: str, keys: list[int]) -> int | None:
    if len(keys) == 1:
        return keys[0]
    return int(text) if text.isascii() and text.isdigit() and int(text) in keys else None


def _first(given: Given) -> Step:
    if given.dong_id is None:
        return Step.OFFICE
    return Step.WHOM if given.services else Step.WHAT


@ask
def office(request: HttpRequest) -> HttpResponse:
    page = Page.of(request, Step.OFFICE)
    if page.sent:
        return to_receipt()
    form = forms.OfficeForm(
        sent_form(request), dongs=page.dongs, initial={"dong": page.given.dong_id}
    )
    if request.method == "POST" and form.is_valid():
        return page.keep(form.put)
    return page.show("office.html", form=form)


@ask
def what(request: HttpRequest) -> HttpResponse:
    """The services. Looking for one keeps what was ticked before."""
    page = Page.of(request, Step.WHAT)
    if page.sent:
        return to_receipt()
    everything = list(offered(page.given.dong_id, now=page.now).values())
    here, hints = present.service_rows(everything)
    finding = request.method == "POST" and request.POST.get("go") in ("find", "all")
    typed = request.POST.get("q", "") if request.POST.get("go") == "find" else ""
    sought = " ".join(typed.split())[:60]
    form = forms.WhatForm(
        sent_form(request), here=here, finding=finding, initial={"services": page.given.services}
    )
    ticked = page.given.services
    if request.method == "POST" and form.is_valid():
        if not finding:
            return page.keep(form.put)
        ticked = form.cleaned_data["services"]
    found = {one.code for one in present.found_in(everything, sought)} if sought else set(here)
    kept = {code: name for code, name in here.items() if code in found or code in ticked}
    if finding and not form.errors:
        form = forms.WhatForm(here=kept, initial={"services": ticked})
    return page.show(
        "what.html",
        form=form,
        hints=hints,
        sought=sought,
        found=len(found & set(here)),
        elsewhere=present.elsewhere_rows(
            [one for one in everything if not sought or one.code in found]
        ),
    )


@ask
def whom(request: HttpRequest) -> HttpResponse:
    page = Page.of(request, Step.WHOM)
    if page.sent:
        return to_receipt()
    circles = circles_for(page.services)
    form = forms.WhomForm(
        sent_form(request), circles=circles, initial={"circle": page.given.circle}
    )
    if request.method == "POST" and form.is_valid():
        return page.keep(form.put)
    return page.show(
        "whom.html",
        form=form,
        hints=present.circle_hints(),
        icons=present.circle_icons(),
        nobody=bool(page.services) and not circles,
        all_of_them=len(circles) == len(forms.Circle),
        names=present.service_names(page.services),
    )


@ask
def letter(request: HttpRequest) -> HttpResponse:
    """A proxy's letter: its number, or the way to one."""
    page = Page.of(request, Step.LETTER)
    if page.sent:
        return to_receipt()
    form = forms.LetterForm(
        sent_form(request),
        given=page.given,
        services=page.services,
        now=page.now,
        initial={"letter": page.given.letter},
    )
    if request.method == "POST" and form.is_valid():
        return page.keep(form.put)
    return page.show("letter.html", form=form, names=present.service_names(page.services))


@ask
def principal(request: HttpRequest) -> HttpResponse:
    page = Page.of(request, Step.PRINCIPAL)
    if page.sent:
        return to_receipt()
    one = page.given.principal
    form = forms.PrincipalForm(
        sent_form(request),
        initial={"name": one.name, "birth_date": one.birth_date, "phone": one.phone},
    )
    if request.method == "POST" and form.is_valid():
        return page.keep(form.put)
    return page.show("person.html", form=form)


@ask
def details(request: HttpRequest) -> HttpResponse:
    page = Page.of(request, Step.DETAILS)
    if page.sent:
        return to_receipt()
    form = forms.DetailsForm(
        sent_form(request),
        services=page.services,
        initial=forms.DetailsForm.initial_of(page.given, page.services),
    )
    if request.method == "POST" and page.services and form.is_valid():
        return page.keep(form.put)
    return page.show("details.html", form=form, parts=present.detail_parts(form.parts()))


@ask
def receive(request: HttpRequest) -> HttpResponse:
    """Every way that serves, the earliest in hand first, with its moment and cost."""
    page = Page.of(request, Step.RECEIVE)
    if page.sent:
        return to_receipt()
    if page.misses_before():
        return page.show("receive.html", form=None)
    found = _ways(page)
    given = page.given
    before = f"{given.receive}:{given.receive_site}" if given.receive_site else given.receive
    if found.of(before) is None:
        # Without the place the first of that channel will do: whoever came from elsewhere had
        # chosen the channel.
        same = (way.value for way in found.ways if way.channel.key == given.receive)
        before = next(same, "")
    form = forms.ReceiveForm(
        sent_form(request),
        ways=found.ways,
        names=present.way_names(found.ways),
        initial={"receive": before or (found.ways[0].value if found.ways else "")},
    )
    if request.method == "POST" and found.ways and form.is_valid():
        return page.keep(form.put)
    return page.show(
        "receive.html",
        form=form if found.ways else None,
        none=not found.ways,
        hints=present.way_hints(found.ways, now=page.now),
        icons=present.way_icons(found.ways),
        closed=present.closed_rows(
            found.closed, {one.channel.key: closed_words(one) for one in found.closed}
        ),
        names=present.service_names(page.services),
    )


def _ways(page: Page) -> Ways:
    return ways_for(page.given, page.services, now=page.now)


@ask
def who(request: HttpRequest) -> HttpResponse:
    page = Page.of(request, Step.WHO)
    if page.sent:
        return to_receipt()
    one = page.given.who
    form = forms.WhoForm(
        sent_form(request),
        address=page.asked.address,
        initial={
            name: getattr(one, name)
            for name in ("name", "birth_date", "phone", "address", "address_detail")
        },
    )
    if request.method == "POST" and form.is_valid():
        return page.keep(form.put)
    return page.show("person.html", form=form, own=True)


@ask
def code(request: HttpRequest) -> HttpResponse:
    """First it is sent, then typed."""
    page = Page.of(request, Step.CODE)
    if page.sent:
        return to_receipt()
    form = forms.CodeForm(sent_form(request) if request.POST.get("go") != "send" else None)
    waits = request.GET.get("sent") == "1"
    if page.misses_before() or page.written is None:
        return page.show("code.html", form=None)
    if request.method == "POST" and request.POST.get("go") == "send":
        if answer := guard_form(request, CODING, dong=page.dong):
            return answer
        try:
            send_code(actor_of(request), written=page.written, now=page.now)
        except TooMany as refusal:
            return too_many(
                request, wait_seconds=refusal.wait_seconds, dong=page.dong, now=page.now
            )
        then = "&then=check" if page.then_check else ""
        return HttpResponseRedirect(f"{request.path}?sent=1{then}")
    if request.method == "POST" and form.is_valid():
        right = verify(
            actor_of(request),
            token=token_of(request),
            code=form.cleaned_data["code"],
            now=page.now,
        )
        if right:
            return redirect("apply_check")
        refused(
            form,
            _(
                "확인번호가 맞지 않거나 5분이 지났습니다. 다시 적거나 새로 받아 주세요. "
                "다섯 번 틀리면 15분 동안 확인할 수 없습니다."
            ),
        )
    return page.show(
        "code.html",
        form=form,
        waits=waits or form.is_bound,
        verified=page.given.is_verified,
    )


@ask
def check(request: HttpRequest) -> HttpResponse:
    """Everything once more, and sending: the second press and a reload make no second one."""
    page = Page.of(request, Step.CHECK)
    if page.sent:
        return to_receipt()
    given, refusal, news = page.given, "", []
    ready = not page.misses_before()
    way = _way(page) if ready else None
    fee = fee_for(given, page.services)
    if request.method == "POST" and ready:
        if answer := guard_form(request, SENDING, dong=page.dong):
            return answer
        news = _news(request, fee=fee, at=way.in_hand_at.timestamp() if way else 0)
        if way is None:
            refusal = _("고르신 방법으로는 그사이 받을 수 없게 되었습니다. 다시 골라 주세요.")
        elif not news:
            try:
                send_application(actor_of(request), token=token_of(request), way=way, now=page.now)
            except NotHere:
                raise
            except Refused as problem:
                refusal = problem.message
            else:
                return to_receipt()
    return page.show(
        "check.html",
        status=422 if refusal or news else 200,
        refusal=refusal,
        news=news,
        gone=ready and way is None,
        way=way,
        fee=fee,
        rows=present.check_rows(
            given,
            services=page.services,
            dong=page.dong,
            way=way,
            fee=fee,
            asked_steps=steps(given, page.asked),
            now=page.now,
        ),
    )


def _way(page: Page):  # type: ignore[no-untyped-def]
    given = page.given
    value = f"{given.receive}:{given.receive_site}" if given.receive_site else given.receive
    return _ways(page).of(value)


def _news(request: HttpRequest, *, fee: int, at: float) -> list[str]:
    """What is no longer as it was shown: whoever sends shall have seen what they send."""
    found = []
    if request.POST.get("fee", "") != str(fee):
        found.append(_("그사이 수수료가 바뀌었습니다. 다시 보시고 맞으면 보내 주세요."))
    try:
        shown = float(request.POST.get("at", ""))
    except ValueError:
        shown = at
    if at > shown + LATER:
        found.append(_("그사이 받을 수 있는 때가 늦어졌습니다. 다시 보시고 맞으면 보내 주세요."))
    return found


@require_POST
def forget(request: HttpRequest) -> HttpResponseRedirect:
    """Nothing stays on a computer that others use."""
    forget_draft(actor_of(request), token=token_of(request), now=timezone.now())
    response = redirect("apply_start")
    response.delete_cookie(COOKIE, path="/apply")
    return response
