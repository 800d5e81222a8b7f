"""The methods of GeoReport v2 and its service discovery."""

from __future__ import annotations

from datetime import datetime
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from dongne.lib.reference_numbers import tidy_number
from dongne.lib.seoul import iso_seoul, seoul_day
from dongne.outreach.categories.public import changed_at

from .arguments import Arguments, many
from .asking import Mark, read_wish
from .catalogue import categories_at, definition, service
from .entrance import Answer, answers
from .errors import Wrong, not_found, not_provided, wrong
from .formats import MIME_TYPES, Format
from .listing import page_of, request_of
from .places import jurisdiction_of
from .sending import create

SPECIFICATION = "http://wiki.open311.org/GeoReport_v2"
FIVE_MINUTES = 300


def _discovered(request: HttpRequest) -> Answer:
    """Where the interface is, in which forms it answers, and when its services last changed."""
    given = Arguments(many(request.GET))
    given.done()
    changeset = _changeset()
    endpoint = request.build_absolute_uri(reverse("open311_root")).rstrip("/")
    return Answer(
        "discovery",
        {
            "changeset": changeset,
            "contact": _(
                "이 서버를 운영하는 구청·시청의 자치행정과나 동주민센터에 문의해 주세요: %(home)s"
            )
            % {"home": request.build_absolute_uri("/")},
            "key_service": _(
                "열쇠(api_key) 없이도 접수할 수 있고, 그때는 횟수가 제한됩니다. 열쇠는 이 서버를 "
                "운영하는 자치행정과에서 만들어 드립니다: %(home)s"
            )
            % {"home": request.build_absolute_uri("/")},
            "endpoints": [
                {
                    "specification": SPECIFICATION,
                    "url": endpoint,
                    "changeset": changeset,
                    "type": "production",
                    "formats": list(MIME_TYPES),
                }
            ],
        },
        keep=FIVE_MINUTES,
    )


@answers("GET")
def discovery(request: HttpRequest) -> Answer:
    """The discovery file."""
    return _discovered(request)


@answers("GET")
def root(request: HttpRequest) -> Answer:
    """The standard leaves the root open: the discovery file stands there too."""
    return _discovered(request)


@answers("GET")
def services(request: HttpRequest) -> Answer:
    """What can be reported."""
    given = Arguments(many(request.GET))
    jurisdiction = jurisdiction_of(request, given)
    given.done()
    rows = categories_at(jurisdiction, day=seoul_day(timezone.now())).list()
    return Answer("services", [service(words) for words in rows], keep=FIVE_MINUTES)


@answers("GET")
def service_definition(request: HttpRequest, service_code: str) -> Answer:
    """What is asked of whoever reports something of a kind."""
    given = Arguments(many(request.GET))
    jurisdiction = jurisdiction_of(request, given)
    words = categories_at(jurisdiction, day=seoul_day(timezone.now())).get(service_code)
    if words is None:
        given.missing(not_found("service_code"), 404)
    given.done()
    assert words is not None
    return Answer("service_definition", definition(words), keep=FIVE_MINUTES)


@answers("GET", "POST")
def requests(request: HttpRequest) -> Answer:
    """The list, or a new one."""
    now = timezone.now()
    if request.method == "POST":
        return Answer("service_requests", create(request, now=now))
    given = Arguments(many(request.GET))
    jurisdiction = jurisdiction_of(request, given)
    wish = read_wish(given, now=now)
    given.done()
    page = page_of(wish, jurisdiction, base=_base(request), now=now)
    headers = {"Link": _next(request, page.after)} if page.after else {}
    return Answer("service_requests", page.requests, headers=headers)


@answers("GET")
def one_request(request: HttpRequest, service_request_id: str) -> Answer:
    """One, by the number that whoever sent it was given."""
    given = Arguments(many(request.GET))
    jurisdiction = jurisdiction_of(request, given)
    extensions = given.truth("extensions")
    given.done()
    found = request_of(
        service_request_id,
        jurisdiction,
        base=_base(request),
        now=timezone.now(),
        extensions=extensions,
    )
    if found is None:
        raise Wrong(404, [not_found("service_request_id")])
    return Answer("service_requests", [found])


@answers("GET")
def token(request: HttpRequest, given_token: str) -> Answer:
    """Every service answers at once, so that no token is ever given: a number is its own."""
    given = Arguments(many(request.GET))
    jurisdiction = jurisdiction_of(request, given)
    given.done()
    number = tidy_number(given_token)
    found = request_of(number, jurisdiction, base="", now=timezone.now()) if number else None
    if found is None:
        raise Wrong(404, [not_found("token")])
    return Answer("service_requests", [{"service_request_id": number, "token": given_token}])


@csrf_exempt
def nothing(request: HttpRequest, rest: str) -> HttpResponse:
    """What is no method of the standard, or one without what it needs to be told."""
    name, _dot, ending = rest.rpartition(".")
    known = ending in set(Format)
    return _nothing(request, ending=ending if known else None, rest=name if known else rest)


@answers("GET", "POST")
def _nothing(request: HttpRequest, rest: str) -> Answer:
    needs = {"services/": "service_code", "requests/": "service_request_id", "tokens/": "token"}
    if rest in needs:
        raise Wrong(400, [not_provided(needs[rest])])
    raise wrong(404, _("이런 주소는 없습니다. discovery.json을 보아 주세요."))


def _base(request: HttpRequest) -> str:
    return request.build_absolute_uri("/").rstrip("/")


def _next(request: HttpRequest, after: Mark) -> str:
    """RFC 8288: the same question, after the last row of this answer."""
    asked = [
        (name, value)
        for name, values in request.GET.lists()
        if name not in {"cursor", "page"}
        for value in values
    ]
    address = request.build_absolute_uri(request.path)
    return f'<{address}?{urlencode([*asked, ("cursor", str(after))])}>; rel="next"'


def _changeset() -> str:
    """When services or their definitions last changed."""
    moment: datetime = changed_at(day=seoul_day(timezone.now()))
    return iso_seoul(moment.replace(microsecond=0))
