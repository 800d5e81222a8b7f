"""Signing in, second factors, sessions, one-time links, accounts of an office, the first one."""

from .adapters import count_wrong_factor, office_name, office_offered, password_was_right
from .models import AccountEvent, OneTimeLink, SignedIn
from .queries import (
    accounts_for,
    factor_needed_from,
    factors_of,
    has_factor,
    idle_of,
    may_look_after_accounts,
    no_account_yet,
    seconds_left,
)
from .services import (
    FirstOffice,
    check_code,
    disable_account,
    enable_account,
    in_the_field,
    make_link,
    set_up,
    work_in_the_field,
)
from .states import EventKind, LinkPurpose, Required, SessionKind, SignedInBy

__all__ = [
    "AccountEvent",
    "EventKind",
    "FirstOffice",
    "LinkPurpose",
    "OneTimeLink",
    "Required",
    "SessionKind",
    "SignedIn",
    "SignedInBy",
    "accounts_for",
    "check_code",
    "count_wrong_factor",
    "disable_account",
    "enable_account",
    "factor_needed_from",
    "factors_of",
    "has_factor",
    "idle_of",
    "in_the_field",
    "make_link",
    "may_look_after_accounts",
    "no_account_yet",
    "office_name",
    "office_offered",
    "password_was_right",
    "seconds_left",
    "set_up",
    "work_in_the_field",
]
