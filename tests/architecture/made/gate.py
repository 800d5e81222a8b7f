"""A key of a program for own's dong."""

from __future__ import annotations

from typing import Any

from dongne.foundation.gate.public import make_key
from dongne.foundation.scope.public import SYSTEM
from tests.cast import NOW

from . import Made


def make(things: Any) -> Made:
    dong = things.cast.own.dong
    made = make_key(
        SYSTEM,
        program="양천 스마트불편신고",
        contact="양천구 스마트정보과",
        scopes=["open311"],
        place=dong,
        now=NOW,
    )
    body = {
        "program": "다른 프로그램",
        "contact": "양천구 도로과",
        "place": f"dong-{dong.pk}",
        "scopes": ["open311"],
        "per_minute": "60",
    }
    return Made(always={"key_id": made.key.pk}, bodies={"api_key_new": body})
