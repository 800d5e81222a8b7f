"""What a resident will read, before it goes out: the office's text around the officer's own."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import override

from dongne.foundation.messaging.public import Means, said_of
from dongne.outreach.categories.public import Words

from ..models import Case
from ..occasions import RESULT
from ..states import Outcome, TellingMeans
from ..words import TELLING_MEANS
from .people import LANGUAGES

SPOKEN = frozenset({TellingMeans.PHONE, TellingMeans.VISIT})


def proposed(case: Case) -> str:
    """The beginning of a text: the measure, and what else an outcome owes."""
    parts = [case.measure]
    if case.outcome == Outcome.NOT_OURS and case.responsible:
        parts.append(_("이 일은 %(who)s에서 맡습니다.") % {"who": case.responsible})
    if case.outcome == Outcome.NOT_POSSIBLE and case.remedy:
        parts.append(case.remedy)
    return "\n".join(filter(None, parts))


def letter(
    case: Case, words: Words | None, *, text: str, handler: str, language: str, means: str
) -> dict[str, str]:
    """Spoken means have no frame: what was said is what is kept."""
    name = LANGUAGES.get(language) or _("한국어")
    title = f"{name} · {TELLING_MEANS[means]}"
    if means in SPOKEN:
        return {"title": title, "text": text, "language": language, "note": ""}
    values = {
        "office": str(case.dong),
        "number": case.number,
        "category": words.name(language) if words else case.category,
        "text": text,
        "handler": handler,
        "unit": case.holder_team.name if case.holder_team else "",
    }
    by = Means.LETTER if means == TellingMeans.LETTER else Means.SMS
    with override(language):
        read = said_of(RESULT, means=by, language=language, values=values, dong_id=case.dong_id)
    note = ""
    if language != "ko":
        note = _("틀은 그 말로 나가지만 직접 쓴 글은 쓴 그대로 나갑니다. 쉬운 말로 적어 주세요.")
    return {"title": title, "text": read, "language": language, "note": note}
