"""A service that any channel serves, until a test says otherwise."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID

from dongne.delivery.channels.subjects import channels
from dongne.delivery.ways.public import (
    Asker,
    Asking,
    Circle,
    Form,
    Giving,
    Service,
    ServiceKind,
    Way,
    fits,
)

ANYBODY = Way(circles=frozenset(Circle))


def a_service(**values: Any) -> Service:
    known = channels()
    plain = Service(
        code="copy",
        edition_id=UUID(int=1),
        names={"ko": "등본"},
        group="register",
        kind=ServiceKind.CERTIFICATE,
        issuer="dong",
        form=Form.EITHER,
        limit="now",
        circles=frozenset(Circle),
        apply={key: ANYBODY for key, one in known.items() if one.asking is not Asking.NO},
        receive={key: ANYBODY for key, one in known.items() if one.giving is not Giving.NO},
        pdf_link=True,
    )
    return replace(plain, **values)


def why(
    apply: str, receive: str, *, copies: int = 1, who: Circle = Circle.SELF, **of: Any
) -> set[str]:
    """Codes of every reason against the pair; empty where it goes."""
    asker = Asker(circle=who, letter=True)
    found = fits(channels(), a_service(**of), apply, receive, asker, copies=copies)
    return {one.code for one in found.reasons}
