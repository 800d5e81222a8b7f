"""What somebody else typed of a person hides nobody whom a block protects."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from dongne.delivery.applications import public as applications
from dongne.foundation.residents.public import Basis, Person, keep_away, note_contact
from dongne.foundation.scope.public import SYSTEM, Viewer
from dongne.lib.refusals import Refused
from tests.cast import NOW, Cast
from tests.making.applications import A_SON, SOMEBODY, at_the_counter, sent_in

from .test_office_lists import enter

pytestmark = pytest.mark.django_db

# As somebody would type who does not want her to be found: no telephone, or one of their own.
TYPED = replace(SOMEBODY, phone="")
MADE_UP = replace(SOMEBODY, phone="010-9999-0001")


@pytest.fixture
def clerk(cast: Cast) -> Viewer:
    return cast.viewer(cast.own.officer)


@pytest.fixture
def her(cast: Cast) -> Person:
    """Of the office's list, and protected from her son."""
    lead = cast.viewer(cast.own.lead)
    person = note_contact(
        lead,
        dong_id=cast.own.dong.pk,
        name=SOMEBODY.name,
        phone=SOMEBODY.phone,
        address=SOMEBODY.address,
        birth_date="1941-03-02",
        source="counter",
        now=NOW,
    )
    assert person is not None
    keep_away(
        lead,
        person_id=person.pk,
        blocked_name=A_SON.name,
        blocked_phone=A_SON.phone,
        blocked_birth_date="1970-05-05",
        basis=Basis.REGISTRATION,
        starts_on=date(2026, 1, 1),
        now=NOW,
    )
    return person


def by_the_son(cast: Cast, principal: applications.Who) -> applications.Application:
    return sent_in(
        cast.own.dong.pk, principal=principal, applicant=A_SON, circle="household", identity="code"
    ).application


def why(deed: Any, *args: Any, **values: Any) -> str:
    with pytest.raises(Refused) as refusal:
        deed(*args, **values)
    return refusal.value.code


@pytest.mark.parametrize("principal", [TYPED, MADE_UP])
def test_nothing_is_issued_before_the_office_knows_whose_it_is(
    cast: Cast, clerk: Viewer, her: Person, principal: applications.Who
) -> None:
    one = by_the_son(cast, principal)
    usual = {"application_id": one.pk, "now": NOW}
    assert one.principal_id != her.pk
    assert why(applications.accept, clerk, identity="card", **usual) == "match_first"
    # Nor by saying that she is somebody else.
    assert why(applications.match_principal, clerk, person_id=None, **usual) == "match_same"
    matched = applications.match_principal(clerk, person_id=her.pk, **usual)
    assert (matched.principal_id, matched.match) == (her.pk, "done")
    applications.accept(clerk, identity="card", **usual)
    assert why(applications.issue_all, clerk, **usual) == "blocked"


def test_a_second_time_is_asked_like_the_first(cast: Cast, clerk: Viewer, her: Person) -> None:
    by_the_son(cast, MADE_UP)
    again = by_the_son(cast, MADE_UP)
    assert again.match == "waits"


def test_somebody_whom_nobody_knows_is_served_once_the_office_says_so(
    cast: Cast, clerk: Viewer
) -> None:
    one = by_the_son(cast, TYPED)
    usual = {"application_id": one.pk, "now": NOW}
    applications.match_principal(clerk, person_id=None, **usual)
    applications.accept(clerk, identity="card", **usual)
    assert applications.issue_all(clerk, **usual).state == "issued"


def test_at_the_counter_a_namesake_who_is_protected_is_looked_at_first(
    cast: Cast, clerk: Viewer, her: Person
) -> None:
    one = at_the_counter(clerk, principal=MADE_UP, applicant=A_SON, circle="lineal")
    usual = {"application_id": one.pk, "now": NOW}
    applications.accept(clerk, identity="card", **usual)
    assert why(applications.issue_all, clerk, **usual) == "match_first"
    applications.match_principal(clerk, person_id=her.pk, **usual)
    assert why(applications.issue_all, clerk, **usual) == "blocked"


def test_a_block_that_came_afterwards_holds_too(cast: Cast, clerk: Viewer) -> None:
    one = at_the_counter(clerk, applicant=A_SON, circle="lineal")
    usual = {"application_id": one.pk, "now": NOW}
    applications.accept(clerk, identity="card", **usual)
    assert one.principal_id is not None
    keep_away(
        cast.viewer(cast.own.lead),
        person_id=one.principal_id,
        blocked_name=A_SON.name,
        blocked_phone=A_SON.phone,
        blocked_birth_date="1970-05-05",
        basis=Basis.REGISTRATION,
        starts_on=date(2026, 1, 1),
        now=NOW,
    )
    assert why(applications.issue_all, clerk, **usual) == "blocked"


def test_the_page_leads_there_and_shows_nobody_in_the_clear(cast: Cast, her: Person) -> None:
    one = by_the_son(cast, TYPED)
    client = enter(cast.own.officer)
    page = reverse("application_do", args=[one.pk, "match"])
    assert page in client.get(reverse("application", args=[one.pk])).content.decode()
    asked = client.get(page).content.decode()
    assert "생년월일이 같음" in asked
    assert "주소가 같음" in asked
    assert SOMEBODY.name not in asked
    sent = client.post(page, {"person": str(her.pk), "version": one.version})
    assert sent.status_code == 302
    assert applications.find_application(SYSTEM, one.pk).principal_id == her.pk
