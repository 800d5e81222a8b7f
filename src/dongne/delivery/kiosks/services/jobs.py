"""Documents that wait at the kiosks of a dong: sent by the office, fetched by code, wiped."""

from __future__ import annotations

import base64
import hashlib
import secrets
from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from dongne.delivery.applications.public import (
    Application,
    ApplicationState,
    find_application,
    mark_handed,
    mark_ready,
)
from dongne.foundation.audit.public import record
from dongne.foundation.messaging.public import Recipient, ask
from dongne.foundation.residents.public import Person
from dongne.foundation.scope.public import SYSTEM, Viewer
from dongne.foundation.vault.public import Broken, KeyGone
from dongne.lib.ids import new_id
from dongne.lib.refusals import Conflict, Refused
from dongne.lib.seoul import seoul_day

from ..models import Kiosk, PrintJob
from ..occasions import CODE
from ..permissions import require_keeping
from ..queries import birth_digests, code_digests, job_for
from ..rules import (
    CODE_DIGITS,
    JOB_FOR,
    MOST_BYTES,
    PRINTING_FOR,
    digits_of,
    grouped,
    is_pdf,
    paper_is_due,
)
from ..states import ALLOWED, OPEN, JobState

MOST_TIMES = 5
WHERE = ("kiosk",)


@transaction.atomic
def send_to_kiosk(
    viewer: Viewer,
    *,
    application_id: UUID,
    content: bytes,
    pages: int,
    now: datetime,
    copies: int = 1,
    cost: int = 0,
    most: int = 2,
) -> PrintJob:
    """The result of an application, as a PDF, waits a week at the kiosks of its dong; its receiver
    is sent the code. The application is ready by this. Raises Refused, Conflict, NotHere.
    """
    application = find_application(viewer, application_id)
    require_keeping(viewer, application.dong_id)
    if application.receive not in WHERE:
        raise Conflict(_("KIOSK로 받기로 한 신청이 아닙니다."), code="not_at_a_kiosk")
    if application.state not in (ApplicationState.ISSUED, ApplicationState.READY):
        raise Conflict(_("발급한 다음에 보낼 수 있습니다."), code="not_issued")
    if len(content) > MOST_BYTES:
        raise Refused(_("파일이 너무 큽니다. 4MB까지 보낼 수 있습니다."), code="too_large")
    if not is_pdf(content):
        raise Refused(_("PDF 파일만 보낼 수 있습니다."), code="not_a_pdf")
    if not (1 <= pages <= 500 and 1 <= copies <= 20 and 1 <= most <= MOST_TIMES and cost >= 0):
        raise Refused(_("쪽수와 부수를 다시 확인해 주세요."), code="figures_out_of_reach")
    person = application.receiver or application.applicant or application.principal
    code, digest = _new_code(application.dong_id)
    key = new_id()
    birth = _birth_of(person)
    row = PrintJob(
        id=key,
        dong_id=application.dong_id,
        application=application.pk,
        person=person,
        file=base64.b64encode(content).decode(),
        sha256=hashlib.sha256(content).hexdigest(),
        pages=pages,
        copies=copies,
        cost=cost,
        most=most,
        digest=digest,
        birth_digest=birth_digests(key, birth)[0] if birth else None,
        made_at=now,
        made_by_id=viewer.officer_id,
        good_until=now + JOB_FOR,
    )
    if person is not None and _tell(viewer, application, person, row, code, now):
        row.told_at = now
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        raise Conflict(_("이미 KIOSK로 보낸 서류입니다."), code="sent_already") from None
    record(
        viewer,
        action="kiosks.sent",
        subject=row,
        now=now,
        dong_id=application.dong_id,
        changes={"application": application.number, "pages": pages},
    )
    if application.state == ApplicationState.ISSUED:
        mark_ready(viewer, application_id=application.pk, now=now)
    return row


@transaction.atomic
def take_back(viewer: Viewer, *, job_id: UUID, why: str, now: datetime) -> PrintJob:
    """From now on its code prints nothing, and the document is gone from here."""
    job_for(viewer, job_id)
    row = held(job_id)
    require_keeping(viewer, row.dong_id)
    if not why.strip():
        raise Refused(_("거두는 까닭을 적어 주세요."), code="no_reason")
    _end(row, JobState.OVER, now, why_over=" ".join(why.split())[:200])
    _note(viewer, "kiosks.taken_back", row, now, why=row.why_over)
    return row


@transaction.atomic
def begin_printing(viewer: Viewer, *, job_id: UUID, kiosk_id: UUID, now: datetime) -> PrintJob:
    """Once more to the printer; refused where it was there as often as it may be."""
    row = held(job_id)
    if row.state not in OPEN or row.good_until <= now:
        raise Conflict(_("이미 끝난 인쇄물입니다."), code="job_over")
    if row.printed >= row.most:
        raise Conflict(_("더 뽑을 수 없습니다. 직원을 불러 주세요."), code="printed_too_often")
    row.state, row.printing_at = JobState.PRINTING, now
    row.printed += 1
    row.save(update_fields=["state", "printing_at", "printed"])
    _note(viewer, "kiosks.printing", row, now, kiosk=str(kiosk_id), times=row.printed)
    return row


