"""Every hour and every morning: what is late, who is reminded, what has to be brought back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from dongne.foundation.messaging.public import Recipient, ask
from dongne.foundation.scope.public import Viewer
from dongne.lib.refusals import Refused
from dongne.lib.seoul import seoul_day

from .. import rules
from ..models import Alarm, CustodySetting, Parcel
from ..occasions import BACK, REMINDER
from ..states import MOVING, AlarmKind, HolderKind, ParcelState
from ..subjects import holder_words
from .alarming import raise_alarm
from .ground import applications_in, keep

WAITS_AT = (HolderKind.COMPARTMENT, HolderKind.OUTREACH_DESK, HolderKind.OFFICE_DESK)


def look_for_late(viewer: Viewer, *, now: datetime) -> int:
    """Legs that take longer than they may, and compartments that nobody has emptied a day after
    their time: an alarm each, once. Answers how many are new."""
    late = Parcel.objects.for_viewer(viewer).filter(state__in=MOVING, leg_due__lt=now)
    over = Parcel.objects.for_viewer(viewer).filter(
        state=ParcelState.WAITING,
        holder_kind=HolderKind.COMPARTMENT,
        keep_until__lt=seoul_day(now) - rules.DAY,
    )
    return _raise_each(viewer, late, AlarmKind.LATE, now) + _raise_each(
        viewer, over, AlarmKind.NOT_RETURNED, now
    )


def remind(viewer: Viewer, *, now: datetime) -> int:
    """Whoever has not fetched theirs: on the last but one day of a compartment, and after some
    days on a shelf or at a counter. Each parcel in a transaction of its own."""
    today = seoul_day(now)
    settings = {one.pk: one for one in CustodySetting.objects.for_viewer(viewer)}
    rows = Parcel.objects.for_viewer(viewer).filter(
        state=ParcelState.WAITING, holder_kind__in=WAITS_AT
    )
    sent = 0
    for key, dong_id in list(rows.order_by("pk").values_list("pk", "dong_id")):
        setting = settings.get(dong_id) or CustodySetting(dong_id=dong_id)
        with transaction.atomic():
            parcel = rows.select_for_update(of=("self",)).select_related("dong", "receiver")
            one = parcel.filter(pk=key).first()
            if one is not None and _has_time_come(one, setting, now) and _tell(viewer, one, now):
                keep(
                    viewer,
                    one,
                    action="parcel.reminded",
                    now=now,
                    fields={"reminded": one.reminded + 1},
                    changes={"day": today},
                )
                sent += 1
    return sent


@transaction.atomic
def ask_back(viewer: Viewer, *, now: datetime) -> int:
    """Whoever sealed what lies in a compartment beyond its time is told to fetch it; once a day."""
    today = seoul_day(now)
    rows = Parcel.objects.for_viewer(viewer).filter(
        state=ParcelState.WAITING, holder_kind=HolderKind.COMPARTMENT, keep_until__lt=today
    )
    counted = Counter(rows.values_list("dong_id", "sealed_by_id", "holder_key"))
    where = holder_words(HolderKind.COMPARTMENT, sorted({key for _d, _o, key in counted}))
    told = 0
    for (dong_id, officer_id, key), count in sorted(counted.items(), key=str):
        if officer_id is None:
            continue
        ask(
            viewer,
            event=BACK,
            to=Recipient(officer_id=officer_id),
            values={"count": str(count), "where": where[key]},
            dong_id=dong_id,
            now=now,
            link="/parcels/?show=back",
            once=f"parcel.back:{officer_id}:{key}:{today}",
        )
        told += 1
    return told


def _raise_each(viewer: Viewer, rows: QuerySet[Parcel], kind: AlarmKind, now: datetime) -> int:
    found = 0
    open_ones = Alarm.objects.for_viewer(viewer).filter(kind=kind, ended_at=None)
    known = rows.exclude(pk__in=open_ones.values("parcel"))
    for key in list(known.order_by("pk").values_list("pk", flat=True)):
        with transaction.atomic():
            parcel = (
                Parcel.objects.for_viewer(viewer)
                .select_for_update(of=("self",))
                .select_related("dong")
                .get(pk=key)
            )
            if parcel.state not in MOVING or (
                kind == AlarmKind.LATE and (parcel.leg_due is None or parcel.leg_due >= now)
            ):
                continue
            raise_alarm(viewer, parcel, kind, now=now)
            found += 1
    return found


def _has_time_come(parcel: Parcel, setting: CustodySetting, now: datetime) -> bool:
    if parcel.reminded >= setting.most_reminders or parcel.receiver_id is None:
        return False
    if parcel.holder_kind == HolderKind.COMPARTMENT:
        return parcel.keep_until is not None and (
            seoul_day(now) >= parcel.keep_until - rules.DAY and parcel.reminded == 0
        )
    due = parcel.holder_since + timedelta(days=setting.desk_remind_days * (parcel.reminded + 1))
    return now >= due


def _tell(viewer: Viewer, parcel: Parcel, now: datetime) -> bool:
    person = parcel.receiver
    if person is None:
        return False
    until = parcel.keep_until or parcel.destroy_from - rules.DAY
    told = False
    with translation.override(person.language if person.language in ("ko", "en") else "ko"):
        day = date_format(until, _("n월 j일"))
        where = holder_words(parcel.holder_kind, [parcel.holder_key])[parcel.holder_key]
    for application in applications_in(parcel):
        values: Mapping[str, str] = {
            "office": parcel.dong.label,
            "number": application.number,
            "where": where,
            "until": day,
        }
        try:
            ask(
                viewer,
                event=REMINDER,
                to=Recipient(person_id=person.pk, language=person.language),
                values=values,
                dong_id=parcel.dong_id,
                now=now,
                about=application,
                concerns=application.principal_id,
                once=f"parcel.reminder:{parcel.pk}:{application.pk}:{parcel.reminded}"
                f":{parcel.holder_since:%Y%m%d}",
            )
        except Refused:
            # Nothing leads to them: the list of what waits is looked through by people.
            continue
        told = True
    return told
