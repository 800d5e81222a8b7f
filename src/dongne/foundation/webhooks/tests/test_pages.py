"""Pages of whoever looks after other programs."""

from __future__ import annotations

import re
import subprocess
import sys
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from standardwebhooks.webhooks import Webhook

from dongne.foundation.organisations.public import Officer
from dongne.foundation.scope.public import SYSTEM, Viewer
from dongne.foundation.webhooks.models import Endpoint
from dongne.foundation.webhooks.public import emit
from dongne.foundation.webhooks.queries.places import Where
from dongne.foundation.webhooks.rules import headers_of, new_secret
from dongne.foundation.webhooks.services.again import send_trial
from dongne.foundation.webhooks.services.endpoints import remove_endpoint, switch_endpoint
from dongne.foundation.webhooks.views.endpoints import JAVASCRIPT, PYTHON
from dongne.lib.ids import new_id
from dongne.lib.refusals import Conflict, Forbidden, NotHere, Refused
from tests.cast import NOW, Cast

from .conftest import OPENED

pytestmark = pytest.mark.django_db
SECRET = re.compile(r"whsec_[A-Za-z0-9+/=]{44}")


@pytest.fixture(autouse=True)
def only_outside(settings: Any, known_events: None) -> None:
    settings.WEBHOOKS_INSIDE = settings.WEBHOOKS_PLAIN = False


def page_of(officer: Officer) -> Client:
    client = Client()
    assert officer.account is not None
    backend = "dongne.foundation.organisations.identity.AccountBackend"
    client.force_login(officer.account, backend=backend)
    return client


def given(cast: Cast, **said: Any) -> dict[str, Any]:
    usual = {
        "id": str(new_id()),
        "title": "도로과",
        "url": "https://road.example.org/in",
        "where": f"g{cast.yangcheon.pk}",
        "events": [OPENED],
    }
    return usual | said


def test_the_secret_is_shown_once(cast: Cast) -> None:
    desk = page_of(cast.district_desk)
    form = given(cast)
    answer = desk.post(reverse("webhook_new"), form)
    found = SECRET.findall(answer.content.decode())
    assert len(found) == 1
    assert answer["Cache-Control"] == "no-store"
    page = desk.get(reverse("webhook", args=[form["id"]])).content.decode()
    assert "도로과" in page
    assert not SECRET.search(page)
    again = desk.post(reverse("webhook_new"), form)
    assert again.status_code == 302, "sent twice it is one"
    assert Endpoint.objects.for_viewer(SYSTEM).count() == 1
    replaced = desk.post(reverse("webhook_secret", args=[form["id"]]), {"do": "new"})
    assert SECRET.findall(replaced.content.decode()) != found


@pytest.mark.parametrize(
    ("said", "word"),
    [
        ({"url": "http://road.example.org/"}, "https 주소만"),
        ({"url": "https://192.168.0.1/"}, "기관 안쪽"),
        ({"url": "nonsense"}, "https://로 시작하게"),
        ({"events": []}, "필수 항목"),
        ({"events": ["webhook.trial"]}, ""),
        ({"where": "all"}, ""),
        ({"where": "g999999"}, ""),
        ({"title": " "}, ""),
    ],
)
def test_what_cannot_be_is_said_where_it_was_typed(
    cast: Cast, said: dict[str, Any], word: str
) -> None:
    answer = page_of(cast.district_desk).post(reverse("webhook_new"), given(cast, **said))
    assert answer.status_code == 422
    assert word in answer.content.decode()
    assert not Endpoint.objects.for_viewer(SYSTEM).exists()


def test_the_city_sees_its_districts_and_a_district_only_its_own(cast: Cast, made: Any) -> None:
    ours = made(title="우리 구")
    city = made(
        viewer=cast.viewer(cast.city_desk), where=Where(city_id=cast.seoul.pk), title="시 전체"
    )
    everywhere = made(viewer=cast.viewer(cast.administrator), where=Where(), title="모두의 것")
    seen = {
        name: page_of(officer).get(reverse("webhooks")).content.decode()
        for name, officer in (
            ("desk", cast.district_desk),
            ("other", cast.other_district_desk),
            ("city", cast.city_desk),
            ("administrator", cast.administrator),
        )
    }
    titles = [ours.title, city.title, everywhere.title]
    assert [title in seen["desk"] for title in titles] == [True, False, False]
    assert [title in seen["other"] for title in titles] == [False, False, False]
    assert [title in seen["city"] for title in titles] == [True, True, False]
    assert [title in seen["administrator"] for title in titles] == [True, True, True]


