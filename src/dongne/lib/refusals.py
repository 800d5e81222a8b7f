"""What the program says when it will not do something: one clear sentence, never a traceback."""

from __future__ import annotations

from http import HTTPStatus


class Refused(Exception):
    """A request that cannot be carried out as it stands. Nothing was changed.

    `message` is a whole sentence in the user's language, `code` a stable English slug.
    """

    status = HTTPStatus.UNPROCESSABLE_ENTITY

    def __init__(self, message: str, *, code: str) -> None:
        super().__init__(message)
        self.message = message
        self.code = code


class Forbidden(Refused):
    """The viewer may see the thing, but this is not theirs to do."""

    status = HTTPStatus.FORBIDDEN


class Conflict(Refused):
    """Somebody was faster, or the thing is no longer in a state that allows this."""

    status = HTTPStatus.CONFLICT


class NotHere(Refused):
    """It does not exist, or not for this viewer; which of the two is never told."""

    status = HTTPStatus.NOT_FOUND
