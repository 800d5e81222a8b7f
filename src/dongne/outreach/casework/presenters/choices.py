"""What can be done with a case, by state and by who looks: one thing first, the others beside it,
and of what can't be done yet the sentence that says what comes first."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ..models import Case, Handover
from ..queries.page import CasePage
from ..rules import Standing, Step, next_step, why_not_close, why_not_inform_zone, why_not_tell
from ..states import ActivityRole, CaseState, HandoverKind
from ..words import REFUSALS


@dataclass(frozen=True, slots=True, kw_only=True)
class Can:
    """Who looks. `works`: it is in their hands, or they stand in for whom it is; `leads`: may give
    it to others; `own_team`: their unit holds it; `writes`: may write a note at all; `in_dong`: is
    of the case's own dong.
    """

    works: bool = False
    leads: bool = False
    own_team: bool = False
    writes: bool = False
    in_dong: bool = False
    team_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One thing to do. `post`: at once, without a page; `why`: why it can't be done yet."""

    code: str
    label: str | Promise
    icon: str
    href: str = ""
    post: bool = False
    why: str | Promise = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    main: Choice | None
    second: Choice | None
    others: list[Choice]


LABELS: dict[str, tuple[Promise, str]] = {
    "claim": (_("내가 맡기"), "user"),
    "start": (_("처리 시작"), "play"),
    "go_on": (_("다시 진행"), "play"),
    "wait": (_("기다림으로 두기"), "pause"),
    "finish": (_("처리 마치기"), "check"),
    "inform": (_("구역 담당자에게 알리기"), "megaphone"),
    "tell": (_("주민에게 결과 알리기"), "send"),
    "close": (_("종결하기"), "check-circle"),
    "close_without_contact": (_("연락하지 못하고 종결하기"), "x-circle"),
    "close_repeated": (_("되풀이된 민원으로 종결하기"), "x-circle"),
    "withdraw": (_("민원인이 거두었음"), "undo"),
    "back": (_("다시 처리하기"), "undo"),
    "reopen": (_("다시 열기"), "refresh"),
    "decline": (_("다시 열지 않고 답하기"), "message"),
    "accept": (_("받기"), "check"),
    "send_back": (_("돌려보내기"), "undo"),
    "revoke": (_("보낸 것 거두기"), "x"),
    "done_helping": (_("협조 결과 적기"), "pen"),
    "hand_over": (_("넘기기·지정"), "route"),
    "request": (_("넘겨 달라고 하기"), "inbox"),
    "outside": (_("다른 시스템에 등록한 번호 적기"), "external"),
    "photos": (_("사진 더하기"), "camera"),
    "edit": (_("분류·장소 고치기"), "pen"),
    "merge": (_("같은 건과 합치기"), "copy"),
    "parent": (_("상위 건 정하기"), "link"),
    "publish": (_("공개 지도에 올릴 것 고르기"), "map"),
    "activity": (_("활동으로 기록하기"), "footprints"),
}

PAGES = {
    "tell": "case_tell",
    "hand_over": "case_hand_over",
    "merge": "case_merge",
    "edit": "case_edit",
    "publish": "case_public",
}
"""Deeds with a page of their own; the others share `case_do`."""

AT_ONCE = frozenset({"claim", "start", "go_on", "accept", "activity"})


def choices_of(page: CasePage, can: Can, standing: Standing, *, repeated: bool) -> Choices:
    """The filled button, the one beside it, and all the others in their order."""
    case = page.case
    first, second = _first(page, can, standing)
    others = _others(page, can, standing, repeated=repeated)
    named = {first, second}
    return Choices(
        main=choice(case, first) if first else None,
        second=choice(case, second) if second else None,
        others=[choice(case, code, why) for code, why in others if code not in named],
    )


def choice(case: Case, code: str, why: str | Promise = "") -> Choice:
    label, icon = LABELS[code]
    return Choice(
        code=code,
        label=label,
        icon=icon,
        href=address(case.pk, code),
        post=code in AT_ONCE,
        why=why,
    )


def address(case_id: UUID, code: str) -> str:
    if code in PAGES:
        return reverse(PAGES[code], args=[case_id])
    return reverse("case_do", args=[case_id, code])


