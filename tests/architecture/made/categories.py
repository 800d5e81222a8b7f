from __future__ import annotations

from typing import Any

from . import Made


def make(_things: Any) -> Made:
    """Everybody's roads; each role's own place, and sinjeong4 by name."""
    texts = {
        f"{key}_{language}": "거리 놀이터" for key in ("name", "group") for language in ("ko", "en")
    }
    sent = {
        **texts,
        "petition": "other",
        "target_amount": "2",
        "target_unit": "wd",
        "unit": "duty",
        "field": "safety",
        "icon": "sun",
        "position": "10",
        "offered": "on",
        "valid_from": "2027-01-04",
        "questions": "0",
        "tongs": "0",
        "seen": "0",
        "step": "preview",
    }
    named = "?at=dong.sinjeong4"
    return Made(
        always={"code": "road"},
        bodies={
            "category_edit": sent,
            "category_new": {**sent, "code": "playground"},
        },
        queries={
            "categories@named": named,
            "category@named": named,
            "category_history@named": named,
            "category_matrix@named": named,
            "category_edit@named": named,
            "category_new@named": named,
            "/categories": "?dong=sinjeong4",
        },
    )
