"""Screen settings without JavaScript, and error pages that work when little else does."""

import pytest
from django.template.loader import render_to_string
from django.test import RequestFactory

from dongne.design.display import COOKIE
from dongne.design.views import set_display

ERRORS = ("400", "403", "403_csrf", "404", "413", "429", "500", "503")


def post(**values: str) -> object:
    return set_display(RequestFactory().post("/display/", values))


def test_settings_are_kept_and_the_reader_returns() -> None:
    response = post(step="xl", contrast="1", next="/reports/?page=2")
    assert response["Location"] == "/reports/?page=2"
    assert response.cookies[COOKIE].value == "xl.contrast"


@pytest.mark.parametrize(
    "away", ["https://elsewhere.example/", "//elsewhere.example", "javascript:1"]
)
def test_nobody_is_sent_to_another_site(away: str) -> None:
    assert post(step="m", next=away)["Location"] == "/"


@pytest.mark.parametrize("code", ERRORS)
def test_error_pages_need_no_request_and_show_a_way_on(code: str) -> None:
    html = render_to_string(f"{code}.html")
    assert "<h1>" in html
    assert 'href="/"' in html
