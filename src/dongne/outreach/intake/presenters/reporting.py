"""Words of a report on its way: steps, answers to check, what is near."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from dongne.foundation.media.public import Photo, PhotoState
from dongne.foundation.organisations.public import Officer, Team
from dongne.foundation.places.public import Dong
from dongne.lib.seoul import seoul_day
from dongne.outreach.casework.public import CaseState
from dongne.outreach.categories.public import Question, Words

from ..queries.near import Near
from ..rules import Contact, Given, Step

TITLES = {
    Step.WHERE: gettext_lazy("어디인가요?"),
    Step.WHAT: gettext_lazy("무엇에 관한 일인가요?"),
    Step.DETAILS: gettext_lazy("조금만 더 여쭙겠습니다"),
    Step.PHOTOS: gettext_lazy("사진이 있나요?"),
    Step.TEXT: gettext_lazy("어떤 일인지 적어 주세요"),
    Step.NEAR: gettext_lazy("혹시 이 일인가요?"),
    Step.CONTACT: gettext_lazy("결과를 어떻게 알려 드릴까요?"),
    Step.CHECK: gettext_lazy("보내기 전에 확인해 주세요"),
}
SHORT = {
    Step.WHERE: gettext_lazy("장소"),
    Step.WHAT: gettext_lazy("종류"),
    Step.DETAILS: gettext_lazy("자세한 내용"),
    Step.PHOTOS: gettext_lazy("사진"),
    Step.TEXT: gettext_lazy("글"),
    Step.NEAR: gettext_lazy("가까운 신고"),
    Step.CONTACT: gettext_lazy("연락처"),
    Step.CHECK: gettext_lazy("확인"),
}
HELPS = {
    Step.WHERE: gettext_lazy(
        "일이 있는 곳을 알려 주시는 화면입니다. 지금 그곳에 계시면 ‘지금 "
        "있는 곳’을 누르고, 아니면 주소나 눈에 띄는 것을 적어 주세요."
    ),
    Step.WHAT: gettext_lazy(
        "맡을 사람을 찾는 데 씁니다. 목록에서 가장 가까운 "
        "것을 누르세요. 틀려도 직원이 바로잡습니다."
    ),
    Step.DETAILS: gettext_lazy(
        "현장에 가기 전에 직원이 알아야 하는 것입니다. 모르면 ‘선택’이라고 적힌 물음은 비워 두세요."
    ),
    Step.PHOTOS: gettext_lazy("사진이 있으면 더 빨리 찾습니다. 없으면 그냥 ‘다음’을 누르세요."),
    Step.TEXT: gettext_lazy("본 대로 한두 줄만 적어도 됩니다. 다 적었으면 ‘다음’을 누르세요."),
    Step.NEAR: gettext_lazy(
        "가까운 곳에 같은 종류의 신고가 있어 보여 드립니다. 같은 "
        "일이면 새로 보내지 않고 결과를 함께 받을 수 있습니다."
    ),
    Step.CONTACT: gettext_lazy(
        "처리한 사람이 결과를 직접 알려 드리는 데 씁니다. "
        "연락처를 남기지 않아도 접수번호로 볼 수 있습니다."
    ),
    Step.CHECK: gettext_lazy(
        "지금까지 적은 것을 모두 보여 드립니다. 틀린 곳은 "
        "‘고치기’를 누르고, 맞으면 ‘보내기’를 누르세요."
    ),
}
STATES = {
    CaseState.RECEIVED: gettext_lazy("접수됨"),
    CaseState.ASSIGNED: gettext_lazy("담당자가 정해짐"),
    CaseState.IN_PROGRESS: gettext_lazy("처리하는 중"),
    CaseState.WAITING: gettext_lazy("기다리는 중"),
    CaseState.DONE: gettext_lazy("처리를 마침"),
    CaseState.CLOSED: gettext_lazy("끝남"),
}
VERY_NEAR = 10


def address_of(step: Step, *, then: bool = False) -> str:
    url = reverse(f"report_{step.value}")
    return f"{url}?then=check" if then else url


def missing_links(steps: Sequence[Step]) -> list[dict[str, Any]]:
    return [{"url": address_of(step), "label": TITLES[step]} for step in steps]


def unit_of(dong: Dong) -> str:
    """What stands behind the number of a unit: 통, or what the dong calls it."""
    return "-tong" if get_language() == "en" else dong.unit_name


def team_name(team: Team) -> str:
    return team.name_en if team.name_en and get_language() == "en" else team.name


def title_of(officer: Officer) -> str:
    return officer.title_en if get_language() == "en" else officer.title


def place_words(given: Given, dong: Dong | None) -> str:
    """Where it is, in one line: the sign's place or the address, and the unit."""
    if dong is None:
        return ""
    unit = f"{given.tong}{unit_of(dong)}" if given.tong else ""
    of = " ".join(filter(None, [dong.label, unit]))
    told = " · ".join(filter(None, [given.place, given.address]))
    if told:
        return f"{told} ({of})"
    if given.has_point:
        return _("지도에 표시한 곳 (%(of)s)") % {"of": of}
    return of


