"""Services are the categories of cases; their attributes the questions of a category."""

from __future__ import annotations

from datetime import date
from typing import Any

from dongne.outreach.categories.public import Categories, Words, categories_of

from .places import Jurisdiction


def categories_at(jurisdiction: Jurisdiction, *, day: date) -> Categories:
    """What the smallest place that was named offers; everybody's where none was."""
    return categories_of(
        jurisdiction.dong_id,
        day=day,
        district_id=jurisdiction.district_id,
        city_id=jurisdiction.city_id,
    )


def service(words: Words) -> dict[str, Any]:
    """A service in the list. Every one answers at once with a number, hence `realtime`."""
    return {
        "service_code": words.code,
        "service_name": words.name(),
        "description": words.help() or None,
        "metadata": bool(words.questions),
        "type": "realtime",
        "keywords": ", ".join(words.keywords) or None,
        "group": words.group() or None,
    }


def definition(words: Words) -> dict[str, Any]:
    """What is asked besides. Without questions there are no attributes: `metadata` is false."""
    return {
        "service_code": words.code,
        "attributes": [
            {
                "variable": True,
                "code": question.code,
                "datatype": question.datatype,
                "required": question.required,
                "datatype_description": None,
                "order": question.order,
                "description": question.text(),
                "values": [
                    {"key": choice.key, "name": choice.name()} for choice in question.choices
                ],
            }
            for question in words.questions
        ],
    }
