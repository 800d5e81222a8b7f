"""Answers to a category's questions, read from a form or from another program."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.translation import gettext as _

from dongne.lib.refusals import Refused
from dongne.lib.seoul import read_day, seoul_day

from ..states import QuestionKind
from .words import Question, Words, in_language

LONGEST = {QuestionKind.STRING: 200, QuestionKind.TEXT: 2000}


class WrongAnswer(Refused):
    """`question` is the code of the question."""

    def __init__(self, message: str, *, code: str, question: str) -> None:
        super().__init__(message, code=code)
        self.question = question


def read_answers(words: Words, given: Mapping[str, Any], *, whole: bool = True) -> dict[str, Any]:
    """By code of the question, as it is stored: text, a number as text, a day `2026-11-22`, the
    key of a choice, a list of keys.

    What nobody asks is left out. Without `whole` a required question may be left open. Raises
    WrongAnswer.
    """
    found: dict[str, Any] = {}
    for question in words.questions:
        answer = _read(question, given.get(question.code))
        if answer not in (None, "", []):
            found[question.code] = answer
        elif question.required and whole:
            raise WrongAnswer(
                _("“%(question)s”에 답해 주세요.") % {"question": question.text()},
                code="answer_missing",
                question=question.code,
            )
    return found


def answers_told(
    words: Words, answers: Mapping[str, Any], language: str | None = None
) -> list[tuple[str, str]]:
    """`(question, answer)` in words, in the order of the questions."""
    return [
        (question.text(language), _told(question, answers[question.code], language))
        for question in words.questions
        if question.code in answers
    ]


def _told(question: Question, answer: Any, language: str | None) -> str:
    if not question.choices:
        return str(answer)
    names = {choice.key: choice.texts for choice in question.choices}
    keys = answer if isinstance(answer, list) else [answer]
    return ", ".join(in_language(names[key], language) if key in names else key for key in keys)


def _read(question: Question, given: Any) -> Any:
    several = isinstance(given, Sequence) and not isinstance(given, str)
    if question.kind is QuestionKind.CHOICES:
        keys = list(given) if several else [given] if given not in (None, "") else []
        return [_choice(question, key) for key in dict.fromkeys(map(str, keys)) if key]
    if several:
        given = given[0] if len(given) == 1 else None if not given else _wrong(question)
    if given is None or given == "":
        return None
    if question.choices:
        return _choice(question, _yes(given) if question.kind is QuestionKind.YES_NO else given)
    if question.kind is QuestionKind.NUMBER:
        return _number(question, given)
    if question.kind is QuestionKind.DATE:
        return _day(question, given)
    text = str(given).replace("\r\n", "\n").strip()
    if question.kind is QuestionKind.STRING:
        text = " ".join(text.split())
    if len(text) > LONGEST[question.kind]:
        raise WrongAnswer(
            _("“%(question)s”의 답이 너무 깁니다. %(most)d자까지 적을 수 있습니다.")
            % {"question": question.text(), "most": LONGEST[question.kind]},
            code="answer_too_long",
            question=question.code,
        )
    return text


def _yes(given: Any) -> Any:
    if isinstance(given, bool):
        return "yes" if given else "no"
    return {"true": "yes", "1": "yes", "false": "no", "0": "no"}.get(str(given).lower(), given)


def _choice(question: Question, key: Any) -> str:
    text = str(key)
    if text not in {choice.key for choice in question.choices}:
        raise WrongAnswer(
            _("“%(question)s”의 답을 보기에서 골라 주세요.") % {"question": question.text()},
            code="not_a_choice",
            question=question.code,
        )
    return text


def _number(question: Question, given: Any) -> str:
    try:
        number = Decimal(str(given).strip().replace(",", ""))
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite() or abs(number) >= 10**12:
        raise WrongAnswer(
            _("“%(question)s”에는 숫자를 적어 주세요.") % {"question": question.text()},
            code="not_a_number",
            question=question.code,
        )
    return format(number.normalize(), "f")


def _day(question: Question, given: Any) -> str:
    text = str(given).strip()
    day: date | None = read_day(text)
    if day is None:
        try:
            moment = datetime.fromisoformat(text)
            day = seoul_day(moment) if moment.tzinfo else moment.date()
        except ValueError:
            day = None
    if day is None:
        raise WrongAnswer(
            _("“%(question)s”에는 날짜를 적어 주세요.") % {"question": question.text()},
            code="not_a_day",
            question=question.code,
        )
    return day.isoformat()


def _wrong(question: Question) -> Any:
    raise WrongAnswer(
        _("“%(question)s”에는 하나만 답해 주세요.") % {"question": question.text()},
        code="not_a_choice",
        question=question.code,
    )
