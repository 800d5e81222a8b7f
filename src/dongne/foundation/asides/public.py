"""Phone numbers and e-mail addresses typed into free text: moved out, sealed, opened on request."""

from .models import Aside
from .presenters import Shown, shown, with_chips
from .queries import asides_of
from .rules import Taken, for_everybody, may_hold, take_out, tells_of_one
from .services import (
    Out,
    Text,
    destroy_older,
    destroy_subjectless,
    keep,
    open_aside,
    put_back,
    taken_out,
    without_numbers,
)
from .subjects import Place, Subject, register_subject

__all__ = [
    "Aside",
    "Out",
    "Place",
    "Shown",
    "Subject",
    "Taken",
    "Text",
    "asides_of",
    "destroy_older",
    "destroy_subjectless",
    "for_everybody",
    "keep",
    "may_hold",
    "open_aside",
    "put_back",
    "register_subject",
    "shown",
    "take_out",
    "taken_out",
    "tells_of_one",
    "with_chips",
    "without_numbers",
]
