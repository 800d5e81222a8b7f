"""Payments with a provider: told once, twice, late, forged, of another sum."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.utils import timezone

from dongne.delivery.applications import providers
from dongne.delivery.applications import public as applications
from dongne.delivery.applications.models import ApplicationSetting, Payment
from dongne.delivery.applications.providers.simulator import (
    NAME,
    SIGNATURE,
    Simulator,
    notice_of,
    signature_of,
)
from dongne.foundation.scope.public import SYSTEM
from tests.cast import Cast
from tests.making.applications import at_the_counter

from .test_office_lists import enter

FEE = 400


@pytest.fixture(autouse=True)
def simulator(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(providers, "_providers", {})
    providers.register(Simulator())


def owed(cast: Cast) -> applications.Application:
    """An application that costs something, in an office that takes cards online."""
    ApplicationSetting(dong=cast.own.dong, pays_online=True).save()
    made = at_the_counter(cast.viewer(cast.own.officer))
    assert made.fee == FEE
    return made


def begun(cast: Cast, made: applications.Application) -> UUID:
    """What the provider calls the order."""
    answer = enter(cast.own.officer).post(f"/applications/{made.pk}/pay-online")
    assert answer["Location"].startswith("/pay/simulator?order=")
    return Payment.objects.for_viewer(SYSTEM).get(application=made, state="asked").pk


def tell(body: bytes, signature: str) -> Any:
    return Client().post(
        f"/pay/{NAME}/notice",
        body,
        content_type="application/json",
        headers={SIGNATURE: signature},
    )


def states(made: applications.Application) -> list[str]:
    rows = Payment.objects.for_viewer(SYSTEM).filter(application=made).order_by("at", "id")
    return list(rows.values_list("state", flat=True))


def settled(made: applications.Application) -> bool:
    return applications.find_application(SYSTEM, made.pk).settled


def test_told_twice_it_is_paid_once(cast: Cast) -> None:
    made = owed(cast)
    notice = notice_of(begun(cast, made), amount=FEE)
    assert [tell(*notice).status_code for _turn in range(3)] == [200, 200, 200]
    assert states(made) == ["paid"]
    assert settled(made)


def test_begun_twice_it_is_one_order(cast: Cast) -> None:
    made = owed(cast)
    assert begun(cast, made) == begun(cast, made)


def test_a_forged_notice_changes_nothing(cast: Cast) -> None:
    made = owed(cast)
    body, signature = notice_of(begun(cast, made), amount=FEE)
    assert tell(body.replace(b'"paid"', b'"paid" '), signature).status_code == 403
    assert tell(body, "0" * 64).status_code == 403
    assert tell(body, "").status_code == 403
    nonsense = b'{"result": "paid"}'
    assert tell(nonsense, signature_of(nonsense)).status_code == 403
    assert states(made) == ["asked"]
    assert not settled(made)


def test_an_order_of_nobody_is_not_found(cast: Cast) -> None:
    assert tell(*notice_of(UUID(int=7), amount=FEE)).status_code == 404
    assert Client().post("/pay/nobody/notice", b"{}", content_type="a/b").status_code == 404


def test_another_sum_is_refused_listed_and_given_back(cast: Cast) -> None:
    made = owed(cast)
    assert tell(*notice_of(begun(cast, made), amount=FEE + 100)).status_code == 200
    assert not settled(made)
    assert states(made) == ["failed"]
    client = enter(cast.own.officer)
    assert "500원" in client.get("/applications/payments").content.decode()
    row = Payment.objects.for_viewer(SYSTEM).get(application=made)
    back = f"/applications/{made.pk}/payments/{row.pk}/back"
    assert client.post(back, {"reason": "금액이 다름"}).status_code == 302
    assert states(made) == ["given_back"]
    assert client.post(back, {"reason": "다시"}).status_code == 409, "given back once"


def test_told_late_after_cash_it_is_not_taken_twice(cast: Cast) -> None:
    made = owed(cast)
    order = begun(cast, made)
    actor = cast.viewer(cast.own.officer)
    applications.pay(actor, application_id=made.pk, means="cash", now=timezone.now())
    assert tell(*notice_of(order, amount=FEE)).status_code == 200
    assert sorted(states(made)) == ["failed", "paid"]
    page = enter(cast.own.officer).get("/applications/payments").content.decode()
    assert "이미 낸 수수료를 또 냄" in page


def test_told_after_it_was_withdrawn_the_money_is_for_a_person(cast: Cast) -> None:
    made = owed(cast)
    order = begun(cast, made)
    actor = cast.viewer(cast.own.officer)
    applications.withdraw(actor, application_id=made.pk, reason="그만둠", now=timezone.now())
    assert tell(*notice_of(order, amount=FEE)).status_code == 200
    assert states(made) == ["failed"]
    assert not settled(made)


def test_a_card_that_was_refused_can_be_tried_again(cast: Cast) -> None:
    made = owed(cast)
    assert tell(*notice_of(begun(cast, made), amount=FEE, paid=False)).status_code == 200
    assert states(made) == ["failed"]
    page = enter(cast.own.officer).get("/applications/payments").content.decode()
    assert made.number not in page, "nothing came in, so nobody has to look"
    assert tell(*notice_of(begun(cast, made), amount=FEE)).status_code == 200
    assert settled(made)


@pytest.mark.parametrize(
    ("way", "expected"),
    [("pay", ["paid"]), ("twice", ["paid"]), ("fail", ["failed"]), ("wrong", ["failed"])],
)
def test_the_simulators_page_does_what_is_pressed(
    cast: Cast, way: str, expected: list[str]
) -> None:
    made = owed(cast)
    address = enter(cast.own.officer).post(f"/applications/{made.pk}/pay-online")["Location"]
    client = Client()
    assert "돈이 나가지 않습니다" in client.get(address).content.decode()
    answer = client.post(address, {"way": way})
    assert answer["Location"] == f"/applications/{made.pk}/"
    assert states(made) == expected


def test_late_is_told_when_it_is_pressed_again(cast: Cast) -> None:
    made = owed(cast)
    address = enter(cast.own.officer).post(f"/applications/{made.pk}/pay-online")["Location"]
    client = Client()
    assert client.post(address, {"way": "late"}).status_code == 200
    assert states(made) == ["asked"]
    assert client.post(address, {"way": "late", "told": "1"}).status_code == 302
    assert states(made) == ["paid"]


def test_nothing_is_begun_where_the_office_takes_no_cards(cast: Cast) -> None:
    made = at_the_counter(cast.viewer(cast.own.officer))
    answer = enter(cast.own.officer).post(f"/applications/{made.pk}/pay-online")
    assert answer["Location"] == f"/applications/{made.pk}/"
    assert states(made) == []
    assert Client().get("/pay/simulator?order=nonsense").status_code == 404
