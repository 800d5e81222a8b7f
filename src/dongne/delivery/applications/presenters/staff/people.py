"""Who an application is about, masked; the history of what was done, who did it and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dongne.foundation.residents.public import Namesake

from ...models import Application, Move
from ...queries.page import Page
from ...words import STATE_LOOKS, STATES
from .times import moment

ROLES: dict[str, Promise] = {
    "principal": gettext_lazy("누구의 서류"),
    "applicant": gettext_lazy("신청한 사람"),
    "receiver": gettext_lazy("받을 사람"),
}
ACTORS: dict[str, Promise] = {
    "resident": gettext_lazy("신청한 사람"),
    "volunteer": gettext_lazy("봉사자"),
    "system": gettext_lazy("프로그램"),
    "program": gettext_lazy("다른 프로그램"),
    "device": gettext_lazy("기기"),
}


def people(
    page: Page, *, opened: tuple[str, Mapping[str, str], Mapping[str, Any]] | None = None
) -> list[dict[str, Any]]:
    """Each person once, with every part they have in it. `opened` is (role, values, words)."""
    application = page.application
    found: dict[Any, dict[str, Any]] = {}
    for role, label in ROLES.items():
        person = getattr(application, role)
        if person is None:
            continue
        if person.pk in found:
            found[person.pk]["roles"].append(str(label))
            continue
        known = person.pk in page.known
        row = {
            "role": role,
            "roles": [str(label)],
            "name": str(person.name) if known and person.name else _("이름 가림"),
            "contacts": " · ".join(
                str(value) for value in (person.phone, person.address) if known and value
            ),
            "known": known,
            "url": reverse("resident", args=[person.pk]) if known else "",
            "open_url": reverse("application_open", args=[application.pk, role]) if known else "",
            "opened": [],
        }
        if opened and opened[0] == role:
            row["opened"] = [(opened[2].get(name, name), text) for name, text in opened[1].items()]
        found[person.pk] = row
    return list(found.values())


def namesakes(found: Sequence[Namesake]) -> list[tuple[str, str]]:
    """Each as a choice: masked, with what is the same as was typed."""
    return [(str(one.person.pk), _namesake(one)) for one in found]


def _namesake(one: Namesake) -> str:
    person = one.person
    told = [str(person.name), str(person.birth_date or ""), str(person.address or "")]
    if one.same_birth:
        told.append(_("생년월일이 같음"))
    if one.same_address:
        told.append(_("주소가 같음"))
    return " · ".join(filter(None, told))


def who(move: Move) -> str:
    if move.officer:
        return move.officer.name
    return move.actor_name or str(ACTORS.get(move.actor_kind, move.actor_kind))


def history(page: Page) -> list[dict[str, Any]]:
    """Everything that was done, the newest first."""
    rows: list[tuple[Any, dict[str, Any]]] = []
    for move in page.moves:
        _tone, icon = STATE_LOOKS.get(move.to_state, ("neutral", "circle"))
        said = str(STATES[move.to_state])
        rows.append((move.at, {"icon": icon, "said": said, "who": who(move), "text": move.why}))
    for note in page.notes:
        rows.append(
            (
                note.at,
                {
                    "icon": "send" if note.public else "lock",
                    "said": _("신청한 사람에게 알림") if note.public else _("내부 메모"),
                    "who": note.officer.name if note.officer else note.actor_name,
                    "text": note.text,
                    "resident": note.public,
                },
            )
        )
    for use in page.uses:
        rows.append(
            (
                use.at,
                {
                    "icon": "file-check",
                    "said": _("위임장을 씀: 신청")
                    if use.what == "apply"
                    else _("위임장을 씀: 받기"),
                    "who": use.application_number,
                    "text": "",
                },
            )
        )
    # What was done at the same moment, as at a counter, stands in its order too.
    rows.sort(key=lambda row: row[0])
    rows.reverse()
    return [row | {"when": moment(at), "iso": localtime(at).isoformat()} for at, row in rows]


def fits(application: Application, role: str) -> bool:
    return role in ROLES and getattr(application, f"{role}_id") is not None
