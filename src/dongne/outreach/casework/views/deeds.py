"""The table of deeds that need no page of their own: what each asks, and the service it calls."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from dongne.foundation.scope.public import Viewer
from dongne.lib.refusals import Conflict, NotHere, Refused

from .. import services
from ..forms.deeds import (
    AnswerForm,
    CaseForm,
    CloseForm,
    FinishForm,
    InformForm,
    NoContactForm,
    NoteForm,
    OutsideForm,
    ParentForm,
    PhotosForm,
    ProgressForm,
    ReasonForm,
    RepeatedForm,
    ResultForm,
    SendBackForm,
    WaitForm,
)
from ..models import Case
from ..presenters.choices import asked_of, helped_by, sent_by
from ..queries.page import by_number, page_of
from ..rules import may_end_repeated
from ..states import Outcome
from ..words import NOT_REPEATED, NOTHING_OFFERED
from .ground import can_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """What a deed is done with: who, to which case, with what was typed."""

    viewer: Viewer
    case: Case
    said: Mapping[str, Any]
    photos: tuple[tuple[str, str], ...]
    version: int | None
    now: datetime

    @property
    def usual(self) -> dict[str, Any]:
        return {"case_id": self.case.pk, "version": self.version, "now": self.now}


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """`told` is said on the next page; `looks`: what residents will read is shown first."""

    form: type[CaseForm]
    run: Callable[[Done], Any]
    told: str | Promise
    help: str | Promise
    writes: bool = False
    """Whoever may write a note may do it; else only whoever works on the case."""
    looks: bool = False
    told_outside: str | Promise = ""
    """Said instead of `told` to people of another dong or of none."""
    begins: Callable[[Case], dict[str, Any]] = lambda case: {}
    """What stands in the form already."""


def _waiting(done: Done, find: Callable[..., Any]) -> UUID:
    found = find(page_of(done.viewer, done.case), can_of(done.viewer, done.case))
    if found is None:
        raise NotHere(gettext("받거나 돌려보낼 것이 없습니다."), code="nothing_waits")
    key: UUID = found.pk
    return key


def _end_repeated(done: Done) -> None:
    """Raises Conflict where the law does not allow it yet."""
    read = page_of(done.viewer, done.case)
    if not may_end_repeated(told=read.times_told, answered=read.times_answered):
        raise Conflict(str(NOT_REPEATED), code="not_repeated")
    services.finish(
        done.viewer,
        outcome=Outcome.NOT_POSSIBLE,
        measure=done.said["measure"],
        remedy=done.said["remedy"],
        **done.usual,
    )


def _record(done: Done) -> None:
    """The activity as it was offered; whoever wants other words edits it afterwards."""
    record = services.result_of(done.viewer, done.case)
    if record is None:
        raise Conflict(str(NOTHING_OFFERED), code="nothing_offered")
    services.record_result(done.viewer, case_id=done.case.pk, record=record, now=done.now)


def _numbered(done: Done, typed: str) -> UUID | None:
    """The case of a typed number; None for nothing typed."""
    if not typed.strip():
        return None
    found = by_number(done.viewer, typed)
    if found is None:
        raise Refused(gettext("그런 접수번호의 건이 없습니다."), code="no_such_number")
    return found.pk


DEEDS: dict[str, Deed] = {
    "claim": Deed(
        form=CaseForm,
        run=lambda done: services.claim(done.viewer, **done.usual),
        told=_("이 건을 맡았습니다."),
        help=_("맡으면 처리하고 알리는 일까지 내 차례입니다."),
        writes=True,
    ),
    "start": Deed(
        form=CaseForm,
        run=lambda done: services.start_work(done.viewer, **done.usual),
        told=_("처리를 시작했습니다."),
        help=_("주민에게도 ‘처리하고 있습니다’로 보입니다."),
    ),
    "go_on": Deed(
        form=CaseForm,
        run=lambda done: services.go_on(done.viewer, **done.usual),
        told=_("다시 처리하는 중입니다."),
        help=_("기다리던 것이 왔으면 다시 처리를 이어 갑니다."),
    ),
    "note": Deed(
        form=NoteForm,
        run=lambda done: services.note_progress(done.viewer, text=done.said["text"], **done.usual),
        told=_("내부 메모를 남겼습니다. 주민은 보지 못합니다."),
        help=_("직원만 보는 메모입니다. 현장 사정이나 통화 내용을 남겨 주세요."),
        writes=True,
    ),
    "progress": Deed(
        form=ProgressForm,
        run=lambda done: services.note_progress(
            done.viewer, text=done.said["text"], public=True, **done.usual
        ),
        told=_("경과를 적었습니다. 주민이 이 글을 봅니다."),
        help=_("주민에게 어떻게 되고 있는지 알리는 글입니다. 보내기 전에 미리 보세요."),
        looks=True,
    ),
    "wait": Deed(
        form=WaitForm,
        run=lambda done: services.wait(
            done.viewer,
            for_what=done.said["for_what"],
            until=done.said["until"],
            why=done.said["why"],
            **done.usual,
        ),
        told=_("기다림으로 두었습니다. 그날 다시 알려 드립니다."),
        help=_("다른 기관의 답이나 정한 날을 기다릴 때 씁니다. 기한은 멈추지 않습니다."),
    ),
    "finish": Deed(
        form=FinishForm,
        run=lambda done: services.finish(
            done.viewer,
            outcome=done.said["outcome"],
            measure=done.said["measure"],
            responsible=done.said["responsible"],
            remedy=done.said["remedy"],
            photos=done.photos,
            **done.usual,
        ),
        told=_("처리를 마쳤습니다. 이제 차례대로 알려 주세요."),
        help=_("한 일을 적고 조치 후 사진을 붙입니다. 그다음에 알리는 차례가 옵니다."),
    ),
    "back": Deed(
        form=ReasonForm,
        run=lambda done: services.work_again(done.viewer, why=done.said["reason"], **done.usual),
        told=_("다시 처리하는 중입니다."),
        help=_("처리를 마쳤다고 했지만 더 할 일이 있을 때 되돌립니다."),
    ),
    "inform": Deed(
        form=InformForm,
        run=lambda done: services.inform_zone(done.viewer, text=done.said["text"], **done.usual),
        told=_("구역 담당자에게 알렸습니다. 이제 주민에게 알릴 차례입니다."),
        help=_("주민보다 구역 담당자가 먼저 알아야 합니다. 짧게 적으면 바로 알림이 갑니다."),
        begins=lambda case: {"text": case.measure},
    ),
    "close": Deed(
        form=CloseForm,
        run=lambda done: services.close(done.viewer, reason=done.said["reason"], **done.usual),
        told=_("종결했습니다. 한 일을 활동으로 기록하면 이번 달 실적에 들어갑니다."),
        told_outside=_("종결했습니다."),
        help=_("구역 담당자와 주민에게 모두 알린 뒤에 종결합니다."),
    ),
    "close_without_contact": Deed(
        form=NoContactForm,
        run=lambda done: services.close_without_contact(
            done.viewer, reason=done.said["reason"], **done.usual
        ),
        told=_("연락하지 못한 까닭을 적고 종결했습니다."),
        help=_("여러 번 해도 연락이 닿지 않을 때만 씁니다. 언제 어떻게 해 보았는지 남습니다."),
    ),
    "withdraw": Deed(
        form=ReasonForm,
        run=lambda done: services.withdraw(done.viewer, reason=done.said["reason"], **done.usual),
        told=_("민원인이 거둔 것으로 종결했습니다."),
        help=_("알린 사람이 스스로 거두겠다고 했을 때만 씁니다. 어떻게 들었는지 적어 주세요."),
    ),
    "reopen": Deed(
        form=ReasonForm,
        run=lambda done: services.reopen(done.viewer, reason=done.said["reason"], **done.usual),
        told=_("다시 열었습니다. 맡은 사람에게 알림이 갑니다."),
        help=_("해결되지 않았거나 다시 생겼을 때 엽니다. 주민이 한 말이 있으면 적어 주세요."),
    ),
    "decline": Deed(
        form=AnswerForm,
        run=lambda done: services.decline_reopening(
            done.viewer, answer=done.said["answer"], **done.usual
        ),
        told=_("답을 적었습니다. 주민이 이 답을 봅니다."),
        help=_("다시 열지 않을 때는 왜 그런지 주민에게 답합니다. 주민이 그대로 읽습니다."),
    ),
    "accept": Deed(
        form=CaseForm,
        run=lambda done: services.accept(
            done.viewer, handover_id=_waiting(done, asked_of), **done.usual
        ),
        told=_("받았습니다. 이제 이 건은 여기서 맡습니다."),
        help=_("받으면 처리하고 주민에게 알리는 일까지 맡습니다."),
        writes=True,
    ),
    "send_back": Deed(
        form=SendBackForm,
        run=lambda done: services.send_back(
            done.viewer,
            reason=done.said["reason"],
            responsible=done.said["responsible"],
            **done.usual,
        ),
        told=_("까닭과 함께 돌려보냈습니다."),
        help=_("맡을 수 없으면 까닭을 적어 돌려보냅니다. 맡을 곳을 알면 함께 적어 주세요."),
        writes=True,
    ),
    "revoke": Deed(
        form=CaseForm,
        run=lambda done: services.revoke(
            done.viewer, handover_id=_waiting(done, sent_by), **done.usual
        ),
        told=_("보낸 것을 거두었습니다."),
        help=_("아직 답이 없는 것만 거둘 수 있습니다. 건은 지금 담당에게 그대로 남습니다."),
        writes=True,
    ),
    "done_helping": Deed(
        form=ResultForm,
        run=lambda done: services.end_referral(
            done.viewer,
            handover_id=_waiting(done, helped_by),
            result=done.said["result"],
            **done.usual,
        ),
        told=_("협조한 결과를 적었습니다."),
        help=_("함께 도운 결과를 적으면 담당이 봅니다."),
        writes=True,
    ),
    "request": Deed(
        form=ReasonForm,
        run=lambda done: services.hand_over(
            done.viewer, kind="request", reason=done.said["reason"], **done.usual
        ),
        told=_("넘겨 달라고 했습니다. 담당이 답하면 알려 드립니다."),
        help=_("우리 쪽에서 맡는 것이 나은 건이면 지금 담당에게 넘겨 달라고 합니다."),
        writes=True,
    ),
    "outside": Deed(
        form=OutsideForm,
        run=lambda done: services.register_outside(
            done.viewer,
            system=done.said["system"],
            number=done.said["number"],
            system_name=done.said["system_name"],
            **done.usual,
        ),
        told=_("등록한 번호를 적었습니다. 결과가 오면 이어서 적어 주세요."),
        help=_("환경순찰, 120, 안전신문고, 새올에 등록했으면 그곳의 접수번호를 적어 둡니다."),
    ),
    "photos": Deed(
        form=PhotosForm,
        run=lambda done: services.add_photos(done.viewer, photos=done.photos, **done.usual),
        told=_("사진을 더했습니다."),
        help=_("조치 전과 후를 나누어 올리면 나란히 보입니다. 위치 정보는 빼고 보관합니다."),
        writes=True,
    ),
    "close_repeated": Deed(
        form=RepeatedForm,
        run=lambda done: _end_repeated(done),
        told=_("되풀이된 민원으로 처리를 마쳤습니다. 이제 차례대로 알려 주세요."),
        help=_(
            "같은 민원이 세 번 이상이고 두 번 이상 답했을 때만 쓸 수 있습니다. 이것도 주민에게 "
            "알린 뒤에 종결합니다."
        ),
    ),
    "activity": Deed(
        form=CaseForm,
        run=lambda done: _record(done),
        told=_("활동으로 기록했습니다. 보고서에 넣으면 이번 달 실적에 들어갑니다."),
        help=_("이 건에서 한 일을 활동으로 기록합니다. 내용과 사진은 채워 두었습니다."),
        writes=True,
    ),
    "parent": Deed(
        form=ParentForm,
        run=lambda done: services.set_parent(
            done.viewer, parent_id=_numbered(done, done.said["number"]), **done.usual
        ),
        told=_("상위 건을 정했습니다."),
        help=_("큰 공사처럼 여러 건을 한 번에 처리할 때 상위 건으로 묶습니다."),
    ),
}


SHORT = {
    "outside": _("번호 적기"),
    "close_without_contact": _("종결하기"),
    "close_repeated": _("처리 마치기"),
    "inform": _("알리기"),
}
"""Verbs of buttons whose label would fill a phone."""
MORE = {
    "note": (_("내부 메모 남기기"), "lock"),
    "progress": (_("주민이 읽을 경과 쓰기"), "eye"),
}
