"""An empty installation: one code, three steps, and never again."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from dongne.foundation.accounts.models import AccountEvent
from dongne.foundation.accounts.services import FirstOffice, set_up
from dongne.foundation.organisations.public import Account
from dongne.foundation.scope.public import SYSTEM, Role
from dongne.lib.refusals import Conflict
from tests.cast import Cast

CODE = "abcd-efgh-jkmn"
PLACE = {
    "city": "경기도",
    "district": "포천시",
    "dong": "소흘읍",
    "unit_name": "리",
    "unit_head_name": "이장",
}
LEAD = {
    "name": "홍길동",
    "username": "Hong.Gildong",
    "password": "entirely-new-words-7",
    "again": "entirely-new-words-7",
}


@pytest.fixture
def started(db: None, settings: Settings, tmp_path: Path) -> Path:
    settings.DATA_DIR = tmp_path
    (tmp_path / "setup_code").write_text(CODE + "\n")
    return tmp_path / "setup_code"


def test_three_steps_from_nothing_to_a_signed_in_lead(started: Path) -> None:
    browser = Client()
    assert "시작 번호로 동네를 엽니다" in browser.get("/").content.decode()
    assert browser.get(f"/setup?code={CODE}").status_code == 302
    browser.post("/setup", PLACE)
    answer = browser.post("/setup", LEAD)
    assert answer["Location"] == "/"

    account = Account.objects.get()
    assert account.username == "hong.gildong"
    officer = account.officer
    assert {Role.ADMINISTRATION_LEAD, Role.SYSTEM_ADMINISTRATOR} <= set(officer.roles)
    assert (officer.dong.name, officer.dong.unit_head_name) == ("소흘읍", "이장")
    assert officer.dong.district.city.name == "경기도"
    assert browser.get("/account/left").json()["seconds"] > 0
    assert AccountEvent.objects.filter(kind="created").exists()
    assert not started.exists(), "the code lies about after it was used"
    assert browser.get("/setup").status_code == 404
    assert Client().get(f"/setup?code={CODE}").status_code == 404


def test_without_the_code_no_later_step_opens(started: Path) -> None:
    browser = Client()
    browser.post("/setup", PLACE)
    browser.post("/setup", LEAD)
    assert not Account.objects.exists()


def test_wrong_codes_are_counted(started: Path) -> None:
    browser = Client()
    answers = [browser.post("/setup", {"code": f"wrong-{n}"}).status_code for n in range(5)]
    assert answers == [200, 200, 200, 200, 429]
    assert browser.post("/setup", {"code": CODE}).status_code == 429


def test_no_code_file_means_no_code(started: Path) -> None:
    started.unlink()
    browser = Client()
    for code in ("", "-", CODE):
        browser.post("/setup", {"code": code})
        assert "setup" not in browser.get("/setup").headers.get("Location", "")
    browser.post("/setup", PLACE)
    browser.post("/setup", LEAD)
    assert not Account.objects.exists()


def test_only_an_empty_installation_is_set_up(cast: Cast) -> None:
    office = FirstOffice(city="시", district="구", dong="동", lead_name="이름", username="late")
    with pytest.raises(Conflict):
        set_up(SYSTEM, office=office, password="entirely-new-words-7", now=timezone.now())
