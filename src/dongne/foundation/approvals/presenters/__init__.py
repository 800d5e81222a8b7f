"""Words: of the boxes, of decisions, of the inbox."""

from .boxes import (
    Box,
    boxes,
    dated_text,
    day_text,
    days_text,
    opinions,
    planned_boxes,
    role_word,
    signature_boxes,
)
from .deciding import (
    Decision,
    decision_of,
    given_copies,
    line_acts,
    number_history,
    returned_sentence,
    signed_sentence,
    withdrawn_sentence,
)
from .inbox import inbox_page, inbox_url, memo_rows, outside_text, sent_page, shelf_page

__all__ = [
    "Box",
    "Decision",
    "boxes",
    "dated_text",
    "day_text",
    "days_text",
    "decision_of",
    "given_copies",
    "inbox_page",
    "inbox_url",
    "line_acts",
    "memo_rows",
    "number_history",
    "opinions",
    "outside_text",
    "planned_boxes",
    "returned_sentence",
    "role_word",
    "sent_page",
    "shelf_page",
    "signature_boxes",
    "signed_sentence",
    "withdrawn_sentence",
]
