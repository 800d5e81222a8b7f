"""What a category can be: whose it is, what kind of petition, what is asked, who takes it."""

from __future__ import annotations

from enum import IntEnum, StrEnum


class OwnerLevel(IntEnum):
    """Who said it. What is said nearer to the dong takes the place of what is said above."""

    EVERYBODY = 0
    CITY = 1
    DISTRICT = 2
    DONG = 3


class PetitionKind(StrEnum):
    """민원 처리에 관한 법률 제2조제1호. The time-limit of each stands in 시행령 제14조–제17조."""

    OTHER = "other"
    """기타민원: telling of an everyday trouble. At once, unless there is good reason."""
    GRIEVANCE = "grievance"
    """고충민원."""
    PROPOSAL = "proposal"
    """건의민원."""
    QUESTION = "question"
    """질의민원, not of law."""
    LEGAL_QUESTION = "legal_question"
    """질의민원 of law."""
    NONE = "none"
    """No petition: nothing runs but the office's own target."""


class QuestionKind(StrEnum):
    """What an answer is."""

    STRING = "string"
    """One line."""
    TEXT = "text"
    """Several lines."""
    NUMBER = "number"
    DATE = "date"
    YES_NO = "yes_no"
    CHOICE = "choice"
    CHOICES = "choices"


class UnitKind(StrEnum):
    """Who is responsible, as a category says it."""

    DUTY = "duty"
    """Whoever has the duty in the dong; else who looks after the zone."""
    ZONE = "zone"
    """Who looks after the zone."""
    ADMINISTRATION = "administration"
    """The dong's administration team: by duty, else anybody of it."""
    WELFARE = "welfare"
    """The dong's welfare team: by duty, else anybody of it."""
    TEAM = "team"
    """One team or department that is named: by duty, else anybody of it."""


class Gap(StrEnum):
    """Why nobody in particular is responsible, or somebody else than usual."""

    NONE = ""
    CLOSED = "closed"
    """The unit that was named has been closed."""
    NO_UNIT = "no_unit"
    """The dong has no such team."""
    EMPTY = "empty"
    """The unit has nobody who works there."""
    GONE = "gone"
    """The officer who was named doesn't work here any more."""
    AWAY = "away"
    """Who has the duty is away, and nobody stands in."""
    VACANT = "vacant"
    """Nobody has such a duty."""
    NO_ZONE = "no_zone"
    """Nobody looks after the zone either."""
