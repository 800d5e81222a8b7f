"""What a careful lead does with an untidy file: sends it, puts right what is asked, applies it."""

from __future__ import annotations

from datetime import datetime

from dongne.foundation.duties.public import Duty
from dongne.foundation.organisations.public import Officer, TeamKind, add_officer, add_team
from dongne.foundation.places.public import City, District, Dong, Tong
from dongne.foundation.scope.public import SYSTEM, Role, Viewer
from dongne.lib.seoul import Month
from dongne.outreach.exchange.public import (
    ImportKind,
    ImportRow,
    ImportRun,
    Verdict,
    apply_run,
    mend_row,
    read_again,
    take_in,
)
from dongne.outreach.sharing.public import imported_counts
from dongne.outreach.zones.public import TongCharge, Zone

from .draft import Draft, write
from .truth import FIELDS, TRUTH

ORDER = (
    ImportKind.OFFICERS,
    ImportKind.TONGS,
    ImportKind.CHARGES,
    ImportKind.DUTIES,
    ImportKind.MONTHS,
)


def empty_office(now: datetime) -> tuple[Dong, Officer]:
    """가온동 as the first set-up leaves it: one lead in one team."""
    city = City.objects.create(code="hanbit", name="한빛시")
    district = District.objects.create(code="maru", name="마루구", city=city)
    dong = Dong.objects.create(code="gaon", name="가온동", district=district)
    team = add_team(SYSTEM, place=dong, name="행정팀", kind=TeamKind.ADMINISTRATION, now=now)
    lead = add_officer(
        SYSTEM,
        team=team,
        name="윤미르",
        title="행정팀장",
        roles=[Role.ADMINISTRATION_LEAD],
        username="gaon-lead",
        now=now,
    )
    return dong, lead


def send(viewer: Viewer, made: Draft, *, now: datetime) -> ImportRun:
    name, data = write(made)
    assert viewer.dong_id is not None
    run = take_in(viewer, dong_id=viewer.dong_id, name=name, data=data, now=now)
    if run.kind != made.kind:
        run = read_again(viewer, run_id=run.pk, kind=made.kind, now=now)
    if made.kind is ImportKind.MONTHS and run.settings.get("month") != TRUTH.month:
        run = read_again(viewer, run_id=run.pk, settings={"month": TRUTH.month}, now=now)
    return run


def mend(viewer: Viewer, run: ImportRun, made: Draft, *, now: datetime) -> int:
    """Answer each question with the truth, as somebody does who knows the office. How many."""
    says = {row.number: row.says for row in made.rows}
    twice = {made.rows[place].number for place in made.leave_out}
    for number in twice:
        mend_row(viewer, run_id=run.pk, number=number, left_out=True, now=now)
    answered = 0
    while asked := _asked(run):
        truth = says[asked.number]
        assert truth is not None, f"a row outside of the table is asked about: {asked.cells}"
        values = {p["field"]: truth[p["field"]] for p in asked.problems if not p.get("tells")}
        before = asked.mended
        row = mend_row(viewer, run_id=run.pk, number=asked.number, values=values, now=now)
        assert row.mended != before, f"asked again: {asked.problems} {asked.cells}"
        answered += 1
    return answered


def _asked(run: ImportRun) -> ImportRow | None:
    rows = ImportRow.objects.for_viewer(SYSTEM).filter(run=run, verdict=Verdict.ASK)
    return rows.order_by("number").first()


def bring_in(viewer: Viewer, made: Draft, *, now: datetime) -> ImportRun:
    run = send(viewer, made, now=now)
    mend(viewer, run, made, now=now)
    return apply_run(viewer, run_id=run.pk, now=now)


def office_as_it_is(dong: Dong, kind: ImportKind) -> object:
    """What the database says of the office, as far as a file of this kind tells of it."""
    match kind:
        case ImportKind.OFFICERS:
            return {
                (o.name, o.team.name, o.title)
                for o in Officer.objects.for_viewer(SYSTEM).filter(dong=dong).select_related("team")
            }
        case ImportKind.TONGS:
            tongs = Tong.objects.for_viewer(SYSTEM).filter(dong=dong)
            return tuple(tongs.values_list("number", flat=True))
        case ImportKind.CHARGES:
            zones = Zone.objects.for_viewer(SYSTEM).filter(dong=dong).prefetch_related(None)
            held = {
                (z.officer.name, z.officer.team.name, z.deputy.name if z.deputy else "",
                 tuple(z.tongs.for_viewer(SYSTEM).values_list("number", flat=True)))
                for z in zones.select_related("officer__team", "deputy")
            }  # fmt: skip
            charges = TongCharge.objects.for_viewer(SYSTEM).filter(dong=dong)
            return held, dict(charges.values_list("tong__number", "officer__name"))
        case ImportKind.DUTIES:
            duties = Duty.objects.for_viewer(SYSTEM).filter(dong=dong)
            return set(duties.values_list("officer__name", "team__name", "title"))
        case _:
            names = dict(
                Officer.objects.for_viewer(SYSTEM).filter(dong=dong).values_list("pk", "name")
            )
            found = imported_counts(dong_id=dong.pk, month=Month.parse(TRUTH.month))
            return sorted(
                (names[key], tuple(counts.get(slug, 0) for slug in FIELDS))
                for key, counts in found.items()
            )


def office_in_truth(kind: ImportKind) -> object:
    people = TRUTH.people
    match kind:
        case ImportKind.OFFICERS:
            return {(p.name, p.team, p.title) for p in people}
        case ImportKind.TONGS:
            return TRUTH.tongs
        case ImportKind.CHARGES:
            held = {(p.name, p.team, p.deputy, p.tongs) for p in people if p.tongs}
            return held, {n: p.name for p in people for n in p.tongs}
        case ImportKind.DUTIES:
            return {(p.name, p.team, duty) for p in people for duty in p.duties}
        case _:
            return sorted((p.name, p.counts) for p in people if any(p.counts) and p.tongs)