def asked_of(page: CasePage, can: Can) -> Handover | None:
    """What waits for the answer of the viewer's unit."""
    for one in page.pending:
        wanted = one.from_team_id if one.kind == HandoverKind.REQUEST else one.to_team_id
        if one.kind == HandoverKind.REQUEST and (can.works or can.leads):
            return one
        if one.kind != HandoverKind.REQUEST and wanted == can.team_id:
            return one
    return None


def sent_by(page: CasePage, can: Can) -> Handover | None:
    """What the viewer's side sent and can take back."""
    for one in page.pending:
        if one.kind == HandoverKind.REQUEST:
            mine = one.to_team_id == can.team_id
        else:
            mine = can.works or can.leads
        if mine:
            return one
    return None


def helped_by(page: CasePage, can: Can) -> Handover | None:
    """A referral that the viewer's unit promised to help with, or that somebody outside of the
    program helps with: whoever holds the case writes down what came of it."""
    for one in page.helping:
        if one.kind != HandoverKind.REFERRAL:
            continue
        if one.to_team_id == can.team_id or (one.to_team_id is None and can.works):
            return one
    return None


def was_given(page: CasePage) -> bool:
    """Whether somebody gave it to whoever has it, so that it can be given back."""
    return any(one.kind != HandoverKind.REFERRAL for one in page.helping)


def _first(page: CasePage, can: Can, standing: Standing) -> tuple[str, str]:
    case = page.case
    if asked_of(page, can):
        return "accept", "send_back"
    step = next_step(standing)
    if step is Step.NONE and case.reopen_asked_at and (can.works or can.leads):
        return "reopen", "decline"
    if step is Step.NONE:
        mine = can.in_dong and not any(one.role == ActivityRole.RESULT for one in page.activities)
        return "activity" if mine and can.works else "", "reopen" if can.writes else ""
    if step is Step.TAKE:
        if can.leads:
            return "hand_over", "claim"
        return ("claim", "") if can.own_team or case.holder_team_id is None else ("", "")
    if not can.works:
        return "", "hand_over" if can.leads else ""
    if step is Step.CONCLUDE:
        if case.state == CaseState.WAITING:
            return "go_on", "finish"
        if case.state == CaseState.ASSIGNED:
            return "start", "finish"
        return "finish", "wait"
    return {
        Step.INFORM_ZONE: ("inform", "back"),
        Step.TELL_RESIDENT: ("tell", ""),
        Step.CLOSE: ("close", "back"),
    }[step]


def _others(
    page: CasePage, can: Can, standing: Standing, *, repeated: bool
) -> list[tuple[str, str | Promise]]:
    """(code, why not yet), in the order of the work."""
    case = page.case
    found: list[tuple[str, str | Promise]] = []
    active = can.works or can.leads

    def offer(code: str, refusal: str = "") -> None:
        found.append((code, REFUSALS[refusal] if refusal else ""))

    if sent_by(page, can):
        offer("revoke")
    if helped_by(page, can):
        offer("done_helping")
    if case.is_open and active:
        worked_on = case.state != CaseState.DONE
        if worked_on:
            offer("hand_over")
            if not asked_of(page, can) and was_given(page) and can.works:
                offer("send_back")
            if can.works:
                offer("wait")
                offer("finish")
        if can.works:
            if standing.zone_first and not standing.zone_told:
                offer("inform", why_not_inform_zone(standing))
            if standing.untold:
                offer("tell", why_not_tell(standing))
            offer("close", why_not_close(standing, reason="-", without_contact=False))
            if standing.untold or standing.unreachable:
                offer(
                    "close_without_contact",
                    why_not_close(standing, reason="-", without_contact=True),
                )
            if not worked_on:
                offer("back")
            offer("withdraw")
            if repeated:
                offer("close_repeated")
        offer("outside")
    elif case.is_open:
        if case.holder_team_id and not can.own_team and can.writes:
            offer("request")
    elif active:
        offer("reopen")
    if can.writes and case.merged_into_id is None:
        offer("photos")
        if active:
            offer("edit")
            offer("merge")
            offer("parent")
            offer("publish", "restricted_public" if case.restricted else "")
    return found
