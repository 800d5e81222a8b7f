from __future__ import annotations

from typing import Any

from dongne.foundation.search.public import save_filter
from tests.cast import NOW

from . import Made


def make(things: Any) -> Made:
    kept = save_filter(things.me, page="activities", name="안전", query="field=safety", now=NOW)
    return Made(
        always={"filter_id": kept.pk},
        bodies={"filter_save": {"page": "activities", "name": "맨홀", "query": "q=맨홀"}},
        queries={"find": "?q=맨홀"},
    )
