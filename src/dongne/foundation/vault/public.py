"""Columns whose values are encrypted at rest and masked on every page, and their keys."""

from .fields import KeyedIndexField, SealedField, SealedModel
from .models import Resealing
from .queries import (
    Declaration,
    KeyUse,
    Unopened,
    declared,
    key_uses,
    rows_left,
    sealed_models,
    unopened,
)
from .ring import KeyGone, RingAway
from .ring import make as make_keys
from .ring import path as keys_path
from .ring import ring as the_ring
from .sealed import (
    Broken,
    Sealed,
    lasting_digests,
    lasting_seal,
    lasting_seal_fits,
    log_seal,
    log_seal_fits,
)
from .services import forget, reseal, rotate

__all__ = [
    "Broken",
    "Declaration",
    "KeyGone",
    "KeyUse",
    "KeyedIndexField",
    "Resealing",
    "RingAway",
    "Sealed",
    "SealedField",
    "SealedModel",
    "Unopened",
    "declared",
    "forget",
    "key_uses",
    "keys_path",
    "lasting_digests",
    "lasting_seal",
    "lasting_seal_fits",
    "log_seal",
    "log_seal_fits",
    "make_keys",
    "reseal",
    "rotate",
    "rows_left",
    "sealed_models",
    "the_ring",
    "unopened",
]
