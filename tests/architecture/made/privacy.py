"""A finding, a signed month, a list, a request and a breach of own's dong."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

from dongne.foundation.privacy.public import (
    BreachKind,
    Disposal,
    DisposalItem,
    Finding,
    RequestKind,
    Review,
    Told,
    open_breach,
    receive_request,
)
from dongne.foundation.residents.public import add_person
from dongne.lib.ids import new_id
from dongne.lib.seoul import Month, seoul_day

from . import Made

if TYPE_CHECKING:
    from tests.architecture.things import Things


def make(things: Things) -> Made:
    now = timezone.now()
    own = things.cast.own
    head = things.cast.viewer(own.head)
    person = add_person(
        things.me, dong_id=own.dong.pk, name="문정숙", phone="010-5550-0101", now=now
    )
    month = Month.of(seoul_day(now)).previous()
    finding = Finding.objects.create(
        dong=own.dong,
        month=month.first,
        rule="at_night",
        officer_id=own.officer.pk,
        officer_name=own.officer.name,
        at=now,
        count=1,
        told={"people": 1},
        key="at_night:1",
        found_at=now,
    )
    Review.objects.create(
        dong=own.dong,
        month=date(2026, 1, 1),
        openings=0,
        people=0,
        findings=0,
        breaches=0,
        chain_holds=True,
        signed_by=own.head,
        signed_at=now,
        due_on=date(2026, 2, 10),
    )
    lists = {
        state: Disposal.objects.create(
            id=new_id(),
            dong=own.dong,
            year=2026,
            number=number,
            state=state,
            due_until=seoul_day(now),
            proposed_by=own.lead,
            proposed_at=now,
            decided_at=now if number > 1 else None,
            decided_by=own.head if number > 1 else None,
            reason="보유기간이 지남" if number > 1 else "",
            destroyed_at=now if number > 1 else None,
        )
        for number, state in ((1, "proposed"), (2, "destroyed"))
    }
    item = DisposalItem.objects.create(
        disposal=lists["proposed"],
        person_id=person.pk,
        kind="resident",
        keep_until=seoul_day(now) - timedelta(days=1),
    )
    request = receive_request(
        things.me,
        dong_id=own.dong.pk,
        kind=RequestKind.ACCESS,
        asked="무엇이 적혀 있는지 보고 싶습니다.",
        received_at=now,
        person_id=person.pk,
        now=now,
    )
    checked = receive_request(
        things.me,
        dong_id=own.dong.pk,
        kind=RequestKind.ACCESS,
        asked="무엇이 적혀 있는지 보고 싶습니다.",
        received_at=now,
        person_id=person.pk,
        now=now,
    )
    type(checked).objects.for_viewer(head).filter(pk=checked.pk).update(state="checked")
    answered = receive_request(
        things.me,
        dong_id=own.dong.pk,
        kind=RequestKind.ACCESS,
        asked="무엇이 적혀 있는지 보고 싶습니다.",
        received_at=now,
        person_id=person.pk,
        now=now,
    )
    type(answered).objects.for_viewer(head).filter(pk=answered.pk).update(
        state="answered", outcome="granted"
    )
    breach = open_breach(
        head,
        dong_id=own.dong.pk,
        told=Told(
            kind=BreachKind.LOST,
            found_at=now - timedelta(hours=1),
            what="명단을 잃어버림",
            columns=["name"],
            people=2,
        ),
        now=now,
    )
    return Made(
        always={
            "finding_id": finding.pk,
            "office": "sinjeong4",
            "paper": "pdf",
            "watch": "many",
            "retention": "care",
            "disposal_id": lists["proposed"].pk,
            "item_id": item.pk,
            "request_id": request.pk,
            "breach_id": breach.pk,
        },
        states={
            "signed": {"month": "2026-01"},
            "destroyed": {"disposal_id": lists["destroyed"].pk},
            "checked": {"request_id": checked.pk},
            "answered": {"request_id": answered.pk},
        },
        bodies={
            "privacy_log_export": {"reason": "감사 자료", "form": "csv"},
            "privacy_finding": {"to": "fine", "reason": "당직이었음"},
            "privacy_review": {"look": "1"},
            "privacy_rule": {"people": "30", "times": "3", "holds_from": str(seoul_day(now))},
            "privacy_retention_edit": {
                "months": "60",
                "basis": "처리방침",
                "holds_from": str(seoul_day(now)),
            },
            "privacy_disposal": {"do": "approve", "reason": "기간이 지남"},
            "privacy_disposal_item": {"reason": "소송 중"},
            "privacy_request": {"do": "check", "proof": "id_seen"},
            "privacy_request_new": {"find": "1", "name": "문정숙"},
            "privacy_breach": {
                "do": "tick",
                "step": "contain",
                "at": (timezone.localtime(now)).strftime("%Y-%m-%dT%H:%M"),
                "text": "되찾음",
            },
            "privacy_breach_people": {
                "do": "add",
                "first": str(seoul_day(now)),
                "last": str(seoul_day(now)),
            },
            "privacy_breach_new": {
                "kind": "lost",
                "dong": "sinjeong4",
                "found_at": timezone.localtime(now).strftime("%Y-%m-%dT%H:%M"),
                "what": "명단을 잃어버림",
                "columns": ["name"],
                "people": "2",
            },
            "privacy_breach_edit": {
                "kind": "lost",
                "found_at": timezone.localtime(now).strftime("%Y-%m-%dT%H:%M"),
                "what": "명단을 잃어버림",
                "columns": ["name"],
                "people": "3",
                "version": "1",
            },
        },
    )
