"""Why a message is where it is, in words, by the slug that its move carries."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

REASONS: Mapping[str, str | Promise] = {
    "": "",
    "kept_away": _("알려서는 안 되는 가족이어서 보내지 않았습니다"),
    "stopped": _("받는 분이 개인정보 처리정지를 요구해 보내지 않았습니다"),
    "opted_out": _("받는 분이 수신을 거부했습니다"),
    "quiet_hours": _("조용한 시간이 끝나면 보냅니다"),
    "morning": _("조용한 시간이 끝났습니다"),
    "person_gone": _("받는 분의 정보가 파기되었습니다"),
    "expired": _("쓸 수 있는 시간이 지났습니다"),
    "too_late": _("쓸 수 있는 시간이 지났습니다"),
    "no_way": _("보낼 연락처가 없습니다"),
    "no_contact": _("보낼 연락처가 없습니다"),
    "no_key": _("연락처를 여는 열쇠가 없습니다"),
    "unreadable": _("연락처를 읽을 수 없습니다"),
    "no_sender": _("보내는 번호가 정해지지 않았습니다"),
    "no_browser": _("알림을 켠 기기가 없습니다"),
    "no_connection": _("업체에 연결하지 못했습니다"),
    "no_answer": _("업체가 답하지 않았습니다"),
    "timeout": _("업체가 제때 답하지 않았습니다"),
    "late_answer": _("업체의 답이 늦게 왔습니다"),
    "providers_down": _("보내는 업체가 모두 멈춰 있습니다"),
    "worker_died": _("보내는 도중에 프로그램이 멈췄습니다"),
    "no_receipt": _("사흘 동안 결과 보고가 없습니다"),
    "next_means": _("다음 방법으로 보냅니다"),
    "refused": _("업체가 거절했습니다"),
    "too_long": _("글이 너무 깁니다"),
    "to_be_printed": _("인쇄할 편지로 넘겼습니다"),
    "shown_only": _("시범 운영이어서 실제로 보내지 않고 보여 주기만 합니다"),
    "decided_arrived": _("사람이 도착을 확인했습니다"),
    "decided_not_arrived": _("사람이 도착하지 않았음을 확인했습니다"),
    "decided_send_again": _("도착하지 않아 새 메시지로 다시 보냈습니다"),
    "sent_again": _("새 메시지로 다시 보냈습니다"),
    "told": _("사람이 직접 알렸습니다"),
    "taken_back": _("보내기 전에 취소했습니다"),
    "came_back": _("편지가 되돌아왔습니다"),
}


def reason(slug: str) -> str:
    """The sentence of a slug; a provider's own number stands as it is."""
    return str(REASONS.get(slug, slug))
