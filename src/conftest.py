"""The tests beside the source use the same cast as those that cross modules."""

from tests.conftest import (
    cast,
    categories_again,
    django_db_setup,
    korean_again,
    nothing_kept,
    own_keys_again,
    services_again,
    words_again,
)

__all__ = [
    "cast",
    "categories_again",
    "django_db_setup",
    "korean_again",
    "nothing_kept",
    "own_keys_again",
    "services_again",
    "words_again",
]
