"""Answers, files, states and effects of démarches, in words."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.models.document import FileType
from services.models.procedure import (
    Address,
    Answer,
    Effect,
    FieldKind,
    FormField,
    Option,
    Problem,
    ProcedureState,
)
from tests.fakes.builders import definition, procedure, quotient_draft
from tests.views.opening import plain
from views.procedures.answers import answer_said
from views.procedures.form.presenter import errors_of
from views.procedures.form.typed import answer_of, typed_of
from views.procedures.words import effect_said, files_said, note_of, problem_said, size_said, title_of


@pytest.mark.parametrize(
    ("kind", "typed", "answer"),
    [
        (FieldKind.TEXT, "Dr Petit", "Dr Petit"),
        (FieldKind.TEXT, "  ", None),
        (FieldKind.DATE, "05/12/2026", "2026-12-05"),
        (FieldKind.DATE, "5-12-2026", "2026-12-05"),
        (FieldKind.DATE, "31/02/2026", "31/02/2026"),
        (FieldKind.DATE, "bientôt", "bientôt"),
        (FieldKind.NUMBER, "742", 742),
        (FieldKind.NUMBER, "1 204,50", 1204.5),
        (FieldKind.NUMBER, "beaucoup", "beaucoup"),
    ],
)
def test_what_is_typed_is_read_or_kept_as_it_is(kind: FieldKind, typed: str, answer: Answer | None) -> None:
    assert answer_of(kind, typed) == answer


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 1, 1)))
def test_a_day_typed_comes_back_as_it_was_typed(day: date) -> None:
    typed = day.strftime("%d/%m/%Y")
    assert typed_of(FieldKind.DATE, answer_of(FieldKind.DATE, typed)) == typed


@given(st.sampled_from(list(FieldKind)), st.text(max_size=20))
def test_anything_may_be_typed(kind: FieldKind, typed: str) -> None:
    typed_of(kind, answer_of(kind, typed))


def field(kind: FieldKind, **changes: object) -> FormField:
    return FormField(key="f", kind=kind, label="Question", **changes)


@pytest.mark.parametrize(
    ("asked", "answer", "told"),
    [
        (field(FieldKind.YES_NO), True, "Oui"),
        (field(FieldKind.TEXT), None, "sans réponse"),
        (field(FieldKind.DATE), "2026-12-05", "samedi 5 décembre 2026"),
        (field(FieldKind.DATE), "demain", "demain"),
        (
            field(FieldKind.CHOICES, options=(Option(key="a", label="Lait"), Option(key="b", label="Noix"))),
            ("a", "b"),
            "Lait, Noix",
        ),
        (
            field(FieldKind.ADDRESS),
            Address(street="1 rue du Bac", postcode="94350", town="Villiers"),
            "1 rue du Bac, 94350 Villiers",
        ),
        (field(FieldKind.NUMBER), 12.5, "12,5"),
    ],
)
def test_answers_are_read(asked: FormField, answer: Answer | None, told: str) -> None:
    assert plain(answer_said(asked, answer)) == told


def test_problems_say_what_to_do() -> None:
    email, text = field(FieldKind.EMAIL), field(FieldKind.TEXT, most=80)
    assert problem_said(Problem(field="f", code="BAD_VALUE"), email) == "Cette adresse e-mail est incomplète."
    assert plain(problem_said(Problem(field="f", code="TOO_LONG"), text)) == "C’est trop long : 80 caractères au plus."
    assert problem_said(Problem(field="f", code="OF_TOMORROW"), None)


def test_what_is_missing_is_said_after_an_attempt_and_never_of_the_field_being_answered() -> None:
    problems = (
        Problem(field="doctor", code="REQUIRED"),
        Problem(field="phone", code="BAD_VALUE"),
        Problem(field="vaccines", code="DOCUMENT_MISSING"),
    )
    form = definition()
    assert set(errors_of(problems, form, attempted=False, touched="")) == {"phone"}
    assert set(errors_of(problems, form, attempted=False, touched="phone")) == set()
    assert set(errors_of(problems, form, attempted=True, touched="")) == {"doctor", "phone", "vaccines"}


def test_files_are_said_before_they_are_chosen() -> None:
    told = files_said((FileType.PDF, FileType.JPG, FileType.HEIC), 10 * 1024 * 1024)
    assert plain(told) == "PDF, JPG ou HEIC, 10 Mo au plus"
    assert files_said((FileType.PDF,), None) == "PDF"
    assert [plain(size_said(count)) for count in (1, 840_000, 1_400_000)] == ["1 ko", "840 ko", "1,4 Mo"]


def test_titles_and_notes_of_the_list() -> None:
    assert title_of(procedure(title="Fiche sanitaire")) == "Fiche sanitaire, Noé"
    assert title_of(procedure(title="Fiche sanitaire de Noé")) == "Fiche sanitaire de Noé"
    assert plain(note_of(quotient_draft())) == "3 réponses sur 5"
    assert plain(note_of(procedure(state=ProcedureState.PENDING))) == "n° 2026-000318"


def test_an_effect_of_tomorrow_promises_nothing() -> None:
    assert effect_said(Effect(code="OF_TOMORROW")) == ""
    assert effect_said(Effect(code="REGISTERED")) == ""
    params = {"activities": "Mercredis", "from": "2027-01-06", "to": "2027-06-30"}
    told = "Les réservations sont ouvertes : Mercredis, du 6 janvier au 30 juin."
    assert plain(effect_said(Effect(code="REGISTERED", params=params))) == told