def answer_words(question: Question, value: Any) -> str:
    names = {choice.key: choice.name() for choice in question.choices}
    values = value if isinstance(value, list) else [value]
    return ", ".join(names.get(str(one), str(one)) for one in values if one not in ("", None))


def photo_rows(given: Given, photos: Mapping[str, Photo]) -> list[dict[str, Any]]:
    """Pictures are made a moment after a photo has come; until then there is a place for each."""
    return [
        {
            "number": at,
            "src": reverse("report_photo", args=[at])
            if (photo := photos.get(sha256)) and photo.state == PhotoState.READY
            else "",
            "broken": photo is not None and photo.state == PhotoState.BROKEN,
            "alt": _("사진 %(n)d") % {"n": at},
        }
        for at, sha256 in enumerate(given.photos, 1)
    ]


def contact_words(given: Given) -> str:
    match given.contact:
        case Contact.PHONE:
            way = given.phone
        case Contact.EMAIL:
            way = given.email
        case Contact.NONE:
            return _("남기지 않음 (접수번호로 직접 확인)")
        case _:
            return ""
    return "\n".join(filter(None, [given.name, way]))


def check_rows(
    given: Given, *, words: Words | None, dong: Dong | None, photos: Mapping[str, Photo]
) -> list[dict[str, Any]]:
    """Everything that was told, each with the way back to its question."""
    rows: list[dict[str, Any]] = [
        {"step": Step.WHERE, "label": _("장소"), "value": place_words(given, dong)},
        {"step": Step.WHAT, "label": _("종류"), "value": words.name() if words else ""},
    ]
    if given.followed:
        told = _("가까이에 있는 신고 %(number)s의 결과를 함께 받습니다.") % {
            "number": given.followed
        }
        rows.append({"step": Step.NEAR, "label": _("함께 받아보기"), "value": told})
    if words:
        rows += [
            {
                "step": Step.DETAILS,
                "label": question.text(),
                "value": answer_words(question, given.answers.get(question.code, "")),
            }
            for question in words.questions
        ]
    shown = photo_rows(given, photos)
    count = len(given.photos)
    rows += [
        {
            "step": Step.PHOTOS,
            "label": _("사진"),
            "value": ngettext("%(n)d장", "%(n)d장", count) % {"n": count} if count else "",
            "photos": [row for row in shown if row["src"]],
            "empty": _("없음"),
        },
        {"step": Step.TEXT, "label": _("글"), "value": given.text},
        {"step": Step.CONTACT, "label": _("연락처"), "value": contact_words(given)},
    ]
    for row in rows:
        row["href"] = address_of(row["step"], then=True)
    return rows


def distance_words(distance: float) -> str:
    if distance <= VERY_NEAR:
        return _("바로 이 자리")
    return _("약 %(n)d m 떨어진 곳") % {"n": round(distance / 10) * 10}


def age_words(moment: datetime, *, now: datetime) -> str:
    days = (seoul_day(now) - seoul_day(moment)).days
    if days <= 0:
        return _("오늘 들어옴")
    if days == 1:
        return _("어제 들어옴")
    return ngettext("%(n)d일 전에 들어옴", "%(n)d일 전에 들어옴", days) % {"n": days}


def near_rows(found: Sequence[Near], words: Words, *, now: datetime) -> list[dict[str, Any]]:
    return [
        {
            "number": one.number,
            "name": words.name(),
            "distance": distance_words(one.distance),
            "age": age_words(one.received_at, now=now),
            "state": STATES[CaseState(one.state)],
            "text": one.text,
            "photo": reverse("report_near_photo", args=[one.number]) if one.photo else "",
        }
        for one in found
    ]


def moment_words(moment: datetime) -> str:
    """A due time in words: `11월 27일 금요일 오후 6시까지`."""
    return date_format(localtime(moment), _("n월 j일 l A g시까지"))
