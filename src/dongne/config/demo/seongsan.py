"""Seongsan 2-dong's report of 17 March 2017, the one that is printed whole."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from dongne.foundation.approvals import public as approvals
from dongne.lib.seoul import SEOUL
from dongne.outreach.fieldwork import public as fieldwork
from dongne.outreach.vocabulary.public import vocabulary_of

from .files import facts
from .people import People
from .walks import Neighbourhood, made_at

DONG = "seongsan2"
AUTHOR = f"{DONG}-01"
REPORT = "seongsan2_2017_03_17.json"
# The print tells kinds only. What was reported to 환경순찰 and the banners are environment.
FIELDS = {"reading": "general", "liaison": "general"}
OTHERWISE = "environment"
SCENES = {"complaint_heard": "manhole", "other": "banner"}


def load(people: People, town: Neighbourhood) -> None:
    printed = facts(REPORT)
    author = people[AUTHOR]
    start, end = (
        datetime.fromisoformat(printed["when"][side]).replace(tzinfo=SEOUL)
        for side in ("start", "end")
    )
    kinds = {kind.name: slug for slug, kind in vocabulary_of(town.ground.dong.pk).kinds.items()}
    entries = printed["entries"]
    moments = [start + (end - start) * n / (len(entries) - 1) for n in range(len(entries))]
    for entry, moment in zip(entries, moments, strict=True):
        record = _record(town, people, kinds[entry["kind"]], entry, moment)
        fieldwork.record_activity(author.viewer, record=record, now=moment + timedelta(minutes=2))
    written = end + timedelta(minutes=55)
    report = fieldwork.draft_report(author.viewer, day=start.date(), now=written)
    fieldwork.edit_report(
        author.viewer,
        report_id=report.pk,
        place=printed["place"],
        purpose=printed["purpose"],
        starts_at=start.time(),
        ends_at=end.time(),
        now=written + timedelta(minutes=4),
    )
    fieldwork.submit_report(author.viewer, report_id=report.pk, now=written + timedelta(minutes=6))
    for hours, signer in enumerate(author.signers, 1):
        approvals.approve(
            people[signer].viewer,
            subject_type=fieldwork.SUBJECT,
            subject_id=report.pk,
            now=written + timedelta(hours=hours),
        )


def _record(
    town: Neighbourhood, people: People, kind: str, entry: dict[str, Any], moment: datetime
) -> fieldwork.Record:
    author = people[AUTHOR]
    tong = entry.get("tong")
    spot = town.ground.spot(town.rng, tong or author.tongs[0])
    photos = town.album.taken(
        author.viewer,
        scene=SCENES.get(kind, "street"),
        roles=entry.get("photos", ()),
        moment=moment,
        spot=spot,
    )
    return fieldwork.Record(
        id=made_at(town.rng, moment),
        kind=kind,
        field=FIELDS.get(kind, OTHERWISE),
        counted=entry["counted"],
        happened_at=moment,
        memo=entry["text"],
        measure=entry.get("action", ""),
        handover=bool(entry.get("action")),
        address=entry.get("address", ""),
        tong=tong,
        latitude=spot.latitude,
        longitude=spot.longitude,
        photos=photos,
    )
