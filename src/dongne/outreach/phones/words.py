"""Sentences for what is refused or kept, by code."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "unreadable": _("기록을 읽을 수 없습니다. 이 화면을 새로 연 뒤 다시 보내 주세요."),
    "seal_broken": _("봉한 기록이 손상되어 열 수 없습니다. 휴대전화에서 열어 다시 저장해 주세요."),
    "office_key_unknown": _(
        "이 동의 열쇠로 봉한 기록이 아닙니다. 로그인하여 열면 새로 봉해 다시 보냅니다."
    ),
    "record_too_large": _("글이 너무 깁니다. 내용을 나누어 기록해 주세요."),
    "not_itself": _("봉투와 기록의 번호가 다릅니다. 휴대전화에서 열어 다시 저장해 주세요."),
    "too_much_kept": _(
        "확인을 기다리는 기록이 너무 많아 더 받지 못했습니다. 행정팀장에게 알려 주세요."
    ),
    "draft": _("작성 중인 기록을 사무실에 맡겨 두었습니다. 로그인하면 이어 쓸 수 있습니다."),
    "phone_ended": _("쓰기를 끝낸 휴대전화에서 온 기록이라 행정팀장이 확인한 뒤 올립니다."),
    "account_ended": _("지금은 쓰지 않는 계정의 기록이라 행정팀장이 확인한 뒤 올립니다."),
}
