"""Words of the pages of accounts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from io import BytesIO

import qrcode
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from qrcode.image.svg import SvgPathImage

from dongne.foundation.organisations.public import Account, Grant, Officer, role_words
from dongne.lib.seoul import seoul_day

from .models import AccountEvent, OneTimeLink, SignedIn
from .queries import HistoryEntry
from .rules import device_of
from .states import EventKind, LinkPurpose, SessionKind, SignedInBy

EVENT_WORDS: dict[str, str | Promise] = {
    EventKind.CREATED: gettext_lazy("계정을 만듦"),
    EventKind.DISABLED: gettext_lazy("사용을 멈춤"),
    EventKind.ENABLED: gettext_lazy("다시 쓰게 함"),
    EventKind.LINK_MADE: gettext_lazy("로그인 링크를 만듦"),
    EventKind.LINK_USED: gettext_lazy("링크로 비밀번호를 정함"),
    EventKind.PASSWORD_CHANGED: gettext_lazy("비밀번호를 바꿈"),
    EventKind.FACTOR_ADDED: gettext_lazy("2단계 인증을 등록함"),
    EventKind.FACTOR_REMOVED: gettext_lazy("2단계 인증을 해제함"),
    EventKind.CODES_RENEWED: gettext_lazy("복구 코드를 새로 만듦"),
    EventKind.OFFICE_LINKED: gettext_lazy("기관 로그인과 연결함"),
}
DETAIL_WORDS: dict[str, str | Promise] = {
    LinkPurpose.FIRST: gettext_lazy("첫 비밀번호"),
    LinkPurpose.RECOVER: gettext_lazy("비밀번호와 2단계 인증 다시 정하기"),
    "totp": gettext_lazy("인증 앱"),
    "webauthn": gettext_lazy("패스키"),
    "recovery_codes": gettext_lazy("복구 코드"),
}
BY_WORDS: dict[str, str | Promise] = {
    SignedInBy.PASSWORD: gettext_lazy("비밀번호로 로그인"),
    SignedInBy.PASSKEY: gettext_lazy("패스키로 로그인"),
    SignedInBy.OFFICE: gettext_lazy("기관 로그인"),
    SignedInBy.LINK: gettext_lazy("링크로 로그인"),
    SignedInBy.SET_UP: gettext_lazy("처음 시작"),
}


def moment(at: datetime) -> str:
    """A day and a time as people say them."""
    return date_format(localtime(at), _("Y. n. j.(D) H:i"))


def short_day(day: date) -> str:
    return date_format(day, _("n. j.(D)"))


def ago(at: datetime | None, *, now: datetime) -> str:
    """How long since, as coarse as it is of use."""
    if at is None:
        return _("아직 없음")
    passed = now - at
    if passed < timedelta(minutes=2):
        return _("방금")
    if passed < timedelta(hours=1):
        return _("%(n)s분 전") % {"n": int(passed.total_seconds() // 60)}
    if seoul_day(at) == seoul_day(now):
        return _("오늘 %(time)s") % {"time": date_format(localtime(at), "H:i")}
    return moment(at)


def device_words(user_agent: str) -> str:
    system, browser = device_of(user_agent)
    if system and browser:
        return _("%(system)s · %(browser)s") % {"system": system, "browser": browser}
    return system or browser or _("알 수 없는 기기")


@dataclass(frozen=True, slots=True, kw_only=True)
class Device:
    """A session in words. `end` names it to the form that ends it."""

    words: str
    facts: str
    here: bool
    end: int


def devices(rows: list[SignedIn], *, here: str | None, now: datetime) -> list[Device]:
    found = []
    for row in rows:
        parts = [
            str(BY_WORDS[row.by]),
            _("주소 %(address)s") % {"address": row.address} if row.address else "",
            _("%(since)s부터") % {"since": moment(row.started_at)},
            _("마지막 사용: %(seen)s") % {"seen": ago(row.last_seen_at, now=now)},
            _("현장 기기") if row.kind == SessionKind.FIELD else "",
        ]
        found.append(
            Device(
                words=device_words(row.user_agent),
                facts=" · ".join(filter(None, parts)),
                here=row.session_key == here,
                end=row.pk,
            )
        )
    return found


def link_told(link: OneTimeLink) -> str:
    """What the owner of an account is told of a link that somebody made for it."""
    values = {"name": link.made_by, "made": moment(link.made_at)}
    if link.used_at is None:
        return (
            _("%(name)s 님이 %(made)s에 이 계정의 로그인 링크를 만들었습니다. 쓰지는 않았습니다.")
            % values
        )
    return (
        _(
            "%(made)s에 %(name)s 님이 만든 링크로 비밀번호를 새로 정하고 2단계 인증을 지웠습니다. "
            "본인이 한 일이 아니면 바로 시스템 관리자에게 알려 주세요."
        )
        % values
    )


def qr(text: str, *, label: str) -> SafeString:
    """A QR code drawn here as SVG; no other site ever sees what it says."""
    code = qrcode.QRCode(border=2, box_size=10, error_correction=qrcode.ERROR_CORRECT_M)
    code.add_data(text)
    image = code.make_image(image_factory=SvgPathImage)
    out = BytesIO()
    image.save(out)
    drawing = out.getvalue().decode()
    start = drawing.index("<svg")
    box = drawing.index("viewBox=")
    # Only the frame is ours: a size in pixels instead of millimetres, and what it is called.
    body = drawing[drawing.index(">", start) :]
    view = drawing[box : drawing.index('"', box + 9) + 1]
    head = f'<svg xmlns="http://www.w3.org/2000/svg" class="qr" width="200" height="200" {view}'
    return mark_safe(f'{head} role="img" aria-label="{escape(label)}"{body}')  # noqa: S308


def grouped(secret: str) -> str:
    """A long key in fours, as one types it."""
    return " ".join(secret[n : n + 4] for n in range(0, len(secret), 4))


def code_words(code: str) -> str:
    half = len(code) // 2
    return f"{code[:half]} {code[half:]}"


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountRow:
    """An account in the list of those that somebody looks after."""

    account: Account
    name: str
    place: str
    state: str
    tone: str
    in_use: bool
    has_factor: bool
    last: str


def account_row(account: Account, *, now: datetime) -> AccountRow:
    officer: Officer = account.officer
    has_factor: bool = getattr(account, "has_factor", False)
    if not account.is_active:
        state, tone = _("멈춤"), "danger"
    elif not officer.is_active:
        state, tone = _("이곳에 없음"), "neutral"
    elif getattr(account, "has_link", False):
        state, tone = _("링크 기다림"), "info"
    elif not account.has_usable_password():
        state, tone = _("비밀번호 없음"), "warning"
    else:
        state, tone = _("사용 중"), "success"
    return AccountRow(
        account=account,
        name=officer.name,
        place=place_of(officer),
        state=state,
        tone=tone,
        in_use=account.is_active and officer.is_active,
        has_factor=has_factor,
        last=ago(account.last_login, now=now),
    )


def place_of(officer: Officer) -> str:
    place = officer.dong or officer.team.district or officer.team.city
    return f"{place.label if place else ''} {officer.team.name}".strip()


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryRow:
    """A row of the grant history: of roles or of an account."""

    at: datetime
    when: str
    who: str
    username: str
    place: str
    what: str
    detail: str
    actor: str


def history_row(entry: HistoryEntry) -> HistoryRow:
    row = entry.row
    what, detail = _of_grant(row) if isinstance(row, Grant) else _of_event(row)
    return HistoryRow(
        at=row.at,
        when=moment(row.at),
        who=row.officer_name or row.username,
        username=row.username,
        place=row.place,
        what=what,
        detail=detail,
        actor=actor_words(row.actor_name),
    )


def _of_event(event: AccountEvent) -> tuple[str, str]:
    return str(EVENT_WORDS[event.kind]), str(DETAIL_WORDS.get(event.detail, event.detail))


def _of_grant(grant: Grant) -> tuple[str, str]:
    before, after = set(grant.before), set(grant.after)
    if not before:
        what = _("역할을 줌")
    elif not after:
        what = _("역할을 모두 거둠")
    else:
        what = _("역할을 바꿈")
    given = ", ".join(role_words(after - before)) if after - before else ""
    taken = ", ".join(role_words(before - after)) if before - after else ""
    parts = (
        _("준 것: %(roles)s") % {"roles": given} if given else "",
        _("거둔 것: %(roles)s") % {"roles": taken} if taken else "",
        grant.reason,
    )
    return what, " · ".join(filter(None, parts))


def actor_words(name: str) -> str:
    return _("프로그램") if name in ("", "system") else name
