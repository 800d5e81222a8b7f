"""Words by which the files beside this one say who may come where: short, since they are many.

Circles are one letter each: `s` self, `h` household, `p` spouse, `l` lineal, `x` proxy. A set of
ways is a dict of parts (`apply.counter`, `receive.locker`); of two sets joined by `|` the later
one stands.
"""

from __future__ import annotations

from typing import Any

Parts = dict[str, Any]
Told = dict[str, str]

CIRCLES = {"s": "self", "h": "household", "p": "spouse", "l": "lineal", "x": "proxy"}


def statute(text: str) -> Told:
    return {"kind": "statute", "text": text}


def office(text: str) -> Told:
    return {"kind": "office", "text": text}


CONFIRM: Told = {"kind": "open", "text": "담당 부서 확인 필요"}
HANDED = statute("민원 처리에 관한 법률 제27조(교부할 때 민원인 또는 위임받은 사람인지 확인)")
ELSEWHERE = statute("민원 처리에 관한 법률 제14조(다른 행정기관과 법인의 접수·교부)")
MACHINE = statute("민원 처리에 관한 법률 제28조(무인민원발급창구)")
PORTAL = statute("민원 처리에 관한 법률 제12조의2(전자민원창구)")
REQUEST = office("우리 동에 하는 요청입니다. 국가의 전자민원창구가 아닙니다.")
BY_PHONE = office("요청만 전화로 받고, 건넬 때 신분을 확인합니다.")
COMING = office("민원실 밖에서 받는 신청입니다. 창구와 같은 규칙을 따릅니다.")
ERRAND = office("봉사자가 위임장을 받아 창구에 대신 신청합니다.")
BROUGHT = office("봉한 채로 가져가 문 앞에서 신분을 확인하고 건넵니다.")
BOXED = office("신청할 때 정한 사람에게 한 번만 쓰는 번호를 보내 확인합니다.")
PRINTED = office("발급된 전자문서를 번호와 생년월일로 확인하고 인쇄합니다.")
SENT = office("신청할 때 확인한 주소로 등기우편을 보냅니다.")
OPEN_TO_ALL = office("누구나 볼 수 있는 공부라서 신분을 묻지 않습니다.")
WRITTEN = statute("행정절차법 제24조(문서로, 당사자가 동의하면 전자문서로)")
FILE = office("신청할 때 확인한 사람에게 기간이 정해진 링크를 보냅니다.")


UNATTENDED = ("locker", "kiosk", "online")
"""Where a code opens, and nobody looks who is there: somebody has to have seen to it before."""


def circles(letters: str) -> list[str]:
    return [name for letter, name in CIRCLES.items() if letter in letters]


def way(
    letters: str,
    identity: str = "none",
    *,
    fee: int | None = None,
    copies: int = 0,
    basis: Told = CONFIRM,
) -> dict[str, Any]:
    told: dict[str, Any] = {"circles": circles(letters), "identity": identity, "basis": basis}
    if fee is not None:
        told["fee"] = fee
    if copies:
        told["copies"] = copies
    return told


def closed(reason: str, basis: Told, *parts: str) -> Parts:
    """Channels that people would look for, and why the service has none there."""
    return {part: {"closed": reason, "basis": basis} for part in parts}


def before_an_officer(letters: str, *, basis: Told = HANDED) -> Parts:
    """Where an officer sees the person: the counter, the outreach counter, any other office."""
    return {
        "apply.counter": way(letters, "card", basis=basis),
        "apply.outreach": way(letters, "card", basis=COMING),
        "receive.counter": way(letters, "card", basis=HANDED),
        "receive.outreach": way(letters, "card", basis=HANDED),
    }


def any_office(letters: str, *, fee: int | None = None) -> Parts:
    """어디서나 민원: asked for and handed out by whichever office somebody goes to."""
    return {
        "apply.other_office": way(letters, "card", fee=fee, basis=ELSEWHERE),
        "receive.other_office": way(letters, "card", basis=ELSEWHERE),
    }


def asked_from_afar(
    letters: str,
    *,
    phone: str = "",
    identity: str = "code",
    street: str = "",
    errand: str = "",
    fee: int | None = None,
) -> Parts:
    """A request without going to a counter: our page and kiosk, the telephone, an officer on the
    way, a volunteer who takes a letter of attorney along."""
    return {
        "apply.online": way(letters, identity, fee=fee, basis=REQUEST),
        "apply.kiosk": way(letters, identity, fee=fee, basis=REQUEST),
        **({"apply.phone": way(phone, "none", basis=BY_PHONE)} if phone else {}),
        **({"apply.street": way(street, "known", basis=COMING)} if street else {}),
        **({"apply.volunteer": way(errand, "none", basis=ERRAND)} if errand else {}),
    }


def carried(letters: str, *, post: str = "") -> Parts:
    """Paper that was made in the office comes to the person, sealed."""
    return {
        "receive.volunteer": way(letters, "code", basis=BROUGHT),
        "receive.locker": way(letters, "code", basis=BOXED),
        **({"receive.post": way(post, "code", basis=SENT)} if post else {}),
    }


