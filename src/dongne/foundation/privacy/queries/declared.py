"""Which personal data the program holds at all: gathered from what each model says of itself."""

from __future__ import annotations

from dataclasses import dataclass

from django.apps import apps

from dongne.lib.personal_data import About, Holds


@dataclass(frozen=True, slots=True, kw_only=True)
class Declared:
    """One model. `module` is its app's label."""

    module: str
    model: str
    holds: Holds


def declared() -> list[Declared]:
    """Models that hold something, residents' first. No statement."""
    found = [
        Declared(module=model._meta.app_label, model=model.__name__, holds=holds)
        for model in apps.get_models()
        if model.__module__.startswith("dongne.")
        and isinstance(holds := getattr(model, "personal_data", None), Holds)
    ]
    return sorted(found, key=_place)


def _place(one: Declared) -> tuple[int, bool, str, bool, str]:
    """Whose it is, and of residents the person before everything that hangs on the person."""
    order = [About.RESIDENT, About.ANYBODY, About.STAFF]
    about = order.index(one.holds.about)
    return about, one.module != "residents", one.module, one.model != "Person", one.model
