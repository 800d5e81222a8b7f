"""The viewer: one frozen value that is both who looks and who acts (architecture.md)."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from uuid import UUID


class ViewerKind(StrEnum):
    OFFICER = "officer"
    SYSTEM = "system"
    RESIDENT = "resident"
    """Somebody without an account who knows the secret of what they sent in."""
    PROGRAM = "program"
    """Another program, by its key or without one."""
    VOLUNTEER = "volunteer"
    """Somebody who carries things for others, signed in by a code to their telephone."""
    DEVICE = "device"
    """A locker or a kiosk, by the key it was given."""
    ANONYMOUS = "anonymous"


class Level(StrEnum):
    """How much of the tree a viewer's place covers."""

    DONG = "dong"
    DISTRICT = "district"
    CITY = "city"
    EVERYTHING = "everything"
    NOTHING = "nothing"


class Role(StrEnum):
    """What an officer is in the office. Somebody may be several things at once."""

    OFFICER = "officer"
    TEAM_LEAD = "team_lead"
    ADMINISTRATION_LEAD = "administration_lead"
    DONG_HEAD = "dong_head"
    DEPARTMENT = "department"
    DISTRICT_DESK = "district_desk"
    CITY_DESK = "city_desk"
    WELFARE_PLANNER = "welfare_planner"
    WELFARE_COUNSELLOR = "welfare_counsellor"
    VISITING_NURSE = "visiting_nurse"
    COUNTER_CLERK = "counter_clerk"
    SYSTEM_ADMINISTRATOR = "system_administrator"
    PRIVACY_OFFICER = "privacy_officer"


@dataclass(frozen=True, slots=True, kw_only=True)
class Viewer:
    """Who looks and acts, as of one moment; deputyships are those that hold then."""

    kind: ViewerKind
    level: Level = Level.NOTHING
    name: str = ""
    account_id: int | None = None
    officer_id: int | None = None
    team_id: int | None = None
    dong_id: int | None = None
    district_id: int | None = None
    city_id: int | None = None
    roles: frozenset[Role] = field(default_factory=frozenset)
    deputy_for: frozenset[int] = field(default_factory=frozenset)
    courier_id: UUID | None = None
    """Of a volunteer: who carries things."""
    device_id: UUID | None = None
    """Of a device: which one."""
    address: str = ""
    """The network address that a request came from; empty for work without a request."""

    @property
    def signed_in(self) -> bool:
        return self.kind is ViewerKind.OFFICER

    def has(self, *roles: Role) -> bool:
        return not self.roles.isdisjoint(roles)

    @property
    def officer_key(self) -> int:
        """For lookups: the officer's key, or 0, which no row has. None would find empty columns."""
        return self.officer_id or 0

    @property
    def dong_key(self) -> int:
        """For lookups, as `officer_key`."""
        return self.dong_id or 0

    @property
    def administers(self) -> bool:
        """Looks after accounts, places and grants of the whole installation."""
        return self.has(Role.SYSTEM_ADMINISTRATOR)

    @property
    def looks_after_privacy(self) -> bool:
        """The privacy officer of a place; in a dong also its head, who signs the review off."""
        return self.has(Role.PRIVACY_OFFICER, Role.DONG_HEAD)

    @property
    def runs_outreach(self) -> bool:
        """The administration lead and the dong head look after everybody's month (domain.md)."""
        return self.has(Role.ADMINISTRATION_LEAD, Role.DONG_HEAD)


ANONYMOUS = Viewer(kind=ViewerKind.ANONYMOUS)
SYSTEM = Viewer(kind=ViewerKind.SYSTEM, level=Level.EVERYTHING, name="system")


def resident_viewer(*, address: str = "") -> Viewer:
    """A resident at work on what is theirs. Sees no rows: services take what the secret opens."""
    return Viewer(kind=ViewerKind.RESIDENT, address=address)


def program_viewer(*, name: str = "", address: str = "") -> Viewer:
    """Another program; `name` is that of its key."""
    return Viewer(kind=ViewerKind.PROGRAM, name=name, address=address)


def volunteer_viewer(*, courier_id: UUID, name: str = "", address: str = "") -> Viewer:
    """A volunteer at work. Sees no rows: services take what is in their hands or offered."""
    return Viewer(kind=ViewerKind.VOLUNTEER, name=name, courier_id=courier_id, address=address)


def device_viewer(*, device_id: UUID, name: str = "", address: str = "") -> Viewer:
    """A locker or a kiosk. Sees no rows: services take what is behind its own doors."""
    return Viewer(kind=ViewerKind.DEVICE, name=name, device_id=device_id, address=address)
