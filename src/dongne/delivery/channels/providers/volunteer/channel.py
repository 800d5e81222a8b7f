"""봉사자: a neighbour of the corps asks for somebody, or brings it to the door."""

from __future__ import annotations

from dongne.delivery.ways.public import (
    Asker,
    Asking,
    Channel,
    Circle,
    Form,
    Giving,
    Reason,
    Service,
)

from ...states import Home
from ...subjects import Words, register

NO_VALUABLES = "no_valuables"
ONLY_ONESELF = "only_oneself"
NO_SECOND_PROXY = "no_second_proxy"


def asks(service: Service, asker: Asker) -> tuple[Reason, ...]:
    """The volunteer asks in the person's name, with a letter that is signed at the door
    (`domain.md` Delivery 4): not where nobody may ask for somebody else, and not as the proxy of
    a proxy (민법 제120조)."""
    if Circle.PROXY not in service.circles:
        return (Reason(code=ONLY_ONESELF, channel="volunteer", basis=service.basis),)
    if asker.circle is Circle.PROXY:
        return (Reason(code=NO_SECOND_PROXY, opener="self", channel="volunteer"),)
    return ()


def gives(service: Service, asker: Asker) -> tuple[Reason, ...]:
    """Passports and cards are not carried about by volunteers."""
    if service.form is Form.OBJECT:
        return (Reason(code=NO_VALUABLES, channel="volunteer", basis=service.basis),)
    return ()


register(
    Channel(
        key="volunteer",
        names={"ko": "봉사자", "en": "Volunteer"},
        icon="heart",
        order=80,
        ours=True,
        asking=Asking.CALLED,
        giving=Giving.BROUGHT,
        minutes_to_ask=20,
        asks=asks,
        gives=gives,
        most_copies=20,
    ),
    Words(
        # Wherever volunteers live; when, whoever keeps their hours says.
        home=Home.ALWAYS,
        has_sites=False,
        asking={
            "ko": "봉사자가 집으로 와서 위임장을 받아 대신 신청합니다.",
            "en": "A volunteer comes to you, takes your letter of attorney and applies for you.",
        },
        receiving={
            "ko": "봉사자가 봉함한 봉투를 집으로 가져다줍니다.",
            "en": "A volunteer brings the sealed envelope to your door.",
        },
        reasons={
            NO_VALUABLES: {
                "ko": "여권이나 카드는 봉사자가 나르지 않습니다.",
                "en": "Volunteers carry no passports and no cards.",
            },
            ONLY_ONESELF: {
                "ko": "본인이 직접 신청해야 하는 민원이라 봉사자가 대신 신청할 수 없습니다.",
                "en": "The person must ask in person; a volunteer cannot.",
            },
            NO_SECOND_PROXY: {
                "ko": "대리인이 맡은 일을 봉사자에게 다시 맡길 수 없습니다.",
                "en": "A proxy cannot hand the errand on to a volunteer.",
            },
        },
    ),
)
