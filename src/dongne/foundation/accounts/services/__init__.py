"""Writes: sessions, factors, passwords, links, what an office decides about accounts, set-up."""

from .administration import disable_account, enable_account, require_factors
from .events import forget_old_events, note
from .factors import (
    add_app,
    add_passkey,
    check_code,
    remove_app,
    remove_passkey,
    rename_passkey,
    renew_codes,
)
from .links import find_link, keep_office_link, make_link, tell_links, use_link
from .passwords import change_password, speak
from .sessions import (
    begin,
    end_all,
    end_others,
    end_session,
    end_token,
    in_the_field,
    see,
    sweep_sessions,
    work_in_the_field,
)
from .set_up import FirstOffice, set_up

__all__ = [
    "FirstOffice",
    "add_app",
    "add_passkey",
    "begin",
    "change_password",
    "check_code",
    "disable_account",
    "enable_account",
    "end_all",
    "end_others",
    "end_session",
    "end_token",
    "find_link",
    "forget_old_events",
    "in_the_field",
    "keep_office_link",
    "make_link",
    "note",
    "remove_app",
    "remove_passkey",
    "rename_passkey",
    "renew_codes",
    "require_factors",
    "see",
    "set_up",
    "speak",
    "sweep_sessions",
    "tell_links",
    "use_link",
    "work_in_the_field",
]
