"""Letters of the day: made into one file, printed, posted, mended, and back again."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from dongne.foundation.audit.public import record
from dongne.foundation.openings.public import Deed, record_openings
from dongne.foundation.papers.public import (
    Envelope,
    Letter,
    envelope_fault,
    render_letters,
    window_overflow,
)
from dongne.foundation.places.public import Dong
from dongne.foundation.residents.public import Person, persons_for
from dongne.foundation.scope.public import Viewer
from dongne.foundation.vault.public import Broken, KeyGone
from dongne.lib.refusals import Conflict, NotHere, Refused
from dongne.lib.seoul import seoul_day

from ..models import LetterBatch, LetterSetting, LetterSlip, Message
from ..queries.letters import (
    batch_of,
    envelope_of,
    letter_setting,
    slip_of_number,
    slips_of,
    waiting_letters,
)
from ..states import LetterFault
from .deciding import letter_came_back
from .moving import held

_POSTCODE = re.compile(r"[(\[]?(?<!\d)(\d{5})(?!\d|-)[)\]]?")


@dataclass(frozen=True, slots=True, kw_only=True)
class To:
    """Whom a letter goes to, in the clear: never stored, never printed by accident."""

    name: str
    address: str
    postcode: str

    def __repr__(self) -> str:
        return "<To>"


def faults_of(viewer: Viewer, messages: Sequence[Message]) -> dict[UUID, LetterFault]:
    """What has to be mended before a letter can be posted. Nothing is shown to anybody."""
    if not messages:
        return {}
    recipients = _recipients(viewer, messages)
    found: dict[UUID, LetterFault] = {}
    whole: list[Letter] = []
    for message in messages:
        to = recipients[message.pk]
        if not to.address:
            found[message.pk] = LetterFault.NO_ADDRESS
        elif not to.name:
            found[message.pk] = LetterFault.NO_NAME
        else:
            whole.append(_letter(message, to, number=str(message.pk), sender=[], signed=""))
    setting = letter_setting(viewer, messages[0].dong_id or 0)
    for number in window_overflow(whole, envelope=envelope_of(setting)):
        found[UUID(number)] = LetterFault.TOO_LONG
    for message in messages:
        if message.pk not in found and not recipients[message.pk].postcode:
            found[message.pk] = LetterFault.NO_POSTCODE
    return found


@transaction.atomic
def make_batch(viewer: Viewer, *, dong_id: int, now: datetime) -> LetterBatch:
    """Every letter that waits and is sound, in one batch. Conflict where there is none."""
    dong = _own_dong(viewer, dong_id)
    # One batch at a time in a dong: no letter is printed twice.
    Dong.objects.for_viewer(viewer).select_for_update(no_key=True).get(pk=dong.pk)
    waiting = waiting_letters(viewer)
    faults = faults_of(viewer, waiting)
    sound = [one for one in waiting if faults.get(one.pk) in (None, LetterFault.NO_POSTCODE)]
    if not sound:
        raise Conflict(_("지금 인쇄할 편지가 없습니다."), code="no_letters")
    day = seoul_day(now)
    of_day = LetterBatch.objects.for_viewer(viewer).filter(dong=dong, day=day)
    last: int = of_day.aggregate(last=Max("serial"))["last"] or 0
    batch = LetterBatch.objects.create(
        dong=dong, day=day, serial=last + 1, made_at=now, made_by_id=viewer.officer_id
    )
    LetterSlip.objects.bulk_create(
        LetterSlip(message=message, batch=batch, position=place)
        for place, message in enumerate(sound, 1)
    )
    keys = [message.pk for message in sound]
    Message.objects.for_viewer(viewer).filter(pk__in=keys).update(printed_at=now)
    record(
        viewer,
        action="letters.made",
        subject=batch,
        now=now,
        dong_id=dong.pk,
        changes={"number": batch.number, "letters": len(sound)},
    )
    return batch


@transaction.atomic
def print_batch(viewer: Viewer, *, batch_id: UUID, now: datetime) -> tuple[LetterBatch, bytes]:
    """The letters as one PDF, as they are today; every letter's opening is logged."""
    batch = batch_of(viewer, batch_id)
    slips = slips_of(viewer, batch)
    messages = [slip.message for slip in slips]
    setting = letter_setting(viewer, batch.dong_id)
    sender, signed = sender_of(setting, batch.dong)
    recipients = _recipients(viewer, messages)
    letters = [
        _letter(
            slip.message,
            recipients[slip.message_id],
            number=slip.number,
            sender=sender,
            signed=signed,
        )
        for slip in slips
    ]
    title = _("편지 묶음 %(number)s") % {"number": batch.number}
    made = render_letters(letters, envelope=envelope_of(setting), title=title, now=now)
    if batch.printed_at is None:
        batch.printed_at, batch.printed_by_id = now, viewer.officer_id
        batch.save(update_fields=["printed_at", "printed_by"])
        _tell(viewer, batch, "letters.printed", now)
    columns = ("name", "address", "body")
    record_openings(
        viewer,
        subjects=[(message, whose_of(message), columns) for message in messages],
        purpose="contact",
        now=now,
        dong_id=batch.dong_id,
        deed=Deed.PRINTED,
    )
    return batch, made


