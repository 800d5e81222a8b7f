"""The table of deeds: what each asks, the service it calls, what is said afterwards."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dongne.delivery.ways.public import Identity
from dongne.foundation.deadlines.public import extend_deadline
from dongne.foundation.scope.public import Viewer
from dongne.lib.seoul import seoul_day
from dongne.lib.statute import ExtensionReason

from ... import services
from ...forms.staff import deeds as forms
from ...models import Application, Item
from ...queries.ground import setting_of
from ...queries.page import Page
from ...services.paying_online import give_back_any
from ...states import PaymentState


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """What a deed is done with: who, to which application, with what was typed."""

    viewer: Viewer
    application: Application
    said: Mapping[str, Any]
    now: datetime
    item: Item | None = None
    payment: UUID | None = None

    @property
    def usual(self) -> dict[str, Any]:
        return {"application_id": self.application.pk, "now": self.now}

    @property
    def held(self) -> dict[str, Any]:
        """With the version that was on the screen."""
        return self.usual | {"version": self.said.get("version")}


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """`told` is said on the next page. `begins`: what stands in the form already."""

    form: type[forms.DeedForm]
    run: Callable[[Done], Any]
    told: str | Promise
    help: str | Promise
    begins: Callable[[Page, datetime], dict[str, Any]] = lambda page, now: {}
    danger: bool = False


def _in_days(page: Page, now: datetime) -> dict[str, Any]:
    days = setting_of(page.application.dong_id).supplement_days
    return {"until": seoul_day(now) + timedelta(days=days)}


def _shown_already(page: Page, now: datetime) -> dict[str, Any]:
    """Online their telephone has spoken before anything was sent."""
    return {"identity": Identity.CODE} if page.application.channel == "online" else {}


def _later(page: Page, now: datetime) -> dict[str, Any]:
    waits = page.open_supplement
    days = setting_of(page.application.dong_id).supplement_days
    first = max(seoul_day(now), waits.until) if waits else seoul_day(now)
    return {"until": first + timedelta(days=days)}


def _pay(done: Done) -> None:
    services.pay(
        done.viewer,
        means=done.said["means"],
        exemption=done.said.get("exemption") or "",
        reason=done.said.get("reason") or "",
        **done.held,
    )


def _give_back(done: Done) -> None:
    give_back_any(done.viewer, payment_id=done.payment, reason=done.said["reason"], **done.usual)


def _extend(done: Done) -> None:
    """`not_a_limit` and the like come from the time-limits themselves."""
    assert done.item is not None
    assert done.item.deadline is not None
    extend_deadline(
        done.viewer,
        deadline_id=done.item.deadline,
        more=done.said["more"],
        reason=ExtensionReason(done.said["reason"]),
        note=done.said["note"],
        consent=done.said["consent"],
        now=done.now,
    )


def _issue(done: Done) -> None:
    assert done.item is not None
    services.issue_item(
        done.viewer,
        item_id=done.item.pk,
        pages=done.said["pages"],
        document_number=done.said["document_number"],
        **done.held,
    )


def _refuse(done: Done) -> None:
    assert done.item is not None
    services.refuse_item(
        done.viewer,
        item_id=done.item.pk,
        reason=done.said["reason"],
        remedy=done.said["remedy"],
        **done.held,
    )


def paid_of(page: Page) -> UUID | None:
    """What may be given back: the last sum that was really paid."""
    paid = [one for one in page.payments if one.amount and one.state == PaymentState.PAID]
    return paid[-1].pk if paid else None


def _match(done: Done) -> None:
    said = done.said["person"]
    person_id = None if said == forms.NOBODY else UUID(said)
    services.match_principal(done.viewer, person_id=person_id, **done.held)


DEEDS: dict[str, Deed] = {
    "match": Deed(
        form=forms.MatchForm,
        run=_match,
        told=_("누구의 서류인지 확인했습니다."),
        help=_(
            "다른 사람이 대신 적은 신청입니다. 이름과 생년월일, 주소로 명단의 누구인지 확인하면, "
            "그 사람에게 걸린 열람·발급 제한이 이 신청에도 그대로 미칩니다."
        ),
    ),
    "accept": Deed(
        form=forms.AcceptForm,
        run=lambda done: services.accept(done.viewer, identity=done.said["identity"], **done.held),
        told=_("접수했습니다. 처리기한이 시작되었습니다."),
        help=_(
            "도착한 신청을 접수합니다. 빠진 것이 있어도 접수를 미루거나 거부하지 "
            "않습니다(민원처리법 제9조)."
        ),
        begins=_shown_already,
    ),
    "supplement": Deed(
        form=forms.SupplementForm,
        run=lambda done: services.ask_supplement(
            done.viewer, asked=done.said["asked"], until=done.said["until"], **done.held
        ),
        told=_("보완을 요구했습니다. 처리기한이 멈췄습니다."),
        help=_("빠진 것을 정한 날까지 내 달라고 알립니다. 그동안 처리기한이 멈춥니다."),
        begins=_in_days,
    ),
    "put-off": Deed(
        form=forms.PutOffForm,
        run=lambda done: services.put_off_supplement(
            done.viewer, until=done.said["until"], **done.usual
        ),
        told=_("보완 기한을 미뤘습니다."),
        help=_("신청한 사람이 청하면 보완 기한을 두 번까지 미룹니다(영 제24조)."),
        begins=_later,
    ),
    "supplied": Deed(
        form=forms.SuppliedForm,
        run=lambda done: services.supply(done.viewer, supplied=done.said["supplied"], **done.usual),
        told=_("보완을 받았습니다. 처리기한이 다시 갑니다."),
        help=_("신청한 사람이 낸 것을 적습니다. 멈췄던 처리기한이 이어서 갑니다."),
    ),
    "pay": Deed(
        form=forms.PayForm,
        run=_pay,
        told=_("수수료를 정산했습니다."),
        help=_("창구에서 받은 수수료를 적거나, 면제·감면을 적습니다."),
    ),
    "give-back": Deed(
        form=forms.GiveBackForm,
        run=_give_back,
        told=_("돌려준 것으로 적었습니다."),
        help=_(
            "받은 수수료를 돌려주고 그 까닭을 남깁니다. 온라인으로 낸 것은 결제한 곳에 "
            "취소를 보냅니다."
        ),
    ),
    "hand": Deed(
        form=forms.HandForm,
        run=lambda done: services.mark_handed(
            done.viewer, identity=done.said["identity"], **done.usual
        ),
        told=_("전달했습니다. 신청이 끝났습니다."),
        help=_("창구에 온 사람에게 서류를 바로 건넵니다. 누구인지 확인한 방법을 남깁니다."),
    ),
    "assign": Deed(
        form=forms.AssignForm,
        run=lambda done: services.assign(done.viewer, officer_id=done.said["officer"], **done.held),
        told=_("맡을 사람을 정했습니다."),
        help=_("이 신청을 처리할 사람을 정합니다."),
    ),
    "tell": Deed(
        form=forms.TellForm,
        run=lambda done: services.note(
            done.viewer, text=done.said["text"], public=True, **done.usual
        ),
        told=_("신청한 사람에게 알렸습니다."),
        help=_("신청한 사람이 조회 화면에서 읽고, 문자를 받겠다고 했으면 문자로도 받습니다."),
    ),
    "note": Deed(
        form=forms.NoteForm,
        run=lambda done: services.note(done.viewer, text=done.said["text"], **done.usual),
        told=_("메모를 남겼습니다."),
        help=_("직원만 보는 메모입니다."),
    ),
    "withdraw": Deed(
        form=forms.WithdrawForm,
        run=lambda done: services.withdraw(done.viewer, reason=done.said["reason"], **done.held),
        told=_("취하를 받았습니다."),
        help=_("신청한 사람이 그만두겠다고 할 때만 합니다. 직원이 마음대로 취하할 수 없습니다."),
        danger=True,
    ),
}

ITEM_DEEDS: dict[str, Deed] = {
    "issue": Deed(
        form=forms.IssueForm,
        run=_issue,
        told=_("발급했습니다."),
        help=_(
            "새올이나 가족관계등록시스템에서 발급한 뒤, 몇 장인지 적습니다. 마지막 것을 "
            "정하면 신청이 발급됩니다."
        ),
        begins=lambda page, now: {"pages": 1},
    ),
    "refuse": Deed(
        form=forms.RefuseForm,
        run=_refuse,
        told=_("거부했습니다. 까닭과 할 수 있는 일을 글로 알립니다."),
        help=_("발급할 수 없는 까닭과, 신청한 사람이 다음에 할 수 있는 일을 함께 적습니다."),
        danger=True,
    ),
    "extend": Deed(
        form=forms.ExtendForm,
        run=_extend,
        told=_("처리기한을 늘렸습니다."),
        help=_(
            "부득이한 까닭이 있을 때 한 번, 처음 기한보다 길지 않게 늘리고 신청한 사람에게 "
            "알립니다(영 제21조)."
        ),
    ),
}
