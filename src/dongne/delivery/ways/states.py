"""Kinds of services and for whom, ways of asking and of giving, what people and places can do."""

from __future__ import annotations

from enum import StrEnum


class Circle(StrEnum):
    """For whom somebody asks, as the law draws it (주민등록법 제29조, 가족관계등록법 제14조)."""

    SELF = "self"
    HOUSEHOLD = "household"
    SPOUSE = "spouse"
    LINEAL = "lineal"
    """Ancestors and descendants in the direct line."""
    PROXY = "proxy"
    """Anybody else, with a letter of attorney (위임장)."""


class ServiceKind(StrEnum):
    CERTIFICATE = "certificate"
    """A document that says what a register holds."""
    VIEWING = "viewing"
    """열람: somebody looks into a register."""
    APPLICATION = "application"
    """Something is asked for and decided."""
    PICK_UP = "pick_up"
    """Something made elsewhere is handed out."""


class Form(StrEnum):
    """What the result is."""

    ORIGINAL = "original"
    """Only the paper with the office's seal counts."""
    PRINTABLE = "printable"
    """An electronic document: whoever prints it has the document (전자정부법 제10조)."""
    EITHER = "either"
    NOTICE = "notice"
    """A letter that says what was decided."""
    OBJECT = "object"
    """A thing: a passport, a card."""


class Identity(StrEnum):
    """How somebody shows who they are; the later ones serve wherever the earlier ones do."""

    NONE = "none"
    CODE = "code"
    """One-time code to a verified telephone, and the date of birth."""
    KNOWN = "known"
    """Known to the officer in person."""
    CARD = "card"
    """An identity card is seen, and never copied."""


class Letter(StrEnum):
    """Whether a proxy's letter of attorney is asked for, and how it may be signed."""

    NONE = "none"
    PAPER = "paper"
    """Signed by hand."""
    SCREEN = "screen"
    """Signed by hand, or on a screen in the office's presence."""


class Source(StrEnum):
    STATUTE = "statute"
    OFFICE = "office"
    """The office's own rule."""
    OPEN = "open"
    """To be confirmed by the office."""


class Asking(StrEnum):
    """How one applies there."""

    NO = "no"
    ATTEND = "attend"
    """Somebody is there in its hours, the person or whoever comes for them."""
    REMOTE = "remote"
    """At any hour, from anywhere; the office accepts it within eight working hours."""
    CALLED = "called"
    """Whoever runs it comes to the person, in their hours: a volunteer, an officer on the way."""


class Giving(StrEnum):
    """How one receives there."""

    NO = "no"
    ATTEND = "attend"
    """Fetched in its hours."""
    BROUGHT = "brought"
    """Brought to the door in a run, while the person is at home."""
    LOADED = "loaded"
    """Carried there in a run, then fetched at any of its hours."""
    POSTED = "posted"
    """Some working days later it is there."""
    LINK = "link"
    """Fetched as a file."""
    ON_THE_SPOT = "on_the_spot"
    """In the same visit, only where it was asked for."""


class Ability(StrEnum):
    """What somebody has to be able to do for a channel to serve them."""

    GO_OUT = "go_out"
    """Leave the home."""
    STAIRS = "stairs"
    INTERNET = "internet"
    READ = "read"
    SEE = "see"
    HEAR = "hear"
    TOUCH_SCREEN = "touch_screen"
    PRINT = "print"
    """Has a printer."""


class Feature(StrEnum):
    """What a place offers."""

    WHEELCHAIR = "wheelchair"
    VOICE = "voice"
    LARGE_TYPE = "large_type"
    SIGN_LANGUAGE = "sign_language"
    LOW_REACH = "low_reach"
    PRINTER = "printer"
    STAFFED = "staffed"
