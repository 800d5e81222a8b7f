"""Thirty and more kinds of dirt, each alone and all together: mended, the office is the truth."""

from __future__ import annotations

import pytest

from dongne.foundation.organisations.public import Account, Officer, edit_officer, viewer_of
from dongne.foundation.scope.public import SYSTEM, Viewer
from dongne.lib.refusals import Conflict
from dongne.outreach.exchange.public import ImportKind, ImportRun, Verdict, undo_run
from tests.cast import NOW

from .dirt import DIRT
from .draft import draft
from .mending import (
    ORDER,
    bring_in,
    empty_office,
    mend,
    office_as_it_is,
    office_in_truth,
    send,
)

# One way of writing a file down excludes another; the last one named wins.
WAYS = ("euc_kr", "utf8_without_mark", "semicolons", "tabs_of_unicode_text")


class Office:
    def __init__(self) -> None:
        self.dong, self.lead = empty_office(NOW)

    @property
    def viewer(self) -> Viewer:
        return viewer_of(Account.objects.get(officer=self.lead))

    def is_true(self, kind: ImportKind) -> bool:
        found, truth = office_as_it_is(self.dong, kind), office_in_truth(kind)
        assert found == truth, kind
        return True


@pytest.fixture
def gaon(db: None) -> Office:
    return Office()


@pytest.fixture
def settled(gaon: Office) -> Office:
    """People and tongs are there, from clean tables."""
    for kind in ORDER[:2]:
        bring_in(gaon.viewer, draft(kind), now=NOW)
    return gaon


def test_there_are_thirty_kinds_of_dirt() -> None:
    assert len(DIRT) >= 30


@pytest.mark.parametrize("name", DIRT)
def test_one_kind_of_dirt(gaon: Office, name: str) -> None:
    for kind in ORDER:
        made = draft(kind)
        DIRT[name](made)
        run = bring_in(gaon.viewer, made, now=NOW)
        assert run.counts[Verdict.NEW] > 0
        assert gaon.is_true(kind)


@pytest.mark.parametrize(("way", "seed"), [("xlsx", 1), ("xlsx", 2), ("euc_kr", 3), (WAYS[-1], 4)])
def test_all_kinds_of_dirt_at_once(gaon: Office, way: str, seed: int) -> None:
    for kind in ORDER:
        made = draft(kind, seed)
        if way != "xlsx":
            DIRT[way](made)
        for name in DIRT:
            if name not in WAYS:
                DIRT[name](made)
        bring_in(gaon.viewer, made, now=NOW)
        assert gaon.is_true(kind)


def test_the_same_file_again_is_the_same(settled: Office) -> None:
    for kind in ORDER:
        if kind not in ORDER[:2]:
            bring_in(settled.viewer, draft(kind), now=NOW)
        again = send(settled.viewer, draft(kind), now=NOW)
        assert set(again.counts) == {Verdict.SAME}, (kind, again.counts)


def test_undo_leaves_the_office_as_it_was(gaon: Office) -> None:
    runs: list[ImportRun] = []
    before = []
    kinds = ORDER[:-1]
    for kind in kinds:
        before.append(office_as_it_is(gaon.dong, kind))
        runs.append(bring_in(gaon.viewer, draft(kind), now=NOW))
    for kind, run, was in reversed(list(zip(kinds, runs, before, strict=True))):
        undo_run(gaon.viewer, run_id=run.pk, now=NOW)
        assert office_as_it_is(gaon.dong, kind) == was
    assert Officer.objects.for_viewer(SYSTEM).filter(dong=gaon.dong).count() == 1


def test_people_who_have_been_counted_stay(settled: Office) -> None:
    """The ledger is only ever added to: whoever stands in it can't be as if never there."""
    month = bring_in(settled.viewer, draft(ImportKind.MONTHS), now=NOW)
    undo_run(settled.viewer, run_id=month.pk, now=NOW)
    counted = office_as_it_is(settled.dong, ImportKind.MONTHS)
    assert not any(any(counts) for _name, counts in counted)  # type: ignore[attr-defined]
    people = ImportRun.objects.for_viewer(SYSTEM).get(kind=ImportKind.OFFICERS)
    with pytest.raises(Conflict) as refused:
        undo_run(settled.viewer, run_id=people.pk, now=NOW)
    assert refused.value.code == "used_since"
    assert settled.is_true(ImportKind.OFFICERS)


def test_what_was_changed_since_is_not_overwritten(settled: Office) -> None:
    people = ImportRun.objects.for_viewer(SYSTEM).get(kind=ImportKind.OFFICERS)
    one = Officer.objects.for_viewer(SYSTEM).get(dong=settled.dong, name="박시내")
    edit_officer(settled.viewer, officer=one, title="주사", now=NOW)
    with pytest.raises(Conflict) as refused:
        undo_run(settled.viewer, run_id=people.pk, now=NOW)
    assert refused.value.code == "changed_since"
    assert "박시내" in refused.value.message


def test_a_slip_is_asked_about_with_the_likely_name(settled: Office) -> None:
    made = draft(ImportKind.CHARGES)
    DIRT["a_slip_in_a_name"](made)
    run = send(settled.viewer, made, now=NOW)
    [row] = run.rows.for_viewer(SYSTEM).filter(verdict=Verdict.ASK)
    assert [(p["code"], p["suggestion"]) for p in row.problems] == [("nobody_of_name", "서한결")]
    assert mend(settled.viewer, run, made, now=NOW) == 1


def test_wrong_totals_are_told_and_not_used(settled: Office) -> None:
    made = draft(ImportKind.MONTHS)
    DIRT["a_wrong_total"](made)
    run = send(settled.viewer, made, now=NOW)
    [told] = [one for one in run.told if one["code"] == "total_wrong"]
    assert told["wrong"]["total"][0] == 777
    assert told["wrong"]["total"][1] == sum(
        sum(counts)
        for _name, counts in office_in_truth(ImportKind.MONTHS)  # type: ignore[attr-defined]
    )


def test_private_cells_are_not_even_kept(gaon: Office) -> None:
    made = draft(ImportKind.OFFICERS)
    DIRT["telephone_numbers"](made)
    DIRT["resident_numbers"](made)
    run = send(gaon.viewer, made, now=NOW)
    kept = " ".join(
        str(cell) for cells in run.rows.for_viewer(SYSTEM).values_list("cells", flat=True)
        for cell in cells
    )  # fmt: skip
    assert "010-" not in kept
    assert "850101" not in kept
    assert {"private", "resident_numbers"} <= {told["code"] for told in run.told}
