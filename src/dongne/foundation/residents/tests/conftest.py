"""Persons of the own dong."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from dongne.foundation.residents.public import Person, add_person
from dongne.foundation.scope.public import Viewer
from tests.cast import NOW, Cast


@pytest.fixture
def officer(cast: Cast) -> Viewer:
    return cast.viewer(cast.own.officer)


@pytest.fixture
def new(cast: Cast, officer: Viewer) -> Callable[..., Person]:
    """`new("김순자", phone="010-1234-5678")`: a person of the own dong."""

    def make(name: str = "김순자", **values: Any) -> Person:
        given: dict[str, Any] = {
            "phone": "010-1234-5678",
            "address": "서울특별시 양천구 신월로12길 34",
            "address_detail": "201호",
            "birth_date": "1948-03-05",
        }
        return add_person(officer, dong_id=cast.own.dong.pk, name=name, now=NOW, **(given | values))

    return make