@transaction.atomic
def post_batch(viewer: Viewer, *, batch_id: UUID, now: datetime) -> LetterBatch:
    """부쳤습니다. Conflict where it was posted before, or nobody has printed it."""
    _own_dong(viewer, batch_of(viewer, batch_id).dong_id)
    batch = LetterBatch.objects.for_viewer(viewer).select_for_update().get(pk=batch_id)
    if batch.posted_at is not None:
        raise Conflict(_("이미 부친 묶음입니다."), code="already_posted")
    if batch.printed_at is None:
        raise Conflict(_("먼저 편지를 인쇄해 주세요."), code="not_printed")
    batch.posted_at, batch.posted_by_id = now, viewer.officer_id
    batch.save(update_fields=["posted_at", "posted_by"])
    _tell(viewer, batch, "letters.posted", now)
    return batch


@transaction.atomic
def came_back(viewer: Viewer, *, number: str, note: str, now: datetime) -> Message:
    """반송: the letter of that number came back. The message waits to be told by telephone."""
    slip = slip_of_number(viewer, number)
    if slip.batch.posted_at is None:
        raise Conflict(
            _("아직 부치지 않은 편지입니다. 묶음을 부친 것으로 먼저 표시해 주세요."),
            code="not_posted",
        )
    return letter_came_back(viewer, message_id=slip.message_id, note=note, now=now)


@transaction.atomic
def mend_letter(
    viewer: Viewer, *, message_id: UUID, name: str, address: str, now: datetime
) -> Message:
    """Name and address for this letter alone; the person's own stay as they are."""
    message = held(message_id, viewer)
    if message.means != "letter" or message.printed_at is not None:
        raise Conflict(_("이미 인쇄한 편지입니다."), code="already_printed")
    name, address = " ".join(name.split()), " ".join(address.split())
    if not name or not address:
        raise Refused(_("이름과 주소를 모두 적어 주세요."), code="incomplete")
    if len(name) > 100 or len(address) > 200:
        raise Refused(_("이름은 100자, 주소는 200자까지 적을 수 있습니다."), code="too_long")
    message.name, message.address = name, address
    message.save(update_fields={"name", "address"})
    record(
        viewer,
        action="letter.mended",
        subject=message,
        now=now,
        dong_id=message.dong_id,
        changes={"name": ["•", "•"], "address": ["•", "•"]},
    )
    return message


@transaction.atomic
def set_letters(
    viewer: Viewer, *, dong_id: int, envelope: Envelope, sender: str, signed: str, now: datetime
) -> LetterSetting:
    """The dong's envelope and who its letters are from. The caller has checked who asks."""
    if fault := envelope_fault(envelope):
        raise Refused(envelope_refusal(fault), code=fault)
    setting = letter_setting(viewer, dong_id) or LetterSetting(dong_id=dong_id)
    for name in ("width", "height", "left", "top", "window_width", "window_height"):
        setattr(setting, name, getattr(envelope, name))
    setting.sender, setting.signed = sender.strip(), signed.strip()
    setting.save()
    record(
        viewer,
        action="letters.set",
        subject=setting,
        now=now,
        dong_id=dong_id,
        changes={"window": [envelope.left, envelope.top]},
    )
    return setting


def envelope_refusal(fault: str) -> str:
    """The sentence for `papers.envelope_fault`."""
    return {
        "too_small": _("세 번 접은 A4 종이(210×99 mm)가 봉투에 들어가지 않습니다."),
        "window_outside": _("창이 봉투 밖으로 나갑니다. 치수를 다시 재어 주세요."),
        "window_high": _("창이 너무 위에 있어 보내는 사람이 함께 비칩니다."),
        "window_low": _("창이 너무 아래에 있어 편지 내용이 비칩니다."),
        "window_small": _("창이 작아 주소가 다 보이지 않을 수 있습니다."),
    }[fault]


