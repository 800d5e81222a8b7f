"""What residents' rows can be. Codes are stored; words are in `words`."""

from __future__ import annotations

from enum import StrEnum


class Means(StrEnum):
    """How somebody prefers to be reached."""

    PHONE = "phone"
    SMS = "sms"
    EMAIL = "email"
    LETTER = "letter"
    VISIT = "visit"


class Sex(StrEnum):
    UNSAID = ""
    FEMALE = "female"
    MALE = "male"


class Language(StrEnum):
    """In which messages are written; the catalogue of texts falls back on Korean."""

    KOREAN = "ko"
    ENGLISH = "en"
    CHINESE = "zh"
    VIETNAMESE = "vi"
    THAI = "th"
    RUSSIAN = "ru"
    JAPANESE = "ja"


class Source(StrEnum):
    """Where a person's data came from (개인정보 보호법 제20조: has to be told when asked for)."""

    COUNTER = "counter"
    VISIT = "visit"
    PHONE = "phone"
    ONLINE = "online"
    IMPORT = "import"
    CASE = "case"
    APPLICATION = "application"
    OTHER = "other"


class Relation(StrEnum):
    """To the head of the household (세대주와의 관계)."""

    HEAD = "head"
    SPOUSE = "spouse"
    CHILD = "child"
    PARENT = "parent"
    GRANDCHILD = "grandchild"
    GRANDPARENT = "grandparent"
    SIBLING = "sibling"
    RELATIVE = "relative"
    HOUSEMATE = "housemate"


class Basis(StrEnum):
    """Why somebody is kept from somebody's data."""

    ORDER = "order"
    """A court's order to protect (가정폭력처벌법 제55조의2)."""
    REGISTRATION = "registration"
    """No copies of the register for the named person (주민등록법 제29조제6항)."""
    WISH = "wish"
    """The person asked for it."""


class Retention(StrEnum):
    """Which time-limit of the office's table of retention holds (foundation.privacy)."""

    RESIDENT = "resident"
    CONTACT = "contact"
    APPLICANT = "applicant"
    CARE = "care"
