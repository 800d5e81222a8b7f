"""How the draft of a form would look here: last month's roll-up with its words and columns."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from dongne.foundation.places.public import Dong
from dongne.foundation.scope.public import Viewer
from dongne.lib.seoul import Month
from dongne.outreach.vocabulary.public import Preview, Vocabulary, register_preview

from .presenters import month_page, month_text
from .queries import roll_up


def _rollup(
    viewer: Viewer, words: Vocabulary, dong_id: int | None, month: Month
) -> tuple[str, dict[str, Any]] | None:
    dong = Dong.objects.for_viewer(viewer).select_related("district").filter(pk=dong_id or 0)
    if (found := dong.first()) is None:
        return None
    context = month_page(viewer, roll_up(viewer, dong=found, month=month, words=words), [])
    return "sharing/preview_rollup.html", context | {
        "title": words.title("rollup"),
        "place": f"{found.label} · {month_text(month)}",
    }


def register() -> None:
    register_preview(
        Preview(
            name="rollup",
            title=_("취합"),
            text=_("지난달 숫자를 새 서식에 넣어 본 것입니다. 지난달 취합은 그대로입니다."),
            make=_rollup,
        )
    )