def document_of(row: PrintJob, now: datetime) -> bytes:
    """The PDF, while it is being printed; for the screen that has just begun to."""
    if row.state != JobState.PRINTING or row.printing_at is None:
        raise Conflict(_("지금 뽑는 서류가 없습니다."), code="not_printing")
    if not paper_is_due(row.printing_at, now):
        raise Conflict(_("시간이 지났습니다. 처음부터 다시 해 주세요."), code="too_late")
    kept = PrintJob.objects.for_viewer(SYSTEM).only("file").get(pk=row.pk).file
    if not kept:
        raise Conflict(_("이미 끝난 인쇄물입니다."), code="job_over")
    return base64.b64decode(kept.reveal())


@transaction.atomic
def came_out(viewer: Viewer, *, job_id: UUID, kiosk_id: UUID, now: datetime) -> PrintJob:
    """The paper is in their hands: handed over, and nothing is left of it here."""
    row = held(job_id)
    if row.state != JobState.PRINTING:
        raise Conflict(_("지금 뽑는 서류가 없습니다."), code="not_printing")
    _end(row, JobState.DONE, now, done_at=now, done_at_kiosk_id=kiosk_id)
    _note(viewer, "kiosks.done", row, now, kiosk=str(kiosk_id))
    mark_handed(
        SYSTEM,
        application_id=row.application,
        now=now,
        to_person_id=row.person_id,
        identity="code",
    )
    return row


@transaction.atomic
def stayed_in(viewer: Viewer, *, job_id: UUID, now: datetime) -> PrintJob:
    """No paper came out: it waits as before, and may be printed once more."""
    row = held(job_id)
    if row.state == JobState.PRINTING:
        row.state = JobState.WAITING
        row.save(update_fields=["state"])
        _note(viewer, "kiosks.stayed_in", row, now)
    return row


@transaction.atomic
def sweep(viewer: Viewer, *, now: datetime) -> int:
    """What nobody fetched in time is wiped; what somebody left in the middle waits again."""
    rows = PrintJob.objects.for_viewer(SYSTEM)
    over = list(rows.filter(state__in=OPEN, good_until__lte=now).values_list("pk", flat=True))
    for key in over:
        row = held(key)
        if row.state in OPEN:
            _end(row, JobState.OVER, now, why_over="not fetched")
            _note(viewer, "kiosks.over", row, now)
    rows.filter(state=JobState.PRINTING, printing_at__lte=now - PRINTING_FOR).update(
        state=JobState.WAITING
    )
    return len(over)


def held(job_id: UUID) -> PrintJob:
    """Until the transaction ends, without the document."""
    return (
        PrintJob.objects.for_viewer(SYSTEM)
        .select_for_update(of=("self",))
        .defer("file")
        .get(pk=job_id)
    )


def _end(row: PrintJob, state: JobState, now: datetime, **fields: object) -> None:
    if state not in ALLOWED[JobState(row.state)]:
        raise Conflict(_("이미 끝난 인쇄물입니다."), code="job_over")
    row.state, row.file, row.wiped_at = state, None, now
    for name, value in fields.items():
        setattr(row, name, value)
    names = [name.removesuffix("_id") for name in fields]
    row.save(update_fields=["state", "file", "wiped_at", *names])


def _new_code(dong_id: int) -> tuple[str, bytes]:
    while True:
        code = "".join(secrets.choice("0123456789") for _digit in range(CODE_DIGITS))
        digests = code_digests(dong_id, code)
        if not PrintJob.objects.for_viewer(SYSTEM).filter(digest__in=digests).exists():
            return code, digests[0]


def _birth_of(person: Person | None) -> str:
    try:
        return digits_of(person.birth_date.reveal()) if person and person.birth_date else ""
    except (KeyGone, Broken):
        return ""


def _tell(
    viewer: Viewer,
    application: Application,
    person: Person,
    row: PrintJob,
    code: str,
    now: datetime,
) -> bool:
    place = Kiosk.objects.for_viewer(SYSTEM).filter(dong=application.dong_id, removed_at=None)
    own = place.filter(site=application.receive_site).first() or place.first()
    until = seoul_day(row.good_until)
    values = {
        "office": application.dong.label,
        "place": (own.place or own.name) if own else "",
        "code": grouped(code),
        "until": _day_words(until, person.language),
    }
    try:
        with transaction.atomic():
            ask(
                viewer,
                event=CODE,
                to=Recipient(person_id=person.pk, language=person.language),
                values=values,
                dong_id=application.dong_id,
                now=now,
                concerns=person.pk,
                once=f"kiosk.code:{row.pk}",
            )
    except Refused:
        return False
    return True


def _note(viewer: Viewer, action: str, row: PrintJob, now: datetime, **changes: object) -> None:
    record(viewer, action=action, subject=row, now=now, dong_id=row.dong_id, changes=changes)


def _day_words(day: date, language: str) -> str:
    """In the language of the message, whatever that of the page is."""
    with translation.override(language):
        return date_format(day, _("n월 j일"))
