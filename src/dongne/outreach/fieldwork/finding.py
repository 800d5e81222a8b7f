"""Activities for the search of the whole program."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from dongne.foundation.asides.public import Place, Subject, register_subject
from dongne.foundation.scope.public import Viewer
from dongne.foundation.search.public import SHOWN, Hit, Hits, Source, register
from dongne.outreach.vocabulary.public import vocabularies_of

from .forms.lists import EVERYBODY
from .models import Outing, Receipt
from .presenters.activities import excerpt, row_of, title_of
from .presenters.days import day_words
from .presenters.reports import title_of as report_title
from .queries import find_activities, readable_reports, with_thumbs


def _find(viewer: Viewer, text: str, day: date) -> Hits:
    """The newest activities that hold every word. Two statements."""
    found = find_activities(viewer, dong_id=viewer.dong_id, words=text)
    rows = with_thumbs(viewer, found.select_related("officer", "tong__dong", "report"))
    activities = list(rows[: SHOWN + 1])
    words = vocabularies_of(viewer.dong_id)
    sought = text.split()
    hits = []
    for activity in activities[:SHOWN]:
        row = row_of(activity, words.on(activity.day), names=True, sought=sought)
        said = [day_words(activity.day, today=day), row["note"]]
        hits.append(
            Hit(
                title=row["title"],
                url=row["url"],
                note=" · ".join(said),
                why=excerpt(activity, sought),
                thumb=row["thumb"],
            )
        )
    asked = urlencode({"q": text, "officer": EVERYBODY})
    more = f"{reverse('activities')}?{asked}" if len(activities) > SHOWN else ""
    return Hits(hits=hits, more_url=more)


def _activities(viewer: Viewer, ids: Sequence[str]) -> dict[str, Place]:
    found = find_activities(viewer).filter(pk__in=list(ids)).select_related("officer")
    return {str(one.pk): Place(title_of(one), reverse("activity", args=[one.pk])) for one in found}


def _reports(viewer: Viewer, ids: Sequence[str]) -> dict[str, Place]:
    found = readable_reports(viewer).filter(pk__in=list(ids)).select_related("officer")
    return {
        str(one.pk): Place(report_title(one), reverse("report", args=[one.pk])) for one in found
    }


def _outings(viewer: Viewer, ids: Sequence[str]) -> dict[str, Place]:
    """Outings are read by whoever plans them."""
    mine = Outing.objects.for_viewer(viewer).filter(officer_id=viewer.officer_key)
    title = _("동네 나가기")
    found = mine.filter(pk__in=list(ids)).only("id")
    return {str(one.pk): Place(title, reverse("outings")) for one in found}


def _receipts(viewer: Viewer, ids: Sequence[str]) -> dict[str, Place]:
    """Versions that lost a conflict stand with the activity that won. Two statements."""
    found = Receipt.objects.for_viewer(viewer).filter(pk__in=list(ids))
    whose = {str(key): str(of) for key, of in found.values_list("pk", "activity")}
    places = _activities(viewer, list(whose.values()))
    return {key: places[of] for key, of in whose.items() if of in places}


def register_texts() -> None:
    """Whose texts phone numbers are moved out of."""
    register_subject(Subject(type="fieldwork.activity", readable=_activities))
    register_subject(Subject(type="fieldwork.report", readable=_reports))
    register_subject(Subject(type="fieldwork.outing", readable=_outings))
    register_subject(Subject(type="fieldwork.receipt", readable=_receipts))


def register_source() -> None:
    register(Source(name="activities", title=lambda: _("활동"), position=40, find=_find))
