"""The gate: limits by address or number, proof of work, one-time codes, keys of programs."""

from .access import guard_form, too_many
from .limits import register_limit
from .models import ApiKey
from .permissions import may_keep_keys
from .queries import key_of
from .rules import Limit, Verdict
from .services.coding import CodeGiven, TooMany, check_code, give_code
from .services.counting import limit, limit_key, may_try, tried_right
from .services.keying import NewKey, make_key, revoke_key
from .sources import Door, Numbers, Reached, door_by_contact, door_by_secret, register_numbers
from .states import Scope

__all__ = [
    "ApiKey",
    "CodeGiven",
    "Door",
    "Limit",
    "NewKey",
    "Numbers",
    "Reached",
    "Scope",
    "TooMany",
    "Verdict",
    "check_code",
    "door_by_contact",
    "door_by_secret",
    "give_code",
    "guard_form",
    "key_of",
    "limit",
    "limit_key",
    "make_key",
    "may_keep_keys",
    "may_try",
    "register_limit",
    "register_numbers",
    "revoke_key",
    "too_many",
    "tried_right",
]
