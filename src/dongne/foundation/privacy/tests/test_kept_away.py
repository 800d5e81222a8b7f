"""Who looks after privacy may be the relative: then no page tells of the protected person."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from dongne.foundation.organisations.public import Officer
from dongne.foundation.privacy.models import Finding
from dongne.foundation.privacy.queries.log import Wanted, wanted_openings
from dongne.foundation.privacy.services import look_through, receive_request, sign_month
from dongne.foundation.privacy.states import RequestKind, Watch
from dongne.foundation.residents.public import (
    add_person,
    found_household,
    keep_away,
    open_household,
    open_person,
)
from dongne.foundation.scope.public import SYSTEM
from dongne.lib.refusals import Conflict
from dongne.lib.seoul import Month
from tests.cast import Cast

BACKEND = "dongne.foundation.organisations.identity.AccountBackend"
PURPOSE = "쉼터 연락을 확인함"
Pages = Callable[[Officer], dict[str, str]]


@pytest.fixture
def protected(cast: Cast) -> UUID:
    """Opened at night again and again, with a request of their own; not blocked from anybody."""
    officer = cast.viewer(cast.own.officer)
    night = (timezone.now() - timedelta(days=40)).replace(day=6, hour=14)
    dong = cast.own.dong.pk
    key = add_person(officer, dong_id=dong, name="문정숙", now=night).pk
    for days in range(6):
        at = night + timedelta(days=days)
        open_person(officer, person_id=key, purpose=PURPOSE, now=at)
    home = found_household(officer, head_id=key, address="신월로 1", now=night)
    open_household(officer, household_id=home.pk, purpose=PURPOSE, now=night)
    receive_request(
        officer,
        dong_id=dong,
        kind=RequestKind.ACCESS,
        asked="보고 싶습니다.",
        received_at=night,
        person_id=key,
        now=night,
    )
    look_through(SYSTEM, dong_id=dong, month=Month.of(night.date()), now=timezone.now())
    return key


@pytest.fixture
def pages(cast: Cast, protected: UUID) -> Pages:
    """Every page of the module that could name the person, as the officer reads it."""
    again = Finding.objects.for_viewer(SYSTEM).get(rule=Watch.AGAIN)
    night = Finding.objects.for_viewer(SYSTEM).filter(rule=Watch.AT_NIGHT).first()
    assert night is not None

    def read(officer: Officer) -> dict[str, str]:
        client = Client()
        assert officer.account is not None
        client.force_login(officer.account, backend=BACKEND)
        addresses = {
            "log": reverse("privacy_log"),
            "log of the person": f"{reverse('privacy_log')}?whose=resident:{protected}",
            "findings": reverse("privacy_findings"),
            "finding": reverse("privacy_finding", args=[night.pk]),
            "finding of the person": reverse("privacy_finding", args=[again.pk]),
            "requests": reverse("privacy_requests"),
            "home": reverse("privacy"),
        }
        found = {name: client.get(address).content.decode() for name, address in addresses.items()}
        export = {"form": "csv", "reason": "달마다 하는 점검"}
        file = client.post(reverse("privacy_log_export"), export)
        return found | {"export": b"".join(file).decode("utf-8-sig", "replace")}

    return read


@pytest.mark.parametrize("who", ["head", "privacy"])
def test_no_page_tells_the_relative_of_the_protected(
    cast: Cast, protected: UUID, pages: Pages, who: str
) -> None:
    officer = cast.own.head if who == "head" else cast.privacy
    said = (str(protected), PURPOSE)
    before = pages(officer)
    for name in ("log", "log of the person", "finding", "finding of the person", "export"):
        assert any(one in before[name] for one in said), name
    keep_away(
        cast.viewer(cast.own.officer),
        person_id=protected,
        officer_id=officer.pk,
        basis="order",
        now=timezone.now(),
    )
    for name, page in pages(officer).items():
        # Whoever asks by the key itself is not told anything back but the key.
        hidden = said[1:] if name == "log of the person" else said
        assert not any(one in page for one in (*hidden, "문*숙")), name
    viewer = cast.viewer(officer)
    assert not wanted_openings(viewer, Wanted(whose=f"resident:{protected}")).exists()
    # The other one who looks after the dong goes on reading everything.
    other = cast.privacy if who == "head" else cast.own.head
    assert all(PURPOSE in pages(other)[name] for name in ("log", "finding"))


def test_what_the_relative_cannot_decide_on_they_cannot_sign_either(
    cast: Cast, protected: UUID
) -> None:
    head = cast.viewer(cast.own.head)
    keep_away(
        cast.viewer(cast.own.officer),
        person_id=protected,
        officer_id=cast.own.head.pk,
        basis="order",
        now=timezone.now(),
    )
    month = Month.of(Finding.objects.for_viewer(SYSTEM).latest("at").month)
    with pytest.raises(Conflict) as refusal:
        sign_month(head, dong_id=cast.own.dong.pk, month=month, now=timezone.now())
    assert refusal.value.code == "undecided_by_others"
