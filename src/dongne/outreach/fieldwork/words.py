"""The sentences for what fieldwork refuses or holds, by code."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from dongne.design.forms import NUMBER_REFUSALS, NUMBER_REFUSED
from dongne.lib.registration_numbers import Kind

from .states import PhotoRole

SENTENCES = {
    NUMBER_REFUSED: NUMBER_REFUSALS[Kind.REGISTRATION],
    "kind_unknown": _("이 동에서 쓰지 않는 활동 구분입니다. 목록에서 골라 주세요."),
    "field_unknown": _("이 동에서 쓰지 않는 분야입니다. 목록에서 골라 주세요."),
    "tong_unknown": _("이 동에 없는 통 번호입니다. 통 번호를 확인해 주세요."),
    "memo_missing": _("보고 들은 내용을 적거나 사진을 넣어 주세요."),
    "memo_too_long": _("내용은 4,000자까지 적을 수 있습니다."),
    "measure_too_long": _("조치사항은 1,000자까지 적을 수 있습니다."),
    "address_too_long": _("주소는 200자까지 적을 수 있습니다."),
    "not_text": _("글자가 아닌 것이 섞여 있습니다. 지우고 다시 적어 주세요."),
    "too_long_ago": _("날짜가 너무 오래되었습니다. 날짜를 확인해 주세요."),
    "future": _("아직 오지 않은 날짜와 시각입니다. 날짜와 시각을 확인해 주세요."),
    "closed": _("마감된 달의 활동입니다. 기록은 보관했고, 그 달을 다시 열어야 취합에 들어갑니다."),
    "taken": _(
        "쓰기를 끝낸 휴대전화나 계정에 남아 있던 기록을 다른 담당자가 올렸습니다. "
        "아직 보고서와 취합에 들어가지 않습니다."
    ),
    "not_a_place": _("위치를 알 수 없습니다. 지도에서 다시 골라 주세요."),
    "too_many_photos": _("사진은 활동마다 20장까지 넣을 수 있습니다."),
    "too_many_sounds": _("녹음은 활동마다 5개까지 넣을 수 있습니다."),
    "outing_unknown": _("출장을 찾을 수 없습니다."),
    "photo_name": _("사진을 알아볼 수 없습니다. 사진을 다시 골라 주세요."),
    "unreadable": _("기록의 모양이 맞지 않습니다."),
    "not_yours": _("이 번호로는 기록할 수 없습니다."),
    "locked": _("결재 중이거나 결재가 끝난 보고서에 든 활동이라 고칠 수 없습니다."),
    "edited_elsewhere": _("다른 곳에서 먼저 고친 기록입니다. 두 기록을 모두 보관했습니다."),
}

PHOTO_ROLES = {
    PhotoRole.BEFORE: pgettext_lazy("photo", "조치 전"),
    PhotoRole.DURING: pgettext_lazy("photo", "현장"),
    PhotoRole.AFTER: pgettext_lazy("photo", "조치 후"),
}
