"""What things are called, and the sentences for what the rules refuse."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from . import states

COLUMNS = {
    "name": _("이름"),
    "phone": _("전화번호"),
    "second_phone": _("다른 전화번호"),
    "email": _("전자우편"),
    "address": _("주소"),
    "address_detail": _("상세주소"),
    "birth_date": _("생년월일"),
    "note": _("만날 때 알아 둘 것"),
}
"""The sealed columns of a person, in the order in which they are shown."""

MEANS = (
    (states.Means.PHONE, _("전화")),
    (states.Means.SMS, _("문자")),
    (states.Means.EMAIL, _("전자우편")),
    (states.Means.LETTER, _("우편")),
    (states.Means.VISIT, _("방문")),
)
SEXES = (
    (states.Sex.UNSAID, _("적지 않음")),
    (states.Sex.FEMALE, _("여")),
    (states.Sex.MALE, _("남")),
)
# Each in its own language, as whoever speaks it would look for it.
LANGUAGES = (
    (states.Language.KOREAN, "한국어"),
    (states.Language.ENGLISH, "English"),
    (states.Language.CHINESE, "中文"),
    (states.Language.VIETNAMESE, "Tiếng Việt"),
    (states.Language.THAI, "ไทย"),
    (states.Language.RUSSIAN, "Русский"),
    (states.Language.JAPANESE, "日本語"),
)
SOURCES = (
    (states.Source.COUNTER, _("창구에서 직접")),
    (states.Source.VISIT, _("방문하여 직접")),
    (states.Source.PHONE, _("전화로")),
    (states.Source.ONLINE, _("인터넷 신청")),
    (states.Source.IMPORT, _("명단 가져오기")),
    (states.Source.CASE, _("생활민원")),
    (states.Source.APPLICATION, _("민원 신청")),
    (states.Source.OTHER, _("그 밖")),
)
RELATIONS = (
    (states.Relation.HEAD, _("세대주")),
    (states.Relation.SPOUSE, _("배우자")),
    (states.Relation.CHILD, _("자녀")),
    (states.Relation.PARENT, _("부모")),
    (states.Relation.GRANDCHILD, _("손자녀")),
    (states.Relation.GRANDPARENT, _("조부모")),
    (states.Relation.SIBLING, _("형제자매")),
    (states.Relation.RELATIVE, _("그 밖의 친족")),
    (states.Relation.HOUSEMATE, _("동거인")),
)
BASES = (
    (states.Basis.ORDER, _("법원의 보호명령·임시조치")),
    (states.Basis.REGISTRATION, _("주민등록표 열람·교부 제한")),
    (states.Basis.WISH, _("본인의 요청")),
)

LIKENESS = {
    "name_birth": _("이름과 생년월일이 같음"),
    "name_phone": _("이름과 전화번호가 같음"),
    "name_address": _("이름과 주소가 같음"),
    "phone": _("전화번호가 같음"),
}
"""Why two rows may be one person."""

UNFIT: dict[str, str | Promise] = {
    "name_missing": _("이름을 적어 주세요."),
    "name_long": _("이름은 60자까지 적을 수 있습니다."),
    "name_control": _("이름에 보이지 않는 글자가 섞여 있습니다. 지우고 직접 적어 주세요."),
    "name_emoji": _("이름에는 그림 글자를 쓸 수 없습니다. 글자로만 적어 주세요."),
    "name_sign": _("이름에 쓸 수 없는 기호가 있습니다. 글자, 띄어쓰기, 가운뎃점, 붙임표만 됩니다."),
    "name_without_letters": _("이름에 글자가 없습니다. 숫자가 아닌 이름을 적어 주세요."),
    "phone_letters": _("전화번호에 숫자가 아닌 글자가 있습니다. 010-1234-5678처럼 적어 주세요."),
    "phone_length": _("전화번호의 자릿수가 맞지 않습니다. 빠지거나 더 적힌 숫자가 없는지 보세요."),
    "phone_mobile_length": _("010 번호는 숫자가 11개입니다. 010-1234-5678처럼 적어 주세요."),
    "phone_ended": _("011·016~019 번호는 2021년에 끝났습니다. 바뀐 010 번호를 물어 주세요."),
    "phone_without_area": _("지역번호가 빠졌습니다. 02-123-4567처럼 지역번호부터 적어 주세요."),
    "phone_unknown": _("없는 국번입니다. 010, 02 같은 앞자리부터 다시 적어 주세요."),
    "birth_short": _("태어난 해를 네 자리로 적어 주세요. 예: 1948-03-05"),
    "birth_form": _("생년월일은 1948-03-05처럼 적어 주세요."),
    "birth_no_day": _("달력에 없는 날입니다. 생년월일을 다시 보세요."),
    "birth_future": _("생년월일이 오늘보다 뒤입니다. 다시 보세요."),
    "birth_old": _("생년월일이 130년보다 더 전입니다. 태어난 해를 다시 보세요."),
    "email_form": _("전자우편 주소는 name@example.com처럼 적어 주세요."),
    "address_control": _("주소에 보이지 않는 글자가 섞여 있습니다. 지우고 직접 적어 주세요."),
    "address_long": _("주소는 200자까지 적을 수 있습니다."),
    "note_control": _("보이지 않는 글자가 섞여 있습니다. 지우고 직접 적어 주세요."),
    "note_long": _("500자까지 적을 수 있습니다."),
    "registration_number": _(
        "주민등록번호는 적을 수 없습니다(개인정보 보호법 제24조의2). 번호를 지우고, "
        "필요하면 생년월일만 생년월일 칸에 적어 주세요."
    ),
}
