"""무인민원택배함: compartments, grants, codes, and doors that tell the truth."""

from .models import Compartment, Grant, Locker, LockerAlarm, Opening
from .queries import is_heard, lockers_for, overdue
from .services.devices import Told, beat, commands, tell
from .services.granting import grant_fetching, revoke_grant, send_again
from .services.keeping import (
    Column,
    NewLocker,
    add_locker,
    block,
    confirm_taken_back,
    new_key,
    settle,
    unblock,
)
from .services.opening import (
    Asked,
    give_up,
    open_by_code,
    open_by_staff,
    open_to_load,
    open_to_take_back,
    reserve,
)
from .services.sweeping import sweep
from .states import AlarmKind, Box, Denied, Found, Size, Step, Why

__all__ = [
    "AlarmKind",
    "Asked",
    "Box",
    "Column",
    "Compartment",
    "Denied",
    "Found",
    "Grant",
    "Locker",
    "LockerAlarm",
    "NewLocker",
    "Opening",
    "Size",
    "Step",
    "Told",
    "Why",
    "add_locker",
    "beat",
    "block",
    "commands",
    "confirm_taken_back",
    "give_up",
    "grant_fetching",
    "is_heard",
    "lockers_for",
    "new_key",
    "open_by_code",
    "open_by_staff",
    "open_to_load",
    "open_to_take_back",
    "overdue",
    "reserve",
    "revoke_grant",
    "send_again",
    "settle",
    "sweep",
    "tell",
    "unblock",
]
