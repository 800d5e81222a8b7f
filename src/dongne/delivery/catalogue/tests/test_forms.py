"""The form says what it was filled with, for every service: nothing is lost on the way."""

from __future__ import annotations

from datetime import date

import pytest
from django.http import QueryDict

from ..forms import filled, sent
from ..standard import STANDARD
from ..subjects import channels
from .making import content_of


@pytest.mark.parametrize("code", list(STANDARD))
def test_what_is_filled_in_comes_back_as_it_was(code: str) -> None:
    content, known = content_of(code), list(channels())
    first = {"valid_from": date(2026, 11, 23), "seen": 0, "reason": "그대로"}
    sheet = filled(content, known, new=False, origins={}, first=first)
    data = QueryDict(mutable=True)
    for part in (sheet.form, *sheet.lines.values()):
        for bound in part:
            value = bound.value()
            if isinstance(value, list):
                data.setlist(bound.html_name, [str(one) for one in value])
            elif value is not None and value is not False:
                data[bound.html_name] = "on" if value is True else str(value)
    back = sent(data, content, known, new=False, origins={}, first={})
    assert back.is_valid()
    assert {key: told for key, told in back.values().items() if told is not None} == content
