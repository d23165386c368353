"""Answers against their definition: which fields are asked, and what is wrong with what was typed.

Pure. An answer is what the app sends: it may be of any shape until it has been checked here.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from city.procedures.definition import Definition, Question

Answers = Mapping[str, Any]
Documents = Mapping[str, int]
"""How many files each field has."""

LONGEST = {"text": 200, "long_text": 4000, "email": 254, "phone": 30}
ADDRESS = {"street": 200, "postcode": 10, "town": 100}
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s.]+")
_PHONE = re.compile(r"\+?\d{6,15}")


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a field: a code of the wire and what its sentence needs."""

    field: str
    code: str
    params: dict[str, Any] = dataclasses.field(default_factory=dict)


def asked(questions: Sequence[Question], answers: Answers) -> list[Question]:
    """The fields whose conditions hold, in order; a condition on a field that is itself not asked does not hold."""
    found: dict[str, Question] = {}
    for question in questions:
        when = question.when
        if when is None or (when.field in found and _matches(answers.get(when.field), when.values)):
            found[question.key] = question
    return list(found.values())


def kept(definition: Definition, answers: Answers) -> dict[str, Any]:
    """What is sent: the answers of fields that are asked, and nothing else; documents are kept apart."""
    return {
        question.key: answers[question.key]
        for question in asked(definition.questions, answers)
        if question.kind != "document" and not is_empty(question, answers.get(question.key))
    }


def problems_of(definition: Definition, answers: Answers, documents: Documents) -> list[Problem]:
    """What keeps the answers from being sent, in the order of the form."""
    found = [_problem(question, answers, documents) for question in asked(definition.questions, answers)]
    return [problem for problem in found if problem]


def gone(definition: Definition, keys: Collection[str]) -> list[Problem]:
    """The answers whose field the definition has not (any more)."""
    return [Problem(key, "FIELD_GONE") for key in keys if definition.question(key) is None]


def progress(definition: Definition, answers: Answers, documents: Documents) -> tuple[int, int]:
    """How many of the fields that must be answered are, and how many there are."""
    needed = [question for question in asked(definition.questions, answers) if question.required]
    answered = sum(_problem(question, answers, documents) is None for question in needed)
    return answered, len(needed)


def is_empty(question: Question, answer: Any) -> bool:
    """Whether nothing was answered."""
    if isinstance(answer, str):
        return not answer.strip()
    if isinstance(answer, dict) and question.kind == "address":
        return not any(str(answer.get(part) or "").strip() for part in ADDRESS)
    return answer is None or answer in ([], {})


def _matches(answer: Any, values: Sequence[bool | str]) -> bool:
    given = answer if isinstance(answer, list) else [answer]
    return any(type(one) is type(value) and one == value for one in given for value in values)


def _problem(question: Question, answers: Answers, documents: Documents) -> Problem | None:
    if question.kind == "document":
        missing = question.required and not documents.get(question.key)
        return Problem(question.key, "DOCUMENT_MISSING") if missing else None
    answer = answers.get(question.key)
    if is_empty(question, answer):
        return Problem(question.key, "REQUIRED") if question.required else None
    wrong = _CHECKS[question.kind](question, answer)
    return Problem(question.key, *wrong) if wrong else None


Wrong = tuple[str, dict[str, Any]] | None
BAD: Wrong = ("BAD_VALUE", {})


def _text(question: Question, answer: Any) -> Wrong:
    if not isinstance(answer, str):
        return BAD
    most = question.high if isinstance(question.high, int) else LONGEST[question.kind]
    return ("TOO_LONG", {"max": most}) if len(answer.strip()) > most else None


def _email(question: Question, answer: Any) -> Wrong:
    return _text(question, answer) or (None if _EMAIL.fullmatch(answer.strip()) else BAD)


def _phone(question: Question, answer: Any) -> Wrong:
    return _text(question, answer) or (None if _PHONE.fullmatch(re.sub(r"[\s.\-()]", "", answer)) else BAD)


def _number(question: Question, answer: Any) -> Wrong:
    if isinstance(answer, bool) or not isinstance(answer, int | float):
        return BAD
    return _bounded(question, answer)


def _date(question: Question, answer: Any) -> Wrong:
    day = day_of(answer)
    return BAD if day is None else _bounded(question, day)


def _bounded(question: Question, value: Any) -> Wrong:
    if question.low is not None and value < question.low:
        return "TOO_SMALL", {"min": _plain(question.low)}
    if question.high is not None and value > question.high:
        return "TOO_LARGE", {"max": _plain(question.high)}
    return None


def _plain(bound: int | date) -> int | str:
    return bound.isoformat() if isinstance(bound, date) else bound


def _yes_no(_question: Question, answer: Any) -> Wrong:
    return None if isinstance(answer, bool) else BAD


def _choice(question: Question, answer: Any) -> Wrong:
    if not isinstance(answer, str):
        return BAD
    return None if answer in {option.key for option in question.options} else ("UNKNOWN_OPTION", {})


def _choices(question: Question, answer: Any) -> Wrong:
    if not isinstance(answer, list) or not all(isinstance(one, str) for one in answer):
        return BAD
    known = {option.key for option in question.options}
    if not set(answer) <= known:
        return "UNKNOWN_OPTION", {}
    return BAD if len(set(answer)) != len(answer) else None


def _address(_question: Question, answer: Any) -> Wrong:
    if not isinstance(answer, dict) or not answer.keys() <= ADDRESS.keys():
        return BAD
    for part, most in ADDRESS.items():
        value = answer.get(part)
        if not isinstance(value, str) or not value.strip():
            return "BAD_VALUE", {"part": part}
        if len(value) > most:
            return "TOO_LONG", {"part": part, "max": most}
    return None


def day_of(answer: Any) -> date | None:
    """The day that was typed (`2026-11-26`), or None."""
    if not isinstance(answer, str) or len(answer) != len("2026-11-26"):
        return None
    try:
        day = date.fromisoformat(answer)
    except ValueError:
        return None
    return day if 1900 <= day.year <= 2100 else None


_CHECKS: dict[str, Callable[[Question, Any], Wrong]] = {
    "text": _text,
    "long_text": _text,
    "email": _email,
    "phone": _phone,
    "number": _number,
    "date": _date,
    "yes_no": _yes_no,
    "choice": _choice,
    "choices": _choices,
    "address": _address,
}
