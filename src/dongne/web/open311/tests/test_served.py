"""Over the wire, and with whatever somebody may ask: the running server never fails."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

import pytest
from django.test import Client as Browser
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytest_django.live_server_helper import LiveServer

from dongne.foundation.scope.public import SYSTEM
from dongne.outreach.casework.public import Case
from tests.cast import Cast

from .conformance import METHODS, TABLES, TRANSPORT, Client
from .conftest import LAT, LONG, Make, draw


@pytest.fixture
def served(words_again: None, categories_again: None, live_server: LiveServer) -> str:
    return f"{live_server.url}/open311/v2"


TEXTS = st.one_of(
    st.text(max_size=30),
    st.sampled_from(
        [
            "", ",", ",,,", "0", "-1", "1e400", "NaN", "null", "true", "road", "open,closed", "%00",
            "' OR 1=1 --", "\U0001f600", "\u200b", "940101-1234567", "7K3M-92QX-TRW", "9" * 40,
            *TABLES["moments"]["right"], *TABLES["moments"]["wrong"], "9999-12-31T23:59:59-23:59",
            "0001-01-01T00:00:00+23:59", "9999-12-31", "0001-01-01",
        ]
    ),
)  # fmt: skip
NAMES = [*METHODS["requests"]["optional"], *METHODS["requests"]["extensions"], "cursor"]
SENT = [*METHODS["create"]["optional"], "service_code", "attribute[danger]", "attribute[x][]"]
QUIET = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


@QUIET
@given(
    asked=st.dictionaries(st.one_of(st.sampled_from(NAMES), st.text(max_size=8)), TEXTS, max_size=5)
)
def test_whatever_is_asked_of_the_list_is_answered_in_form(
    make: Make, asked: dict[str, str]
) -> None:
    client = make("json")
    response = client.http.get("/requests.json", params=asked)
    assert response.status_code in {200, 400, 404}, response.text
    client.read("requests" if response.status_code == 200 else "errors", response)


@QUIET
@given(sent=st.dictionaries(st.sampled_from(SENT), TEXTS, max_size=8), sound=st.booleans())
def test_whatever_is_posted_is_answered_in_form(
    make: Make, sent: dict[str, str], sound: bool
) -> None:
    client = make("xml")
    base: dict[str, Any] = {"service_code": "road", "lat": LAT, "long": LONG}
    response = client.http.post("/requests.xml", data=(base if sound else {}) | sent)
    assert response.status_code in {200, 400, 403, 404}, response.text
    client.read("created" if response.status_code == 200 else "errors", response)


@QUIET
@given(path=st.one_of(st.text(max_size=40), st.binary(max_size=20)))
def test_whatever_the_address_is(land: Cast, path: str | bytes) -> None:
    escaped = quote(path, safe="/.")
    client = Browser(raise_request_exception=True)
    for tried in (
        f"services/{escaped}.json",
        f"requests/{escaped}.json",
        f"tokens/{escaped}",
        escaped,
    ):
        response = client.get(f"/open311/v2/{tried}")
        assert response.status_code in {200, 400, 404}, tried
        assert response["Content-Type"] in {TRANSPORT["json"], TRANSPORT["xml"]}, tried


@pytest.mark.django_db(transaction=True)
def test_the_running_server_is_as_the_standard_has_it(served: str) -> None:
    """From the discovery file on, as a program does that knows nothing but its address."""
    draw(Cast())
    for form in ("xml", "json"):
        first = Client(served, form)
        told = first.ask("discovery").value
        client = Client(told["endpoints"][0]["url"], form)
        service = client.ask("services", {"jurisdiction_id": "sinjeong4"}).value[0]
        code = service["service_code"]
        answers = {}
        for attribute in client.ask("service_definition", service_code=code).value["attributes"]:
            if attribute["required"]:
                values = attribute["values"] or [{"key": "1"}]
                answers[f"attribute[{attribute['code']}]"] = values[0]["key"]
        report = {"service_code": code, "lat": LAT, "long": LONG, "description": "Sent"} | answers
        number = client.ask("create", report).value[0]["service_request_id"]
        assert client.ask("request", service_request_id=number).value[0]["status"] == "open"
        assert client.ask("requests").value[0]["service_request_id"] == number
        assert client.ask("token", token=number).value[0]["service_request_id"] == number
        client.ask("request", service_request_id="638344", expect=404)
        client.ask("create", {**report, "api_key": "xyz"}, expect=403)
    assert Case.objects.for_viewer(SYSTEM).count() == 2
