"""How to apply and how to receive: one question a page, then the ways. No account, no row."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy, pgettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from dongne.delivery.catalogue.public import GROUPS
from dongne.delivery.ways.public import Circle, Service
from dongne.foundation.gate.public import limit
from dongne.foundation.places.public import Dong
from dongne.foundation.scope.public import resident_viewer
from dongne.lib.refusals import NotHere

from .. import forms, words
from ..presenters.ways import Shown
from ..queries import Planned, dong_of, dongs, fitting, offered_in, planned
from ..rules.answers import Answers
from ..services import count_refused, count_unserved
from .keeping import answers_in, forget, keep

ask = require_http_methods(["GET", "HEAD", "POST"])

STEPS = ("service", "who", "when", "hard", "where")
NAMES = {
    "service": "ways",
    "who": "ways_who",
    "when": "ways_when",
    "hard": "ways_hard",
    "where": "ways_where",
}
TITLES = {
    "service": gettext_lazy("어떤 서류나 민원인가요?"),
    "who": gettext_lazy("누구의 서류인가요?"),
    "when": gettext_lazy("언제 시간이 나시나요?"),
    "hard": gettext_lazy("어려운 것이 있나요?"),
    "where": gettext_lazy("어디에 사시나요?"),
}
SHORT = {
    "service": pgettext_lazy("way", "서류"),
    "who": gettext_lazy("누구"),
    "when": gettext_lazy("시간"),
    "hard": gettext_lazy("어려운 것"),
    "where": gettext_lazy("사는 곳"),
}
HELPS = {
    "service": gettext_lazy(
        "서류를 신청하고 받는 방법 가운데 나에게 맞는 것을 찾아 드립니다. 먼저 서류를 고르세요."
    ),
    "who": gettext_lazy("누구의 것이냐에 따라 쓸 수 있는 방법이 다릅니다. 하나를 고르세요."),
    "when": gettext_lazy(
        "시간이 날 때 열려 있는 곳만 보여 드립니다. 아무 때나 괜찮으면 그냥 넘어가세요."
    ),
    "hard": gettext_lazy(
        "어려운 것을 고르면 그것 없이 할 수 있는 방법만 보여 드립니다. 적은 것은 남지 않습니다."
    ),
    "where": gettext_lazy(
        "동네를 고르면 가까운 곳의 여는 시간으로 셈합니다. 집 위치는 알려 주지 않아도 됩니다."
    ),
}
FREQUENT = (
    "resident_copy",
    "resident_abstract",
    "family_relations",
    "occupancy",
    "local_tax_clearance",
    "basic_livelihood_certificate",
)
"""What most people ask a community centre for; the others stand in their groups below."""


@ask
def service(request: HttpRequest) -> HttpResponse:
    """Where it begins. `?service=`, `&dong=` and `&who=` come from other pages and are taken as
    answered; `?q=` narrows the list."""
    answers, now = answers_in(request), timezone.now()
    if request.method == "GET" and "service" in request.GET:
        return _begun(request)
    there = offered_in(_dong(answers), now=now)
    language = get_language() or "ko"
    sought = " ".join(request.GET.get("q", "").split())[:60]
    shown = fitting(there, sought) if sought else there
    if request.method == "POST":
        form = forms.ServiceForm(request.POST, services=there, language=language)
        if form.is_valid():
            return _onward(request, "service", form.put(answers))
    else:
        form = forms.ServiceForm(
            services=there, language=language, initial={"service": answers.service}
        )
    return _question(
        request,
        "service",
        form,
        answers,
        lists=_lists(shown, language, grouped=not sought),
        chosen=form["service"].value(),
        sought=sought,
        found=len(shown),
    )


@ask
def who(request: HttpRequest) -> HttpResponse:
    answers = answers_in(request)
    found = _service(answers)
    if found is None:
        return redirect("ways")
    data = request.POST if request.method == "POST" else None
    form = forms.WhoForm(data, circles=found.circles, initial={"who": answers.who.value})
    if form.is_valid():
        return _onward(request, "who", form.put(answers))
    return _question(request, "who", form, answers, icons=words.WHO_ICONS, hints=words.WHO_HINTS)


@ask
def when(request: HttpRequest) -> HttpResponse:
    answers = answers_in(request)
    begins, ends = answers.hours or (None, None)
    form = forms.WhenForm(
        request.POST if request.method == "POST" else None,
        initial={
            "when": answers.when,
            "begins": _clock(begins),
            "ends": _clock(ends),
        },
    )
    if form.is_valid():
        return _onward(request, "when", form.put(answers))
    return _question(request, "when", form, answers, icons=words.WHEN_ICONS, hints=words.WHEN_HINTS)


@ask
def hard(request: HttpRequest) -> HttpResponse:
    answers = answers_in(request)
    data = request.POST if request.method == "POST" else None
    form = forms.HardForm(data, initial={"hard": answers.hard})
    if form.is_valid():
        return _onward(request, "hard", form.put(answers))
    return _question(request, "hard", form, answers, icons=words.HARD_ICONS, hints=words.HARD_HINTS)


@ask
def where(request: HttpRequest) -> HttpResponse:
    answers, places = answers_in(request), dongs()
    latitude, longitude = answers.place or (None, None)
    form = forms.WhereForm(
        request.POST if request.method == "POST" else None,
        dongs=places,
        initial={"dong": answers.dong, "latitude": latitude, "longitude": longitude},
    )
    if form.is_valid():
        return _onward(request, "where", form.put(answers))
    code = places[0].code if len(places) == 1 else answers.dong
    return _question(request, "where", form, answers, dong_code=code)


@ask
def result(request: HttpRequest) -> HttpResponse:
    """The ways, earliest in hand first. A POST says who pays nothing."""
    answers, now = answers_in(request), timezone.now()
    if missing := _missing(answers):
        return redirect(NAMES[missing])
    if request.method == "POST":
        form = forms.GroupsForm(request.POST)
        if form.is_valid():
            response: HttpResponse = redirect("ways_result")
            keep(request, response, form.put(answers))
            return response
    form = forms.GroupsForm(initial={"groups": answers.groups})
    try:
        found = planned(answers, now=now, language=get_language() or "ko")
    except NotHere:
        # The service was taken off since, or the dong does not know it.
        return redirect("ways")
    shown = Shown(found, now=now)
    if not shown.ways and _first_time(request, found):
        count_unserved(
            _viewer(request),
            dong_id=found.dong.pk,
            service=answers.service,
            circle=answers.who,
            now=now,
        )
    return _shown(
        request,
        "planner/result.html",
        shown=shown,
        planned=found,
        form=form,
        told="told" in request.GET,
        name=found.service.name(get_language() or "ko"),
        answers=_answered(answers, found),
        bring=found.service.bring.get(get_language() or "ko") or found.service.bring.get("ko", ()),
    )


@require_POST
def wanted(request: HttpRequest) -> HttpResponse:
    """Somebody would have liked a way that does not serve: counted, with nobody in it."""
    answers, now = answers_in(request), timezone.now()
    if _missing(answers):
        return redirect("ways")
    side, _colon, key = request.POST.get("wanted", "").partition(":")
    found = planned(answers, now=now)
    reasons = {
        reason.code
        for one in found.plan.refused
        if getattr(one, side, "") == key and side in ("apply", "receive")
        for reason in one.reasons
        if reason.channel in ("", key)
    }
    if reasons and _first_time(request, found, key=key):
        count_refused(
            _viewer(request),
            dong_id=found.dong.pk,
            service=answers.service,
            circle=answers.who,
            apply=key if side == "apply" else "",
            receive=key if side == "receive" else "",
            reasons=reasons,
            now=now,
        )
    return redirect(f"{reverse('ways_result')}?told=1#why")


@require_POST
def begin_again(request: HttpRequest) -> HttpResponse:
    response = redirect("ways")
    forget(response)
    return response


def _begun(request: HttpRequest) -> HttpResponse:
    """From another page: what it knows is answered, the rest is asked."""
    there = offered_in(None, now=timezone.now())
    code, dong = request.GET["service"][:60], request.GET.get("dong", "")[:40]
    circle = request.GET.get("who", "")
    answers = Answers(dong=dong if dong in {one.code for one in dongs()} else "")
    if code not in there and code not in offered_in(_dong(answers), now=timezone.now()):
        return redirect("ways")
    answers = replace(answers, service=code, answered=("service",))
    if circle in set(Circle):
        answers = replace(answers, who=Circle(circle), answered=("service", "who"))
    response: HttpResponse = redirect(NAMES[_next(answers.answered[-1])])
    keep(request, response, answers)
    return response


def _onward(request: HttpRequest, step: str, answers: Answers) -> HttpResponseRedirect:
    answered = dict.fromkeys([*answers.answered, step])
    answers = replace(answers, answered=tuple(answered))
    missing = _missing(answers)
    to = "ways_result" if missing is None else NAMES[missing]
    response = HttpResponseRedirect(reverse(to))
    keep(request, response, answers)
    return response


def _missing(answers: Answers) -> str | None:
    return next((step for step in STEPS if step not in answers.answered), None)


def _next(step: str) -> str:
    return STEPS[STEPS.index(step) + 1]


def _question(
    request: HttpRequest, step: str, form: Form, answers: Answers, **more: Any
) -> HttpResponse:
    at = STEPS.index(step)
    all_answered = _missing(answers) is None
    back = reverse("ways_result") if all_answered else "/" if at == 0 else ""
    context = {
        "form": form,
        "title": TITLES[step],
        "help": HELPS[step],
        "short": SHORT[step],
        "step_number": at + 1,
        "step_total": len(STEPS),
        "back": back or reverse(NAMES[STEPS[at - 1]]),
        "change": all_answered,
    }
    template = f"planner/{step}.html"
    return _shown(request, template, status=422 if form.errors else 200, **context, **more)


def _shown(
    request: HttpRequest, template: str, *, status: int = 200, **context: Any
) -> HttpResponse:
    response = render(request, template, context, status=status)
    # It follows from what somebody said of themselves.
    response["Cache-Control"] = "no-store"
    return response


def _lists(
    services: Mapping[str, Service], language: str, *, grouped: bool
) -> list[dict[str, Any]]:
    """The frequent ones first, then each group folded."""

    def rows(found: list[Service]) -> list[dict[str, str]]:
        return [
            {
                "code": one.code,
                "name": one.name(language),
                "help": one.helps.get(language) or one.helps.get("ko", ""),
            }
            for one in found
        ]

    if not grouped:
        return [{"title": "", "rows": rows(list(services.values()))}]
    frequent = [services[code] for code in FREQUENT if code in services]
    lists = [{"title": _("많이 찾는 것"), "rows": rows(frequent), "open": True}]
    by_group: dict[str, list[Service]] = {}
    for one in services.values():
        by_group.setdefault(one.group, []).append(one)
    order = [*GROUPS, *(key for key in by_group if key not in GROUPS)]
    lists += [
        {"title": str(GROUPS.get(key, key)), "rows": rows(by_group[key]), "folded": True}
        for key in order
        if key in by_group
    ]
    return lists


def _answered(answers: Answers, found: Planned) -> list[dict[str, str]]:
    """What was answered, each with the way back to its question."""
    language = get_language() or "ko"
    when = ", ".join(str(words.WHEN[one]) for one in answers.when if one in words.WHEN)
    if answers.hours:
        when += f" ({_clock(answers.hours[0])}–{_clock(answers.hours[1])})"
    hard = ", ".join(str(words.HARD[one]) for one in answers.hard if one in words.HARD)
    place = f" · {_('표시한 곳에서')}" if answers.place else ""
    told = {
        "service": found.service.name(language),
        "who": str(words.WHO[answers.who]),
        "when": when or _("아무 때나"),
        "hard": hard or _("없음"),
        "where": f"{found.dong.label}{place}",
    }
    return [
        {"label": str(SHORT[step]), "value": told[step], "href": reverse(NAMES[step])}
        for step in STEPS
    ]


def _dong(answers: Answers) -> Dong | None:
    try:
        return dong_of(answers.dong) if answers.dong else None
    except NotHere:
        return None


def _service(answers: Answers) -> Service | None:
    return offered_in(_dong(answers), now=timezone.now()).get(answers.service)


def _clock(minutes: int | None) -> str:
    return "" if minutes is None else f"{minutes // 60:02d}:{minutes % 60:02d}"


def _first_time(request: HttpRequest, found: Planned, key: str = "") -> bool:
    """Looking twice is one wish."""
    who = f"{request.META.get('REMOTE_ADDR', '')} {found.dong.pk} {found.service.code} {key}"
    return limit("planner.unmet", who=who, now=timezone.now()).allowed


def _viewer(request: HttpRequest) -> Any:
    return resident_viewer(address=request.META.get("REMOTE_ADDR", ""))
