"""Every kind of failure has its sentence."""

from __future__ import annotations

import re

import pytest

from services.errors import ErrorKind, ServiceError
from views.text import typeset
from views.text.errors import Way, told, told_error


@pytest.mark.parametrize("kind", list(ErrorKind))
def test_every_kind_is_told_in_french_without_code(kind: ErrorKind) -> None:
    said = told(kind)
    assert said.sentence.endswith(".")
    assert said.sentence == typeset(said.sentence)
    assert kind.value not in said.sentence
    assert not re.search(r"[{}]|Error|Exception|None|!|[A-Z]{3,}", said.sentence)
    assert bool(said.action) == (said.way is not Way.NONE)


@pytest.mark.parametrize(
    ("seconds", "words"), [("30", "30 secondes"), ("1", "1 seconde"), ("120", "2 minutes"), ("", "")]
)
def test_how_long_to_wait(seconds: str, words: str) -> None:
    sentence = told_error(ServiceError(ErrorKind.SLOW_DOWN, {"retry_after": seconds})).sentence.replace("\u00a0", " ")
    assert words in sentence


def test_a_choice_is_spoken_of_only_where_there_is_one() -> None:
    for kind in (ErrorKind.OFFLINE, ErrorKind.CITY_DOWN, ErrorKind.UNEXPECTED):
        assert "choix" in told(kind).sentence
    for kind in (ErrorKind.OFFLINE, ErrorKind.CITY_DOWN, ErrorKind.UNEXPECTED):
        elsewhere = told_error(ServiceError(kind, {}))
        assert "choix" not in elsewhere.sentence and elsewhere.action == told(kind).action


def test_a_missing_parameter_leaves_a_whole_sentence() -> None:
    assert "quelques instants" in told(ErrorKind.SLOW_DOWN).sentence


def test_what_a_file_may_be_is_said_in_words() -> None:
    assert "2 Mo" in told(ErrorKind.FILE_TOO_BIG, {"max_bytes": "2000000"}).sentence.replace("\u00a0", " ")
    assert "pdf, jpg" in told(ErrorKind.BAD_TYPE, {"accepts": "pdf,jpg"}).sentence
    assert "Sacha" in told(ErrorKind.ALREADY_PAYING, {"by": "Sacha Martin"}).sentence
