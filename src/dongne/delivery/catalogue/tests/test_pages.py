"""The lead looks, previews and publishes; others read; everybody reads plain words."""

from __future__ import annotations

import csv
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from dongne.foundation.organisations.public import Officer
from dongne.lib.seoul import seoul_day
from tests.cast import Cast

from ..models import CatalogueVersion
from ..public import services_of
from ..standard import STANDARD

pytestmark = pytest.mark.django_db
EDIT = "/office/services/resident_copy/edit/"


def _in(officer: Officer) -> Client:
    client = Client()
    assert officer.account is not None
    client.force_login(officer.account)
    return client


def _form(client: Client, address: str) -> dict[str, object]:
    """What the browser would send if nothing was touched."""
    page = client.get(address)
    assert page.status_code == 200
    lines = [
        line
        for one in page.context["channels"]
        for line in (one["apply"], one["receive"])
        if line is not None
    ]
    found: dict[str, object] = {}
    for part in (page.context["form"], *lines):
        for bound in part:
            value = bound.value()
            if isinstance(value, list):
                found[bound.html_name] = [str(one) for one in value]
            elif value is not None and value is not False and value != "":
                found[bound.html_name] = "on" if value is True else str(value)
    return found


def test_a_form_that_nobody_touched_says_nothing_new(cast: Cast) -> None:
    client = _in(cast.own.lead)
    for code in ("resident_copy", "occupancy"):
        address = f"/office/services/{code}/edit/"
        sent = {**_form(client, address), "reason": "그대로", "step": "publish"}
        answer = client.post(address, sent)
        assert answer.status_code == 409, code
    assert not CatalogueVersion.objects.filter(level__gt=0).exists()


def test_the_lead_sees_what_changes_for_whom_and_publishes(cast: Cast) -> None:
    client = _in(cast.own.lead)
    sent = {
        **_form(client, EDIT),
        "fee": "0",
        "receive.locker-circles": ["self"],
        "reason": "시범 기간 동안 무료",
        "step": "preview",
    }
    page = client.post(EDIT, sent)
    told = page.content.decode()
    assert page.status_code == 200
    assert "닫힘" in told
    assert "400원" in told
    assert "무료" in told
    assert not CatalogueVersion.objects.filter(level__gt=0).exists()
    answer = client.post(EDIT, {**sent, "step": "publish"})
    assert answer.status_code == 302
    row = CatalogueVersion.objects.get(level__gt=0)
    assert set(row.values) == {"fee", "receive.locker"}
    service = services_of(cast.own.dong.pk, day=seoul_day(timezone.now()))["resident_copy"]
    assert service.fee == 0
    history = client.get("/office/services/resident_copy/history/").content.decode()
    assert "시범 기간 동안 무료" in history
    assert "이 시행 되돌리기" in history


def test_what_the_law_forbids_comes_back_with_the_form_as_it_was(cast: Cast) -> None:
    client = _in(cast.own.lead)
    sent = {
        **_form(client, EDIT),
        "apply.issuing_machine-circles": ["self", "lineal"],
        "reason": "더 편하게",
        "step": "publish",
    }
    page = client.post(EDIT, sent)
    assert page.status_code == 422
    told = page.content.decode()
    assert "법령으로 정한 것보다 넓힐 수 없습니다" in told
    assert "더 편하게" in told
    assert not CatalogueVersion.objects.filter(level__gt=0).exists()


def test_the_list_is_searched_and_narrowed_in_constant_statements(cast: Cast) -> None:
    client = _in(cast.own.officer)
    assert client.get("/office/services/").status_code == 200
    with CaptureQueriesContext(connection) as many:
        page = client.get("/office/services/")
    with CaptureQueriesContext(connection) as few:
        found = client.get("/office/services/", {"q": "여권"})
    assert len(many) == len(few)
    assert page.context["count"] == len(STANDARD)
    assert found.context["count"] == 1
    assert client.get("/office/services/", {"group": "tax"}).context["count"] == 6
    assert client.get("/office/services/", {"show": "own"}).context["count"] == 0
    assert 0 < client.get("/office/services/", {"show": "open"}).context["count"] < len(STANDARD)


def test_the_table_has_every_cell_on_the_page_in_the_file_and_on_the_command_line(
    cast: Cast,
) -> None:
    client = _in(cast.own.officer)
    page = client.get("/office/services/table/", {"print": "1"})
    rows = sum(len(cells) for _name, cells in page.context["services"])
    told = client.get("/office/services/table.csv").content.decode("utf-8-sig")
    assert len(list(csv.reader(StringIO(told)))) == rows + 1
    out = StringIO()
    call_command("service_table", dong=cast.own.dong.code, stdout=out)
    assert out.getvalue().rstrip().endswith(f"{len(STANDARD)} × {rows}")


@pytest.mark.parametrize("language", ["ko", "en"])
def test_everybody_reads_who_may_ask_what_to_bring_and_what_it_costs(
    cast: Cast, language: str
) -> None:
    client = Client(headers={"accept-language": language})
    dong = cast.own.dong.code
    found = client.get("/services", {"dong": dong})
    assert found.status_code == 200
    assert b"/services/resident_copy" in found.content
    for code in ("resident_copy", "seal_certificate", "land_register", "emergency_support"):
        page = client.get(f"/services/{code}", {"dong": dong})
        assert page.status_code == 200
        assert f"/apply?service={code}".encode() in page.content
    assert client.get("/services/nothing").status_code == 404
    assert client.get("/services", {"dong": "nowhere"}).status_code == 404


def test_what_is_not_offered_has_no_way_to_apply(cast: Cast) -> None:
    client = _in(cast.own.lead)
    address = "/office/services/fishing_boat_register/edit/"
    sent = {**_form(client, address), "reason": "바다가 없음", "step": "publish"}
    del sent["offered"]
    assert client.post(address, sent).status_code == 302
    dong = cast.own.dong.code
    assert b"fishing_boat" not in Client().get("/services", {"dong": dong}).content
    page = Client().get("/services/fishing_boat_register", {"dong": dong})
    assert page.status_code == 200
    assert b"/apply?service=" not in page.content