def printed(kiosk: str, *, link: str = "") -> Parts:
    """An electronic document that becomes paper at our kiosk or at home."""
    return {
        "receive.kiosk": way(kiosk, "code", basis=PRINTED),
        **({"receive.online": way(link, "code", basis=FILE)} if link else {}),
    }


def machine(letters: str, *, fee: int | None = None, identity: str = "card") -> Parts:
    """The state's issuing machine: it asks for a thumb print where it must know who is there."""
    return {
        "apply.issuing_machine": way(letters, identity, fee=fee, basis=MACHINE),
        "receive.issuing_machine": way(letters, identity, basis=MACHINE),
    }


def banks(letters: str, *, fee: int | None = None) -> Parts:
    """Counters of NongHyup and Saemaul: eighteen kinds (the pilot's own count)."""
    return {
        f"{direction}.{channel}": way(letters, "card", fee=fee, basis=EIGHTEEN)
        for direction in ("apply", "receive")
        for channel in ("nonghyup", "saemaul")
    }


def portal(letters: str, *, fee: int | None = 0, file: bool = True) -> Parts:
    """정부24: with a certificate of one's own; the result is a file that is printed at home."""
    return {
        "apply.gov24": way(letters, "code", fee=fee, basis=PORTAL),
        **({"receive.gov24": way(letters, "code", basis=PORTAL)} if file else {}),
    }


EIGHTEEN: Told = {
    "kind": "open",
    "text": "농협·새마을금고 18종 가운데 하나로 보았습니다. 담당 부서 확인 필요",
}
"""The pilot counts eighteen kinds and does not name them (seed of the Pocheon pilot)."""


def read_by_anybody(*, fee: int | None = None, kiosk: bool = True, bank: bool = False) -> Parts:
    """A register that is open to all: nobody asks who wants to read it."""
    everybody = "shplx"
    found = {
        "apply.counter": way(everybody, basis=OPEN_TO_ALL),
        "apply.outreach": way(everybody, basis=COMING),
        "apply.online": way(everybody, basis=REQUEST),
        "apply.kiosk": way(everybody, basis=REQUEST),
        "apply.phone": way(everybody, basis=BY_PHONE),
        "apply.street": way(everybody, basis=COMING),
        "apply.volunteer": way(everybody, basis=ERRAND),
        "receive.counter": way(everybody, basis=OPEN_TO_ALL),
        "receive.outreach": way(everybody, basis=OPEN_TO_ALL),
        "receive.post": way(everybody, basis=SENT),
    }
    found |= carried(everybody) | any_office(everybody) | portal(everybody)
    found |= machine(everybody, fee=fee, identity="none")
    if kiosk:
        found |= printed(everybody, link=everybody)
    if bank:
        found |= banks(everybody)
    return found


def notice(letters: str) -> Parts:
    """A decision in writing: fetched, sent, or as a file where the person wants it so."""
    return {
        "receive.counter": way(letters, "card", basis=HANDED),
        "receive.outreach": way(letters, "card", basis=HANDED),
        "receive.post": way(letters, "none", basis=WRITTEN),
        "receive.volunteer": way(letters, "code", basis=BROUGHT),
        "receive.locker": way(letters, "code", basis=BOXED),
        "receive.online": way(letters, "code", basis=WRITTEN),
    }


def exempt(*codes: str, basis: Told = CONFIRM, channels: tuple[str, ...] = ()) -> list[Any]:
    return [{"code": code, "channels": list(channels), "basis": basis} for code in codes]


CARD = ("신분증", "Identity card")
LETTER = (
    "대리인: 위임장, 위임한 사람의 신분증 사본, 대리인의 신분증",
    "Proxy: letter of attorney, copy of the principal's identity card, own identity card",
)
RELATION = (
    "가족: 관계를 보이는 서류(가족관계증명서 등, 전산으로 확인되면 필요 없음)",
    "Family: proof of the relation, unless the office can look it up",
)


def bring(*lines: tuple[str, str]) -> dict[str, list[str]]:
    return {"ko": [ko for ko, _en in lines], "en": [en for _ko, en in lines]}


def service(
    ko: str,
    en: str,
    *parts: Parts,
    help: tuple[str, str],
    circles_may: str,
    keywords: str = "",
    basis: Told = CONFIRM,
    needs: tuple[tuple[str, str], ...] = (),
    **more: Any,
) -> dict[str, Any]:
    """One row of everybody's: what differs from the defaults only."""
    told: dict[str, Any] = {
        "name": {"ko": ko, "en": en},
        "help": {"ko": help[0], "en": help[1]},
        "keywords": keywords.split(),
        "circles": circles(circles_may),
        "basis": basis,
        "bring": bring(*needs),
        **more,
    }
    for one in parts:
        told |= one
    if told.get("heeds_blocks", True):
        told["pairs"] = [
            {"apply": "phone", "receive": channel, "reason": "not_settled"}
            for channel in UNATTENDED
            if "apply.phone" in told and "circles" in told.get(f"receive.{channel}", {})
        ]
    return told
