"""Why something is not possible, in a sentence with its basis: for pages of every module."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from dongne.delivery.ways.public import Basis, Reason, Source

from ..subjects import channels, words_of
from ..words import SOURCES, in_language

SENTENCES = {
    "not_this_channel": _("이 민원은 이 창구에서 다루지 않습니다."),
    "not_this_circle": _("이 관계로는 할 수 없습니다."),
    "blocked": _("주민이 열람과 교부를 막아 두었습니다."),
    "letter_needed": _("위임장이 필요합니다."),
    "identity_needed": _("더 확실하게 신분을 확인해야 합니다."),
    "no_pair": _("신청한 곳에서 바로 받는 방법이라 다른 곳에서 신청하면 쓸 수 없습니다."),
    "not_offered": _("지금은 받지 않는 민원입니다."),
    "seal_on_paper": _("관인을 찍은 종이 문서만 효력이 있습니다."),
    "in_person": _("본인이 직접 와서 공무원이 얼굴을 확인해야 합니다."),
    "not_made_there": _("그곳에서는 이 문서를 만들지 않습니다."),
    "no_file": _("파일로 드릴 수 없는 문서입니다."),
    "a_thing": _("물건이라 인쇄하거나 파일로 보낼 수 없습니다."),
    "not_settled": _("신청할 때와 받을 때 모두 신분을 확인하지 않게 되어 함께 쓸 수 없습니다."),
    "channel_off": _("우리 동에서는 이 창구를 쓰지 않습니다."),
    "only_there": _("신청한 그곳에서만 받을 수 있습니다."),
    "made_there": _("그곳에서 신청한 것만 받을 수 있습니다."),
    "too_many_copies": _("한 번에 신청할 수 있는 부수를 넘습니다."),
    "too_many": _("한 번에 나를 수 있는 부수를 넘습니다."),
}
"""Codes of the catalogue and of pairs; channels bring sentences for their own limits along."""


def reason_words(reason: Reason) -> str:
    """One sentence in the language of the page. A code that nobody explains is told as it is."""
    if reason.channel in channels():
        own = words_of(reason.channel).reasons.get(reason.code)
        if own is not None:
            return in_language(own)
    return str(SENTENCES.get(reason.code, reason.code))


def basis_words(basis: Basis) -> str:
    """`주민등록법 제29조`; empty where the reason needs none. What an office has still to confirm
    says so."""
    if not basis.text:
        return ""
    if basis.kind is Source.STATUTE:
        return basis.text
    return f"{basis.text} ({SOURCES[basis.kind]})"