def trial_letter(viewer: Viewer, *, dong: Dong, envelope: Envelope, now: datetime) -> bytes:
    """A sheet to lay into the envelope: the window drawn, a made-up recipient behind it."""
    sender, signed = sender_of(letter_setting(viewer, dong.pk), dong)
    letter = Letter(
        number="00000000-0-000",
        name=_("남궁한별빛가람 귀하"),
        address=_("서울특별시 양천구 신정로 200, 무지개아파트 제101동 1203호 (신정동)"),
        postcode="08000",
        title=_("봉투 창을 맞추어 보는 편지"),
        parts=[
            _("가운데를 두 번 접어 봉투에 넣어 보세요. 왼쪽의 짧은 선이 접는 자리입니다."),
            _("봉투를 흔들어도 파란 네모 안의 글이 창에서 벗어나지 않으면 알맞습니다."),
        ],
        sender=sender,
        office=sender[0],
        dated=date_format(seoul_day(now), _("Y. n. j.")),
        signed=signed,
    )
    title = _("봉투 창을 맞추어 보는 편지")
    return render_letters([letter], envelope=envelope, title=title, now=now, outlines=True)


def sender_of(setting: LetterSetting | None, dong: Dong) -> tuple[list[str], str]:
    """The lines at the top, the office first, and who signs."""
    lines = setting.sender.splitlines() if setting is not None else []
    lines = [line.strip() for line in lines if line.strip()]
    signed = setting.signed if setting is not None else ""
    return lines or [_("%(dong)s 주민센터") % {"dong": dong.name}], signed


def whose_of(message: Message) -> str:
    """How logs name whose data was opened."""
    return f"resident:{message.person_id}" if message.person_id else f"message:{message.pk}"


def _recipients(viewer: Viewer, messages: Sequence[Message]) -> dict[UUID, To]:
    """What was given by hand, else the person's address as it is today. At most one statement."""
    keys = {one.person_id for one in messages if one.person_id}
    people: dict[UUID, Person] = {}
    if keys:
        people = {person.pk: person for person in persons_for(viewer).filter(pk__in=keys)}
    return {one.pk: _to(one, people.get(one.person_id or one.pk)) for one in messages}


def _to(message: Message, person: Person | None) -> To:
    def read(*sealed: object) -> str:
        try:
            texts = [one.reveal() for one in sealed if one]  # type: ignore[attr-defined]
        except (KeyGone, Broken):
            return ""
        return " ".join(texts)

    name, address = read(message.name), read(message.address)
    if person is not None:
        name = name or read(person.name)
        address = address or (read(person.address, person.address_detail) if person.address else "")
    postcode = ""
    if found := _POSTCODE.search(address):
        postcode = found[1]
        address = " ".join((address[: found.start()] + " " + address[found.end() :]).split())
    return To(name=name, address=address, postcode=postcode)


def _letter(message: Message, to: To, *, number: str, sender: list[str], signed: str) -> Letter:
    body = message.body.reveal() if message.body else ""
    subject = message.subject.reveal() if message.subject else ""
    with override(message.language):
        korean = message.language == "ko"
        named = _("%(name)s 귀하") % {"name": to.name} if korean else to.name
        day = date_format(seoul_day(message.asked_at), _("Y. n. j."))
    return Letter(
        number=number,
        name=named,
        address=to.address,
        postcode=to.postcode,
        title=subject,
        parts=re.split(r"\n\s*\n", body),
        sender=sender,
        office=sender[0] if sender else "",
        dated=day,
        signed=signed,
        language=message.language,
    )


def _own_dong(viewer: Viewer, dong_id: int) -> Dong:
    dong = Dong.objects.for_viewer(viewer).filter(pk=dong_id).first()
    if dong is None or viewer.dong_id not in (None, dong.pk):
        raise NotHere(_("동을 찾을 수 없습니다."), code="not_found")
    return dong


def _tell(viewer: Viewer, batch: LetterBatch, action: str, now: datetime) -> None:
    changes = {"number": batch.number}
    record(viewer, action=action, subject=batch, now=now, dong_id=batch.dong_id, changes=changes)
