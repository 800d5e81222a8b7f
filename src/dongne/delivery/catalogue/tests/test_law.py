"""Every cell of service × apply × receive × asker, against sentences of law written by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from dongne.delivery.catalogue.rules.content import DEFAULTS, service_from
from dongne.delivery.catalogue.standard import STANDARD
from dongne.delivery.ways.public import Asker, Circle, Identity, Service, fee_of, may_way

from .law_reader import ASKERS, read

LAW = read(Path(__file__).parent / "law.txt")
SERVICES = {code: service_from(code, {**DEFAULTS, **told}) for code, told in STANDARD.items()}
OURS = ("counter", "online", "phone", "outreach", "street", "kiosk", "locker", "volunteer", "post")
ELSEWHERE = ("issuing_machine", "other_office", "nonghyup", "saemaul", "gov24")
CHANNELS = (*OURS, *ELSEWHERE)


def asked_as(asker: str) -> list[Asker]:
    if asker == "blocked":
        relatives = (Circle.HOUSEHOLD, Circle.SPOUSE, Circle.LINEAL)
        return [Asker(circle=one, blocked=True, letter=True) for one in relatives]
    if asker.startswith("proxy"):
        return [Asker(circle=Circle.PROXY, letter=asker == "proxy_with_letter")]
    return [Asker(circle=Circle(asker))]


def test_the_law_speaks_of_every_service_and_of_nothing_else() -> None:
    assert set(LAW) == set(SERVICES)
    assert len(SERVICES) >= 45


@pytest.mark.parametrize("code", list(SERVICES))
def test_every_cell_is_as_the_law_says(code: str) -> None:
    service, law = SERVICES[code], LAW[code]
    wrong = [
        f"{asker.circle} {apply} → {receive}: {'refused' if lawful else 'allowed'}"
        for name in ASKERS
        for asker in asked_as(name)
        for apply in CHANNELS
        for receive in CHANNELS
        if may_way(service, apply, receive, asker).allowed
        is not (lawful := law.lets(_said(name, asker), apply, receive, blocked=asker.blocked))
    ]
    assert not wrong, "\n".join(wrong[:10])


def _said(name: str, asker: Asker) -> str:
    return asker.circle.value if name == "blocked" else name


@pytest.mark.parametrize("code", [code for code, law in LAW.items() if law.fee is not None])
def test_a_copy_costs_what_the_law_says(code: str) -> None:
    service, law = SERVICES[code], LAW[code]
    for channel in service.apply:
        fee = fee_of(service, channel, copies=1, groups=frozenset())
        assert fee == law.fees.get(channel, law.fee), channel
        for group in law.free:
            assert fee_of(service, channel, copies=3, groups=frozenset({group})) == 0


def test_a_way_for_oneself_in_every_service() -> None:
    for service in SERVICES.values():
        assert any(
            may_way(service, apply, receive, Asker()).allowed
            for apply in service.apply
            for receive in service.receive
        ), service.code


def test_papers_about_a_person_are_handed_to_nobody_who_shows_nothing() -> None:
    """민원 처리에 관한 법률 제27조; the postal service hands out by the address."""
    nobody = Asker(identity=Identity.NONE)
    for service in SERVICES.values():
        if service.heeds_blocks:
            for receive in set(service.receive) - {"post"}:
                assert not may_way(service, "counter", receive, nobody).allowed


def test_what_only_a_seal_makes_valid_and_things_are_never_printed() -> None:
    for service in SERVICES.values():
        if service.form in ("original", "object"):
            assert not {"kiosk", "online", "issuing_machine", "gov24"} & set(service.receive)
            assert {"receive.kiosk", "receive.online"} <= set(service.closed)


def test_the_banks_do_eighteen_kinds_and_the_machine_no_more_than_thirty_eight() -> None:
    def kinds(channel: str) -> int:
        return sum(channel in service.apply for service in SERVICES.values())

    assert kinds("nonghyup") == kinds("saemaul") == 18
    assert 30 <= kinds("issuing_machine") <= 38


def test_every_row_cites_its_article_or_says_that_the_office_has_to_confirm() -> None:
    def told(service: Service) -> list[object]:
        ways = [*service.apply.values(), *service.receive.values()]
        return [
            service.basis,
            *(way.basis for way in ways),
            *(r.basis for r in service.closed.values()),
        ]

    for service in SERVICES.values():
        for basis in told(service):
            assert basis.text, service.code  # type: ignore[attr-defined]


def test_the_examples_of_the_pilot_are_there() -> None:
    """The seed's list: register, borders, households, family, information, taxes, livelihood."""
    assert {
        "resident_copy",
        "resident_abstract",
        "immigration_record",
        "occupancy",
        "family_relations",
        "information",
        "national_tax_clearance",
        "basic_livelihood_certificate",
    } <= set(SERVICES)
