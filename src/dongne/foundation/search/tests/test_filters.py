"""Kept filters are one's own, keep their name once, and never lead out of the program."""

from __future__ import annotations

import pytest

from dongne.foundation.search.public import drop_filter, save_filter, saved_filters
from dongne.foundation.search.services import KEPT
from dongne.lib.refusals import NotHere, Refused
from tests.cast import NOW, Cast

pytestmark = pytest.mark.django_db


def test_the_same_name_takes_the_place_of_the_first(cast: Cast) -> None:
    me = cast.viewer(cast.own.officer)
    save_filter(me, page="activities", name=" 안전 ", query="field=safety&older=x", now=NOW)
    save_filter(me, page="activities", name="안전", query="field=safety&month=all", now=NOW)
    assert [(row.name, row.query) for row in saved_filters(me, page="activities")] == [
        ("안전", "field=safety&month=all")
    ]


def test_nobody_sees_or_drops_what_another_kept(cast: Cast) -> None:
    kept = save_filter(
        cast.viewer(cast.own.officer), page="activities", name="안전", query="q=1", now=NOW
    )
    colleague = cast.viewer(cast.own.colleague)
    assert saved_filters(colleague, page="activities") == []
    with pytest.raises(NotHere):
        drop_filter(colleague, filter_id=kept.pk, now=NOW)


def test_a_desk_keeps_filters_too(cast: Cast) -> None:
    desk = cast.viewer(cast.district_desk)
    save_filter(desk, page="activities", name="안전", query="q=1", now=NOW)
    assert len(saved_filters(desk, page="activities")) == 1


@pytest.mark.parametrize("name", ["", "  ", "\x00", "가" * 41])
def test_a_name_that_is_none_is_refused(cast: Cast, name: str) -> None:
    with pytest.raises(Refused):
        save_filter(cast.viewer(cast.own.officer), page="activities", name=name, query="", now=NOW)


def test_there_is_an_end_to_keeping(cast: Cast) -> None:
    me = cast.viewer(cast.own.officer)
    for n in range(KEPT):
        save_filter(me, page="activities", name=f"{n}", query="q=1", now=NOW)
    with pytest.raises(Refused):
        save_filter(me, page="activities", name="하나 더", query="q=1", now=NOW)
