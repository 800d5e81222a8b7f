"""A table that says nothing, or something untrue, about personal data is found."""

from __future__ import annotations

import pytest
from django.db import models
from django.test.utils import isolate_apps

from dongne.foundation.vault.public import KeyedIndexField, SealedField, SealedModel
from dongne.lib.ids import new_id
from dongne.lib.personal_data import NOTHING, About, Holds

from . import personal_data


def holds(sealed: set[str], clear: set[str]) -> Holds:
    return Holds(
        about=About.RESIDENT,
        columns={name: "x" for name in sealed | clear},
        sealed=frozenset(sealed),
        until="then",
        why_clear="so" if clear else "",
    )


def planted(said: object) -> list[str]:
    """What is found in a table that says this of itself."""
    with isolate_apps("dongne.foundation.vault"):

        class Planted(SealedModel):
            id = models.UUIDField(primary_key=True, default=new_id, editable=False)
            name = SealedField(mask="name")
            name_key = KeyedIndexField(of="name")
            memo = models.TextField()
            number = models.IntegerField()

            class Meta:
                app_label = "vault"

        if said != "silent":
            Planted.personal_data = said  # type: ignore[attr-defined]
        return list(personal_data.check_models([Planted]))


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("silent", ["vault.Planted: does not say what personal data it holds"]),
        (
            NOTHING,
            [
                "vault.Planted.name: is sealed, but not declared so",
                "vault.Planted.memo: sounds like a person's, and is not declared",
            ],
        ),
        (
            holds({"name"}, set()),
            ["vault.Planted.memo: sounds like a person's, and is not declared"],
        ),
        (
            holds({"name", "number"}, {"memo"}),
            ["vault.Planted.number: is declared sealed, but lies in the clear"],
        ),
        (holds(set(), {"name", "memo"}), ["vault.Planted.name: is sealed, but not declared so"]),
        (
            holds({"name"}, {"memo", "gone"}),
            ["vault.Planted: declares a column that it has not: gone"],
        ),
        (holds({"name"}, {"memo"}), []),
    ],
)
def test_what_is_not_said_is_found(said: object, found: list[str]) -> None:
    assert planted(said) == found


@pytest.mark.parametrize(
    ("columns", "sealed", "why"),
    [({}, set(), ""), ({"a": "x"}, {"b"}, ""), ({"a": "x"}, set(), "")],
)
def test_a_declaration_that_says_nothing_is_refused(
    columns: dict[str, str], sealed: set[str], why: str
) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - said to programmers
        Holds(
            about=About.STAFF,
            columns=columns,
            sealed=frozenset(sealed),
            until="then",
            why_clear=why,
        )
