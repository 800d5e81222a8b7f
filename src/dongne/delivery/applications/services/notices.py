"""Who is told what around an application: by a job after the change, from its ids alone."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from dongne.foundation.jobs.public import defer
from dongne.foundation.messaging.public import Recipient, ask
from dongne.foundation.organisations.public import (
    Officer,
    administration_lead_of,
)
from dongne.foundation.residents.public import blocked_from
from dongne.foundation.scope.public import SYSTEM, Viewer, ViewerKind
from dongne.lib.refusals import Refused
from dongne.lib.seoul import seoul_day

from .. import standard
from ..events import (
    ApplicationChanged,
    ApplicationSubmitted,
    application_changed,
    application_submitted,
)
from ..jobs import TELL
from ..models import Application, Item, Letter, LetterUse, Note, Supplement
from ..queries.ground import item_name, items_of
from ..states import ItemState, Made
from .naming import (
    day_word,
    how_word,
    moment_word,
    phone_word,
    services_word,
    telling_name,
)

SUBMITTED = "application.submitted"
MOST_OF_A_TEAM = 20


def register() -> None:
    """Called once, when the apps start."""
    application_submitted.listen(_submitted)
    application_changed.listen(_changed)


def _submitted(event: ApplicationSubmitted) -> None:
    _later(event.application, SUBMITTED, event.actor)


def _changed(event: ApplicationChanged) -> None:
    if event.what in _TOLD:
        _later(event.application, event.what, event.actor)


def _later(application: Application, what: str, actor: Viewer) -> None:
    defer(
        TELL,
        application_id=application.pk,
        what=what,
        version=application.version,
        by=actor.officer_id or 0,
        own=int(actor.kind is not ViewerKind.OFFICER),
    )


@transaction.atomic
def tell_of(
    viewer: Viewer,
    *,
    application_id: UUID,
    what: str,
    version: int,
    by: int,
    own: bool,
    now: datetime,
) -> None:
    """What the job does. Of one change everybody hears once."""
    application = (
        Application.objects.for_viewer(SYSTEM)
        .select_related("dong", "officer", "letter")
        .filter(pk=application_id)
        .first()
    )
    if application is not None:
        telling = Telling(application, mark=f"{version}", by=by, own=own, now=now)
        _TOLD[what](telling)


class Telling:
    """One telling: of which application, after which change."""

    def __init__(
        self, application: Application, *, mark: str, by: int, own: bool, now: datetime
    ) -> None:
        self.application, self.mark, self.by, self.own, self.now = (
            application,
            mark,
            by,
            own,
            now,
        )

    def staff(self, event: str, **values: str) -> None:
        """Whoever works on it, else everybody of the team, else the lead."""
        application = self.application
        keys = [application.officer_id] if application.officer_id else _team_of(application)
        for key in keys:
            if key is None or key == self.by:
                continue
            if application.principal_id and blocked_from(
                person_id=application.principal_id, officer_id=key
            ):
                continue
            ask(
                SYSTEM,
                event=event,
                to=Recipient(officer_id=key),
                values={
                    "number": application.number,
                    "services": services_word(application),
                    **values,
                },
                dong_id=application.dong_id,
                about=application,
                link=reverse("application", args=[application.pk]),
                once=telling_name(event, application.pk, self.mark, key),
                now=self.now,
            )

    def applicant(self, event: str, *, owed: bool = False, **values: str) -> bool:
        """Whoever asked; the principal where they asked themselves."""
        application = self.application
        if not application.reachable or not (application.wants or owed):
            return False
        return write_to(
            application,
            application.applicant_id,
            event,
            mark=self.mark,
            now=self.now,
            values=values,
        )


def write_to(
    application: Application,
    person_id: UUID | None,
    event: str,
    *,
    mark: str,
    now: datetime,
    values: Mapping[str, str],
) -> bool:
    """A message to somebody of an application; whether there is one. Nobody hears the same twice,
    and nobody hears of somebody whom a block protects from them."""
    if person_id is None:
        return False
    principal = application.principal_id
    if (
        principal
        and principal != person_id
        and blocked_from(person_id=principal, by_person_id=person_id)
    ):
        return False
    language = application.language
    try:
        ask(
            SYSTEM,
            event=event,
            to=Recipient(person_id=person_id, language=language),
            values={
                "office": str(application.dong),
                "phone": phone_word(application.dong_id),
                "number": application.number,
                "services": services_word(application, language),
                **values,
            },
            dong_id=application.dong_id,
            about=application,
            concerns=person_id,
            once=telling_name(event, application.pk, mark, person_id),
            now=now,
        )
    except Refused as problem:
        # Nothing leads to them any more: the application's page says so.
        if problem.code != "no_way":
            raise
        return False
    return True


def _team_of(application: Application) -> list[int | None]:
    if application.team_id is not None:
        people = Officer.objects.for_viewer(SYSTEM).filter(team=application.team_id, is_active=True)
        found = list(people.values_list("pk", flat=True)[:MOST_OF_A_TEAM])
        if found:
            return [*found]
    lead = administration_lead_of(SYSTEM, dong_id=application.dong_id)
    return [lead.pk] if lead is not None else []


def _arrived(told: Telling) -> None:
    application = told.application
    language = application.language
    if told.own and application.accept_by is not None:
        told.staff(standard.ARRIVED, by=moment_word(application.accept_by))
    promised = application.promised_at
    with translation.override("en" if language != "ko" else "ko"):
        when = (
            _("%(moment)s쯤 받으실 수 있습니다.") % {"moment": moment_word(promised, language)}
            if promised
            else ""
        )
    told.applicant(standard.RECEIVED, when=when)
    _letter_used(told, _("신청했습니다"))


def _letter_used(told: Telling, what: str) -> None:
    """Every use of a letter is told to the principal, whatever they wish for besides."""
    application, letter = told.application, told.application.letter
    if letter is None:
        return
    uses = LetterUse.objects.for_viewer(SYSTEM).filter(
        letter=letter, application_number=application.number, told_at=None
    )
    for use in uses:
        write_to(
            application,
            letter.principal_id,
            standard.LETTER_USED,
            mark=f"{use.pk}",
            now=told.now,
            values={"what": what},
        )
        use.told_at = told.now
        use.save(update_fields=["told_at"])


def _accepted(told: Telling) -> None:
    application, language = told.application, told.application.language
    with translation.override("en" if language != "ko" else "ko"):
        due = (
            _("늦어도 %(moment)s까지 처리합니다.")
            % {"moment": moment_word(application.due_at, language)}
            if application.due_at and application.made == Made.HERE
            else ""
        )
    if told.own or application.channel not in ("counter", "outreach"):
        told.applicant(standard.ACCEPTED, due=due)


def _supplement(told: Telling) -> None:
    rows = Supplement.objects.for_viewer(SYSTEM).filter(
        application=told.application, supplied_at=None
    )
    row = rows.first()
    if row is not None:
        until = day_word(row.until, told.application.language)
        told.applicant(standard.SUPPLEMENT, owed=True, text=row.asked, until=until)


def _supplied(told: Telling) -> None:
    if told.own:
        told.staff(standard.WROTE, what=_("보완했습니다"))


def _issued(told: Telling) -> None:
    """With the last item decided: how it comes to them, or why not."""
    application, language = told.application, told.application.language
    items = items_of(application)
    if any(one.state == ItemState.PENDING for one in items):
        return
    refused = [one for one in items if one.state == ItemState.REFUSED]
    for one in refused:
        write_to(
            application,
            application.applicant_id,
            standard.REFUSED,
            mark=f"{one.pk}",
            now=told.now,
            values={
                "services": item_name(one, language),
                "text": one.reason,
                "remedy": one.remedy,
            },
        )
    if len(refused) < len(items):
        told.applicant(standard.ISSUED, how=how_word(application, language))


def _ready(told: Telling) -> None:
    how = how_word(told.application, told.application.language)
    told.applicant(standard.READY, owed=True, how=how, until="")


def _wrote(told: Telling, what: str) -> None:
    if told.own:
        told.staff(standard.WROTE, what=what)


def _noted(told: Telling) -> None:
    rows = Note.objects.for_viewer(SYSTEM).filter(application=told.application, public=True)
    row = rows.order_by("-at", "-id").first()
    if row is not None:
        told.applicant(standard.TOLD, owed=True, text=row.text)


def _handed(told: Telling) -> None:
    told.applicant(standard.HANDED)
    _letter_used(told, _("받아 갔습니다"))


_TOLD: dict[str, Callable[[Telling], None]] = {
    SUBMITTED: _arrived,
    "application.accepted": _accepted,
    "application.supplement_asked": _supplement,
    "application.supplied": _supplied,
    "application.item_issued": _issued,
    "application.item_refused": _issued,
    "application.ready": _ready,
    "application.told": _noted,
    "application.handed_over": _handed,
    "application.destroyed": lambda told: _destroyed(told),
    "application.withdrawn": lambda told: _wrote(told, _("취하했습니다")),
    "application.receive_changed": lambda told: _wrote(told, _("받는 방법을 바꾸었습니다")),
}


def _destroyed(told: Telling) -> None:
    told.applicant(standard.DESTROYED, owed=True)


def tell_interim(item: Item, *, mark: str, now: datetime) -> bool:
    """How it stands, every thirty days (영 제23조)."""
    application = item.application
    language = application.language
    due = ""
    if item.due_at is not None:
        with translation.override("en" if language != "ko" else "ko"):
            due = _("기한은 %(day)s입니다.") % {"day": day_word(seoul_day(item.due_at), language)}
    return write_to(
        application,
        application.applicant_id,
        standard.INTERIM,
        mark=f"{item.pk}:{mark}",
        now=now,
        values={"due": due, "services": item_name(item, language)},
    )


def tell_letter(letter: Letter, what: str, *, now: datetime) -> None:
    """The proxy and the principal hear that a letter holds no more."""
    for person_id in (letter.principal_id, letter.proxy_id):
        if person_id is None:
            continue
        try:
            ask(
                SYSTEM,
                event=standard.LETTER_REVOKED,
                to=Recipient(person_id=person_id),
                values={
                    "office": str(letter.dong),
                    "phone": phone_word(letter.dong_id),
                    "number": letter.number,
                    "services": "",
                },
                dong_id=letter.dong_id,
                about=letter,
                concerns=person_id,
                once=telling_name(standard.LETTER_REVOKED, letter.pk, what, person_id),
                now=now,
            )
        except Refused as problem:
            if problem.code != "no_way":
                raise


@transaction.atomic
def remind_of(viewer: Viewer, *, application: Application, now: datetime) -> None:
    """It arrived, and the eight working hours are nearly over."""
    if application.accept_by is not None:
        Telling(application, mark="accept_by", by=0, own=True, now=now).staff(
            standard.ACCEPT_SOON, by=moment_word(application.accept_by)
        )
