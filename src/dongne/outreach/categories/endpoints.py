"""JSON: the kinds of cases, for whoever wants to report one. Open to all."""

from __future__ import annotations

from hashlib import blake2b
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Query, Router, Schema

from dongne.foundation.places.public import Dong
from dongne.foundation.scope.public import SYSTEM
from dongne.lib.refusals import NotHere
from dongne.lib.seoul import seoul_day

from .queries import Words, categories_of

router = Router(tags=["categories"])

FRESH_FOR = 300
"""Seconds for which whoever has the answer needn't ask again."""


class ChoiceOut(Schema):
    key: str
    name: dict[str, str]


class QuestionOut(Schema):
    """`datatype` as Open311 GeoReport v2 calls it; `kind` is finer (a date, yes or no)."""

    code: str
    kind: str
    datatype: str
    required: bool
    order: int
    text: dict[str, str]
    choices: list[ChoiceOut]


class CategoryOut(Schema):
    """Texts by language. `limit` by statute and `target` of the office as `now`, `7d`, `3wd`
    (working days), `10cd` (calendar days); empty where there is none. `version` is what a case
    that is opened now keeps."""

    code: str
    version: str
    name: dict[str, str]
    group: dict[str, str]
    help: dict[str, str]
    easy: dict[str, str]
    promise: dict[str, str]
    keywords: list[str]
    petition: str
    limit: str
    target: str
    public: bool
    restricted: bool
    field: str
    icon: str
    questions: list[QuestionOut]


class CategoriesOut(Schema):
    dong: str
    categories: list[CategoryOut]


class Asked(Schema):
    """Without `dong`: what every office starts from."""

    dong: str = ""


@router.get(
    "/categories",
    response=CategoriesOut,
    auth=None,
    summary="Kinds of cases that an office takes, with what it asks and promises",
)
def get_categories(
    request: HttpRequest, response: HttpResponse, asked: Query[Asked]
) -> dict[str, Any] | HttpResponse:
    dong_id = None
    if asked.dong:
        dongs = Dong.objects.for_viewer(SYSTEM).filter(code=asked.dong)
        dong_id = dongs.values_list("pk", flat=True).first()
        if dong_id is None:
            raise NotHere(_("동을 찾을 수 없습니다."), code="not_found")
    found = categories_of(dong_id, day=seoul_day(timezone.now())).list()
    versions = " ".join(f"{words.version_id} {words.limit}" for words in found)
    tag = f'"{blake2b(versions.encode(), digest_size=12).hexdigest()}"'
    if request.headers.get("If-None-Match") == tag:
        return _headed(HttpResponse(status=304), tag)
    _headed(response, tag)
    return {"dong": asked.dong, "categories": [told(words) for words in found]}


def _headed(response: HttpResponse, tag: str) -> HttpResponse:
    response["ETag"] = tag
    response["Cache-Control"] = f"public, max-age={FRESH_FOR}"
    return response


def told(words: Words) -> dict[str, Any]:
    return {
        "code": words.code,
        "version": str(words.version_id),
        "name": dict(words.names),
        "group": dict(words.groups),
        "help": dict(words.helps),
        "easy": dict(words.easies),
        "promise": dict(words.promises),
        "keywords": list(words.keywords),
        "petition": words.petition.value,
        "limit": words.limit,
        "target": words.target,
        "public": words.public,
        "restricted": words.restricted,
        "field": words.field,
        "icon": words.icon,
        "questions": [
            {
                "code": question.code,
                "kind": question.kind.value,
                "datatype": question.datatype,
                "required": question.required,
                "order": question.order,
                "text": dict(question.texts),
                "choices": [
                    {"key": choice.key, "name": dict(choice.texts)} for choice in question.choices
                ],
            }
            for question in words.questions
        ],
    }
