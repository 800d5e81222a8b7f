"""What cannot be counted, by code; whoever shows it to people has the sentence."""

from __future__ import annotations


class NotCountable(ValueError):
    """A time-limit that cannot be counted. `code` is a stable English slug:

    `not_a_limit`, `naive` (a time without its zone), `never_open` (no working time within
    fifty years), `out_of_reach` (before 1900 or after 9000), `not_hours` (opening hours that end
    before they begin), `stop_backwards`, `unknown_figure`.
    """

    def __init__(self, code: str, what: str) -> None:
        super().__init__(what)
        self.code = code
