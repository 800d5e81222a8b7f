"""Who is told what around a case: staff first, then residents, each once."""

from .changes import register, tell_of
from .daily import ask_whether_solved, digest, look_at_what_lies

__all__ = ["ask_whether_solved", "digest", "look_at_what_lies", "register", "tell_of"]
