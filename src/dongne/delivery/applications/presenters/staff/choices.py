"""What can be done with an application: one thing first, the others beside it; of what can't be
done yet the sentence that says what comes first."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dongne.delivery.ways.public import Circle

from ...models import Application, Item
from ...queries.page import Page
from ...rules import MOST_PUT_OFF
from ...states import ON_ITS_WAY, OVER, ApplicationState, ItemState, Match, PaymentState
from ...subjects import is_underway
from ...words import REFUSALS

LABELS: dict[str, tuple[Promise, str]] = {
    "match": (_("누구의 서류인지 확인하기"), "users"),
    "accept": (_("접수하기"), "check"),
    "issue": (_("발급하기"), "stamp"),
    "refuse": (_("거부하기"), "x-circle"),
    "extend": (_("기한 늘리기"), "clock"),
    "supplement": (_("보완 요구하기"), "pause"),
    "put-off": (_("보완 기한 미루기"), "calendar"),
    "supplied": (_("보완을 받았음"), "play"),
    "pay": (_("수수료 받기"), "coins"),
    "give-back": (_("수수료 돌려주기"), "undo"),
    "receive": (_("받는 길 바꾸기"), "route"),
    "hand": (_("창구에서 전달하기"), "id-card"),
    "assign": (_("맡을 사람 정하기"), "user"),
    "tell": (_("신청한 사람에게 알리기"), "send"),
    "note": (_("내부 메모 남기기"), "lock"),
    "withdraw": (_("취하 받기"), "undo"),
    "letter": (_("위임장 확인하기"), "file-check"),
}
OF_ITEMS = frozenset({"issue", "refuse", "extend"})
SENTENCES: dict[str, str | Promise] = {
    **REFUSALS,
    "accepted_already": _("이미 접수한 신청입니다."),
    "no_deadline": _("정해진 처리기한이 없어 늘릴 것이 없습니다."),
    "issue_first": _("먼저 발급해 주세요."),
    "no_letter": _("위임장이 없는 신청입니다."),
}


AT_COUNTER = "counter"
BEFORE_ISSUING = frozenset({ApplicationState.SUBMITTED, ApplicationState.ACCEPTED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One thing to do. `why`: why it can't be done yet."""

    code: str
    label: str | Promise
    icon: str
    href: str = ""
    why: str | Promise = ""


def address(application: Application, code: str, *, item: UUID | None = None) -> str:
    if code == "receive":
        return reverse("application_receive", args=[application.pk])
    if code == "letter" and application.letter_id:
        return reverse("letter", args=[application.letter_id])
    if item is not None:
        return reverse("application_item_do", args=[application.pk, item, code])
    return reverse("application_do", args=[application.pk, code])


def choice(
    application: Application, code: str, why: str = "", *, item: UUID | None = None
) -> Choice:
    label, icon = LABELS[code]
    return Choice(
        code=code,
        label=label,
        icon=icon,
        href=address(application, code, item=item),
        why=SENTENCES[why] if why else "",
    )


def first_of(page: Page) -> Choice | None:
    """The filled button: what the office does next."""
    application = page.application
    pending = next((one for one in page.items if one.state == ItemState.PENDING), None)
    match application.state:
        case ApplicationState.SUBMITTED if _letter_waits(application):
            return choice(application, "letter")
        case ApplicationState.SUBMITTED if application.match == Match.WAITS:
            return choice(application, "match")
        case ApplicationState.SUBMITTED:
            return choice(application, "accept")
        case ApplicationState.SUPPLEMENT:
            return choice(application, "supplied")
        case ApplicationState.ACCEPTED if pending is not None:
            return choice(application, "issue", item=pending.pk)
    if application.state in ON_ITS_WAY:
        if application.fee and not application.settled:
            return choice(application, "pay")
        if not why_not(page, "hand"):
            return choice(application, "hand")
    return None


