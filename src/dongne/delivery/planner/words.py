"""What pages ask, and sentences of steps, reasons and openers, by code."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from dongne.delivery.channels.public import reason_words
from dongne.delivery.ways.public import Circle, Reason

Words = Mapping[str, str | Promise]

WHO: Mapping[Circle, str | Promise] = {
    Circle.SELF: _("내 것"),
    Circle.HOUSEHOLD: _("같은 집에 사는 가족의 것"),
    Circle.SPOUSE: _("남편이나 아내의 것"),
    Circle.LINEAL: _("부모님, 자녀, 할머니·할아버지, 손주의 것"),
    Circle.PROXY: _("다른 사람의 것을 부탁받았어요"),
}
WHO_ICONS = {
    Circle.SELF: "user",
    Circle.HOUSEHOLD: "home",
    Circle.SPOUSE: "heart",
    Circle.LINEAL: "users",
    Circle.PROXY: "file-check",
}
WHO_HINTS: Mapping[Circle, str | Promise] = {
    Circle.PROXY: _("위임장이 있어야 합니다."),
    Circle.LINEAL: _("따로 살아도 됩니다."),
}
WHEN: Words = {
    "day": _("평일 낮"),
    "evening": _("저녁"),
    "weekend": _("주말·공휴일"),
    "hours": _("날마다 정해진 시간"),
}
WHEN_ICONS = {"day": "sun", "evening": "clock", "weekend": "calendar", "hours": "hourglass"}
WHEN_HINTS: Words = {
    "day": _("오전 9시–오후 6시"),
    "evening": _("오후 6시–10시"),
    "weekend": _("오전 9시–밤 10시"),
    "hours": _("아래에 몇 시부터 몇 시까지인지 적어 주세요."),
}
HARD: Words = {
    "go_out": _("집 밖에 나가기 어려워요"),
    "stairs": _("계단을 오르기 어려워요"),
    "slow": _("오래 걷기 어려워요"),
    "screen": _("화면을 눌러서 쓰는 기계가 어려워요"),
    "internet": _("인터넷을 쓰기 어려워요"),
    "read": _("글을 읽기 어려워요"),
    "see": _("잘 보이지 않아요"),
    "hear": _("잘 들리지 않아요"),
    "print": _("프린터가 없어요"),
}
HARD_ICONS = {
    "go_out": "home",
    "stairs": "chart",
    "slow": "footprints",
    "screen": "monitor",
    "internet": "globe",
    "read": "book",
    "see": "eye",
    "hear": "volume",
    "print": "printer",
}
HARD_HINTS: Words = {
    "stairs": _("휠체어나 유모차를 쓸 때도 고르세요."),
    "slow": _("천천히 걷는 시간으로 셈합니다."),
}
STEPS: Words = {
    "go": _("%(place)s까지 걸어갑니다. %(metres)s입니다."),
    "ask": _("%(place)s에서 신청합니다."),
    "ask_remote": _("집에서 신청합니다."),
    "ask_called": _("집에 온 사람에게 부탁합니다."),
    "wait": _("그 자리에서 기다립니다."),
    "receive_there": _("그 자리에서 받습니다."),
    "accepted": _("늦어도 이때까지 동 주민센터가 접수합니다."),
    "ready": _("서류가 다 됩니다."),
    "loaded": _("%(place)s에 서류가 놓입니다."),
    "fetch": _("%(place)s에서 받습니다."),
    "open_door": _("%(place)s에서 칸을 열고 꺼냅니다."),
    "brought": _("늦어도 이때까지 집으로 가져다줍니다."),
    "arrives": _("이날까지 우편으로 집에 옵니다."),
    "link": _("휴대전화로 받은 주소에서 내려받습니다."),
}
OWN_REASONS: Words = {
    "no_site": _("가까이에 그런 곳이 없습니다."),
    "not_at_this_site": _("가까운 곳에서는 이 민원을 다루지 않습니다."),
    "full": _("자리가 다 찼습니다."),
    "no_opening": _("앞으로 4주 동안 열리거나 맡을 사람이 있는 때가 없습니다."),
    "no_time": _("시간이 나실 때는 열지 않거나 맡을 사람이 없습니다."),
    "too_far": _("걸어가기에 너무 멉니다."),
    "too_late": _("차례로 하면 앞으로 4주 안에 받을 수 없습니다."),
    "not_while_waiting": _("기다리는 동안 나오지 않는 서류입니다."),
    "needs_go_out": _("집 밖에 나가야 합니다."),
    "needs_stairs": _("계단이 있습니다."),
    "needs_internet": _("인터넷을 써야 합니다."),
    "needs_read": _("글을 읽어야 합니다."),
    "needs_see": _("화면이나 종이를 보아야 합니다."),
    "needs_hear": _("소리를 들어야 합니다."),
    "needs_touch_screen": _("화면을 눌러야 합니다."),
    "needs_print": _("프린터가 있어야 합니다."),
    "no_way": _("쓸 수 있는 방법이 없습니다."),
}
OPENERS: Words = {
    "letter": _("위임장을 받으면"),
    "identity": _("신분증을 보여 주면"),
    "self": _("본인이 직접 하면"),
    "household": _("같은 집에 사는 가족이 대신 하면"),
    "proxy": _("위임장을 써서 다른 사람에게 부탁하면"),
    "companion": _("누군가 함께 있어 주면"),
    "helper": _("누군가 컴퓨터나 휴대전화를 도와주면"),
    "tomorrow_off": _("다음 근무일에 잠깐 시간을 내면"),
}
OPENER_ICONS = {
    "letter": "file-check",
    "identity": "id-card",
    "self": "user",
    "household": "home",
    "proxy": "file-check",
    "companion": "users",
    "helper": "monitor",
    "tomorrow_off": "clock",
}


def told(reason: Reason) -> str:
    """One sentence in the language of the page; channels and the catalogue have their own."""
    own = OWN_REASONS.get(reason.code)
    return reason_words(reason) if own is None else str(own)


def distance(metres: int) -> str:
    if metres < 1000:
        return gettext("%(metres)d미터") % {"metres": -(-metres // 10) * 10}
    return gettext("%(km).1f킬로미터") % {"km": metres / 1000}
