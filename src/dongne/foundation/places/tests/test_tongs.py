"""Names of the levels, and the tongs of a dong as they come and go."""

from __future__ import annotations

import pytest

from dongne.foundation.audit.public import AuditEntry, undo_change
from dongne.foundation.places.public import (
    AddressRange,
    Tong,
    add_dong,
    add_tongs,
    close_tongs,
    edit_place,
    renumber_tong,
)
from dongne.foundation.scope.public import SYSTEM
from dongne.lib.refusals import Conflict, Forbidden, Refused
from tests.cast import NOW, Cast


def open_numbers(cast: Cast) -> list[int]:
    rows = Tong.objects.for_viewer(SYSTEM).filter(dong=cast.own.dong, closed_on=None)
    return list(rows.values_list("number", flat=True))


def undo(cast: Cast, action: str) -> None:
    entry = AuditEntry.objects.filter(action=action).latest("pk")
    undo_change(cast.viewer(cast.own.lead), entry=entry, now=NOW)


def test_in_a_myeon_the_units_are_ri_with_an_ijang(cast: Cast) -> None:
    dong = add_dong(
        SYSTEM,
        district=cast.yangcheon,
        code="gwanin",
        name="관인면",
        level_name="면",
        tongs=3,
        now=NOW,
    )
    assert (dong.level_name, dong.unit_name, dong.unit_head_name) == ("면", "리", "이장")


def test_a_lead_names_the_units_and_takes_it_back(cast: Cast) -> None:
    lead = cast.viewer(cast.own.lead)
    edit_place(lead, place=cast.own.dong, unit_head_name="마을지기", now=NOW)
    cast.own.dong.refresh_from_db()
    assert cast.own.dong.unit_head_name == "마을지기"
    undo(cast, "place.edited")
    cast.own.dong.refresh_from_db()
    assert cast.own.dong.unit_head_name == "통장"


def test_a_lead_renames_neither_the_own_dong_nor_another_ones_units(cast: Cast) -> None:
    lead = cast.viewer(cast.own.lead)
    with pytest.raises(Forbidden):
        edit_place(lead, place=cast.own.dong, name="딴이름동", now=NOW)
    with pytest.raises(Forbidden):
        edit_place(lead, place=cast.near.dong, unit_name="리", now=NOW)


def test_a_tong_of_which_something_tells_is_closed_and_not_lost(cast: Cast) -> None:
    lead = cast.viewer(cast.own.lead)
    close_tongs(lead, dong=cast.own.dong, numbers=[6], now=NOW)
    assert open_numbers(cast) == [1, 2, 3, 4, 5]
    assert Tong.objects.for_viewer(SYSTEM).filter(dong=cast.own.dong, number=6).exists()
    undo(cast, "place.tongs_changed")
    assert open_numbers(cast) == [1, 2, 3, 4, 5, 6]


def test_a_number_in_use_is_not_changed_and_a_free_one_is(cast: Cast) -> None:
    lead, dong = cast.viewer(cast.own.lead), cast.own.dong
    add_tongs(lead, dong=dong, numbers=[7, 8], now=NOW)
    renumber_tong(lead, dong=dong, number=8, becomes=9, now=NOW)
    assert open_numbers(cast) == [1, 2, 3, 4, 5, 6, 7, 9]
    tong = Tong.objects.for_viewer(SYSTEM).get(dong=dong, number=7)
    AddressRange.objects.create(dong=dong, tong=tong, kind="road", name="신월로")
    with pytest.raises(Conflict) as refusal:
        renumber_tong(lead, dong=dong, number=7, becomes=10, now=NOW)
    assert refusal.value.code == "tong_in_use"


def test_an_undo_is_refused_when_the_tong_has_gone_since(cast: Cast) -> None:
    lead, dong = cast.viewer(cast.own.lead), cast.own.dong
    add_tongs(lead, dong=dong, numbers=[7], now=NOW)
    added = AuditEntry.objects.filter(action="place.tongs_changed").latest("pk")
    close_tongs(lead, dong=dong, numbers=[7], now=NOW)
    with pytest.raises(Conflict) as refusal:
        undo_change(lead, entry=added, now=NOW)
    assert refusal.value.code == "changed_since"


def test_numbers_beyond_any_dong_are_refused(cast: Cast) -> None:
    with pytest.raises(Refused):
        add_tongs(cast.viewer(cast.own.lead), dong=cast.own.dong, numbers=[501], now=NOW)