def test_what_is_whose(cast: Cast, made: Any) -> None:
    endpoint = made()
    with pytest.raises(NotHere):
        switch_endpoint(
            cast.viewer(cast.other_district_desk), endpoint_id=endpoint.pk, on=False, now=NOW
        )
    with pytest.raises(Forbidden):
        switch_endpoint(cast.viewer(cast.own.head), endpoint_id=endpoint.pk, on=False, now=NOW)
    with pytest.raises(Refused):
        made(where=Where(district_id=cast.mapo.pk))


def test_only_what_is_off_can_be_removed(cast: Cast, desk: Viewer, made: Any) -> None:
    endpoint = made()
    with pytest.raises(Conflict):
        remove_endpoint(desk, endpoint_id=endpoint.pk, now=NOW)
    switch_endpoint(desk, endpoint_id=endpoint.pk, on=False, now=NOW)
    remove_endpoint(desk, endpoint_id=endpoint.pk, now=NOW)
    assert not Endpoint.objects.for_viewer(SYSTEM).exists()


def test_pages_ask_the_same_whatever_they_hold(cast: Cast, desk: Viewer, made: Any) -> None:
    browser = page_of(cast.district_desk)

    def statements(address: str) -> int:
        browser.get(address)
        with CaptureQueriesContext(connection) as asked:
            assert browser.get(address).status_code == 200
        return len(asked)

    endpoint = made()
    addresses = [reverse("webhooks"), reverse("webhook_deliveries", args=[endpoint.pk])]
    few = [statements(address) for address in addresses]
    for _n in range(5):
        made()
        send_trial(desk, endpoint_id=endpoint.pk, now=NOW)
    assert [statements(address) for address in addresses] == few
    assert max(few) <= 8


def test_deliveries_page_by_page(cast: Cast, desk: Viewer, made: Any) -> None:
    endpoint = made()
    for _n in range(60):
        send_trial(desk, endpoint_id=endpoint.pk, now=NOW)
    browser = page_of(cast.district_desk)
    here = reverse("webhook_deliveries", args=[endpoint.pk])
    first = browser.get(here).content.decode()
    older = re.search(r'href="(\?after=[^"]+)"', first)
    assert older is not None
    second = browser.get(here + older[1]).content.decode()
    assert first.count("<tr>") - 1 == 50
    assert second.count("<tr>") - 1 == 10
    assert "맞는 기록이 없습니다" in browser.get(here + "?state=delivered").content.decode()


def test_a_district_of_many_dongs_hears_of_each(cast: Cast, made: Any) -> None:
    made(where=Where(dong_id=cast.near.dong.pk))
    made(viewer=cast.viewer(cast.city_desk), where=Where(city_id=cast.seoul.pk))
    assert emit(SYSTEM, event=OPENED, data={}, dong_id=cast.far.dong.pk, now=NOW) is not None
    assert emit(SYSTEM, event=OPENED, data={}, dong_id=None, now=NOW) is None


def test_the_examples_of_the_help_page_check_what_we_send() -> None:
    from django.utils import timezone

    secret, body = new_secret(), '{"type":"case.opened","data":{"이름":"가"}}'
    headers = headers_of(
        [new_secret(), secret], message_id="evt_1", attempt_at=timezone.now(), body=body
    )
    Webhook(secret).verify(body, headers)
    space: dict[str, Any] = {}
    exec(PYTHON, space)  # noqa: S102 - the text on our own page
    assert space["check"](secret, headers, body.encode())
    assert not space["check"](secret, headers, body.encode() + b" ")
    assert not space["check"](new_secret(), headers, body.encode())
    old = headers_of(
        [secret], message_id="evt_1", attempt_at=timezone.now() - timedelta(minutes=6), body=body
    )
    assert not space["check"](secret, old, body.encode())
    asked = JAVASCRIPT + (
        f"\nconst h = {headers!r};\nconsole.log(check({secret!r}, h, {body!r}),"
        f" check({secret!r}, h, 'x'));"
    )
    node = _node()
    if node is None:
        pytest.skip("no Node here")
    said = subprocess.run(
        [node, "--input-type=module", "-e", asked], capture_output=True, text=True, check=True
    )
    assert said.stdout.split() == ["true", "false"]


def _node() -> str | None:
    from shutil import which

    return which("node") or next(
        (path for path in (sys.prefix + "/bin/node",) if which(path)), None
    )
