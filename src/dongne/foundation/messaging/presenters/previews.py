"""How a text will look: with sample values, with the longest name, how long, at what price."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ..occasions import MessageEvent, filled
from ..rules import LMS_BYTES, SMS_BYTES, USUAL_PRICES, not_on_phones, sms_bytes
from ..states import Means

LONGEST_NAME = "황보하늘별빛구름햇살고운누리보라솔"
"""As long as the longest names that were ever registered, and nobody's."""
LONGEST_NAME_EN = "Hwangbo Haneulbyeolbitgureumhaetsalgoun"
NAMES = frozenset({"name", "officer", "person", "drafter"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """One text filled. `size` tells how long it is and what it costs; `fault` what is wrong."""

    title: str
    subject: str
    text: str
    size: str = ""
    tone: str = "quiet"
    fault: str = ""


def previews(
    event: MessageEvent, *, language: str, means: str, subject: str, text: str
) -> list[Preview]:
    """With sample values, and with the longest name where the text has one. The text is sound."""
    values = dict(event.fields)
    name = LONGEST_NAME if language == "ko" else LONGEST_NAME_EN
    longest = {field: name if field in NAMES else value for field, value in values.items()}
    found = [_preview(_("보기 값으로"), values, means, subject, text)]
    if longest != values:
        found.append(_preview(_("가장 긴 이름으로"), longest, means, subject, text))
    return found


def _preview(title: str, values: dict[str, str], means: str, subject: str, text: str) -> Preview:
    said = filled(text, values)
    size, tone, fault = size_of(said, means)
    return Preview(
        title=title, subject=filled(subject, values), text=said, size=size, tone=tone, fault=fault
    )


def size_of(text: str, means: str) -> tuple[str, str, str]:
    """How long it is in words, the tone, and what telephones cannot show or hold."""
    if means == Means.LETTER:
        price = _("우표 약 %(n)s원") % {"n": USUAL_PRICES["letter"]}
        n = len(text)
        return ngettext("%(n)s자", "%(n)s자", n) % {"n": n} + f" · {price}", "quiet", ""
    size = sms_bytes(text)
    if size > LMS_BYTES:
        kind, tone = _("문자로 보내기에 너무 깁니다"), "danger"
    elif size > SMS_BYTES:
        kind, tone = _("긴 문자(LMS) 약 %(n)s원") % {"n": USUAL_PRICES["lms"]}, "info"
    else:
        kind, tone = _("짧은 문자(SMS) 약 %(n)s원") % {"n": USUAL_PRICES["sms"]}, "success"
    most = SMS_BYTES if size <= SMS_BYTES else LMS_BYTES
    told = _("%(size)s / %(most)s바이트") % {"size": f"{size:,}", "most": f"{most:,}"}
    fault = ""
    if strange := not_on_phones(text):
        fault = _("문자에 넣을 수 없는 글자가 있습니다: %(letters)s") % {
            "letters": " ".join(strange[:10])
        }
    return f"{told} · {kind}", tone, fault