def others_of(page: Page, *, leads: bool) -> list[Choice]:
    """Everything else that this state knows, in the order of a day's work."""
    application = page.application
    first = first_of(page)
    codes = [
        "match",
        "accept",
        "supplement",
        "put-off",
        "supplied",
        "pay",
        "give-back",
        "hand",
        "receive",
    ]
    codes += ["assign", "tell", "withdraw"]
    found = []
    for code in codes:
        if first is not None and first.code == code:
            continue
        if not _fits(page, code):
            continue
        why = why_not(page, code)
        found.append(choice(application, code, why))
    return found


def _fits(page: Page, code: str) -> bool:
    """Whether it makes sense to name the deed at all."""
    application = page.application
    over = application.state in OVER or application.state == ApplicationState.HANDED_OVER
    match code:
        case "accept":
            return application.state == ApplicationState.SUBMITTED
        case "match":
            return application.match == Match.WAITS or (
                application.circle != Circle.SELF and application.state in BEFORE_ISSUING
            )
        case "put-off" | "supplied":
            return page.open_supplement is not None
        case "supplement":
            return application.state in (ApplicationState.SUBMITTED, ApplicationState.ACCEPTED)
        case "pay":
            return bool(application.fee) and not application.settled and not over
        case "give-back":
            return any(one.amount and one.state == PaymentState.PAID for one in page.payments)
        case "hand":
            return application.state in ON_ITS_WAY and application.receive == AT_COUNTER
        case "tell":
            return True
    return not over and application.state != ApplicationState.REFUSED


def why_not(page: Page, code: str) -> str:
    """The code of the refusal that the deed would meet now; empty where it has its turn."""
    application = page.application
    state = application.state
    if code in ("note", "tell"):
        return ""
    if code == "give-back":
        paid = any(one.amount and one.state == PaymentState.PAID for one in page.payments)
        return "" if paid else "not_paid"
    if state in OVER:
        return "over"
    if code in ("accept", "letter"):
        if state != ApplicationState.SUBMITTED:
            return "accepted_already"
        if code == "accept" and _letter_waits(application):
            return "letter_unchecked"
        return "match_first" if code == "accept" and application.match == Match.WAITS else ""
    if code == "supplement":
        if state == ApplicationState.SUPPLEMENT:
            return "supplement_waits"
        return "" if state == ApplicationState.ACCEPTED else _first(application)
    if code in ("put-off", "supplied"):
        waits = page.open_supplement
        if waits is None:
            return "no_supplement"
        enough = code == "put-off" and waits.times_put_off >= MOST_PUT_OFF
        return "put_off_enough" if enough else ""
    if code == "pay":
        if not application.fee:
            return "not_payable"
        return "paid_already" if application.settled else ""
    if code == "hand":
        return _hand_why(application)
    if code in ("receive", "withdraw") and state in (
        ApplicationState.HANDED_OVER,
        ApplicationState.REFUSED,
    ):
        return "over"
    return ""


def _hand_why(application: Application) -> str:
    """At our own counter it goes from hand to hand, without a parcel."""
    if application.state not in ON_ITS_WAY:
        return (
            _first(application) if application.state != ApplicationState.ACCEPTED else "issue_first"
        )
    if application.receive != AT_COUNTER:
        return "no_such_move"
    if is_underway(application.pk):
        return "underway"
    return "" if application.settled or not application.fee else "pay_first"


def item_why_not(page: Page, item: Item, code: str) -> str:
    """As `why_not`, of a deed on one service."""
    application = page.application
    if application.state in OVER:
        return "over"
    if item.state != ItemState.PENDING:
        return "item_decided"
    if code == "extend" and item.deadline is None:
        return "no_deadline" if application.state != ApplicationState.SUBMITTED else "accept_first"
    return "" if application.state == ApplicationState.ACCEPTED else _first(application)


def _first(application: Application) -> str:
    """What comes before the office decides."""
    return {
        ApplicationState.SUBMITTED: "accept_first",
        ApplicationState.SUPPLEMENT: "supplement_first",
    }.get(ApplicationState(application.state), "no_such_move")


def _letter_waits(application: Application) -> bool:
    letter = application.letter
    return letter is not None and letter.checked_at is None
