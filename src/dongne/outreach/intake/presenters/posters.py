"""Words of posters and cards, for whoever makes them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.urls import reverse

from ..models import Sign, SignKind
from .reporting import unit_of

ICONS = {
    SignKind.BUS_STOP: "pin",
    SignKind.PARK: "tree",
    SignKind.STREET: "route",
    SignKind.OFFICE: "landmark",
    SignKind.HOUSING: "building",
    SignKind.OFFICER: "user",
}


def rows(signs: Iterable[Sign], *, may: bool) -> list[dict[str, Any]]:
    return [
        {
            "sign": sign,
            "label": sign.label,
            "kind": sign.get_kind_display(),
            "icon": ICONS[SignKind(sign.kind)],
            "place": " · ".join(
                filter(
                    None,
                    [
                        f"{sign.tong.number}{unit_of(sign.dong)}" if sign.tong else "",
                        sign.address,
                        sign.call,
                    ],
                )
            ),
            "code": sign.code,
            "url": reverse("poster", args=[sign.pk]),
            "ended": sign.ended_at is not None,
            "may": may,
        }
        for sign in signs
    ]


def tongs(sign: Sign, numbers: Sequence[int]) -> str:
    return ", ".join(f"{number}{unit_of(sign.dong)}" for number in numbers)
