"""Démarches."""

from __future__ import annotations

from typing import Any

from services.backends.reference.mapping.document import file_type
from services.backends.reference.mapping.known import known
from services.backends.reference.mapping.picking import Json, pick, rows, section
from services.models.procedure import (
    About,
    Address,
    Answer,
    CatalogueItem,
    Condition,
    Definition,
    Document,
    Draft,
    Effect,
    FieldKind,
    FormField,
    Option,
    Problem,
    Procedure,
    ProcedureFile,
    ProcedurePage,
    ProcedureState,
    Saved,
    Step,
)
from services.transport import texts


def catalogue(answer: Json, source: str) -> tuple[CatalogueItem, ...]:
    return tuple(pick(CatalogueItem, row, source=source, about=_about(row)) for row in rows(answer, "items"))


def definition(answer: Json, source: str) -> Definition:
    fields = tuple(map(_field, rows(answer, "fields")))
    return pick(Definition, answer, source=source, about=_about(answer), fields=fields)


def _about(row: Json) -> About:
    return known(About, str(row.get("about")), About.HOUSEHOLD)


def _field(row: Json) -> FormField:
    when = row.get("when")
    return pick(
        FormField,
        row,
        kind=known(FieldKind, str(row.get("kind")), FieldKind.UNKNOWN),
        when=_condition(section(when)) if when is not None else None,
        options=tuple(pick(Option, option) for option in rows(row, "options")),
        least=row.get("min"),
        most=row.get("max"),
        accepts=tuple(map(file_type, row.get("accepts") or ())),
    )


def _condition(when: Json) -> Condition:
    return Condition.model_validate({"field": when.get("field"), "values": tuple(when.get("is") or ())})


def procedure(row: Json, source: str) -> Procedure:
    effect = row.get("effect")
    return pick(
        Procedure,
        row,
        source=source,
        state=ProcedureState(str(row.get("state"))),
        asked=tuple(row.get("asked") or ()),
        effect=_effect(section(effect)) if effect is not None else None,
    )


def _effect(row: Json) -> Effect:
    return pick(Effect, row, params=texts(section(row.get("params") or {})))


def procedure_page(answer: Json, source: str) -> ProcedurePage:
    counts = section(answer.get("counts") or {})
    return pick(
        ProcedurePage,
        answer,
        items=tuple(procedure(row, source) for row in rows(answer, "items")),
        current=counts.get("current", 0),
        sent=counts.get("sent", 0),
    )


def procedure_file(answer: Json, source: str) -> ProcedureFile:
    asked = definition(section(answer.get("definition")), source)
    papers = {field.key for field in asked.fields if field.kind is FieldKind.DOCUMENT}
    given = {key: value for key, value in section(answer.get("answers") or {}).items() if key not in papers}
    return pick(
        ProcedureFile,
        answer,
        procedure=procedure(answer, source),
        definition=asked,
        answers={key: _answer(value) for key, value in given.items() if value is not None},
        editable=tuple(answer.get("editable") or ()),
        problems=problems(answer),
        documents=tuple(map(document, rows(answer, "documents"))),
        history=tuple(pick(Step, row, state=ProcedureState(str(row.get("state")))) for row in rows(answer, "history")),
    )


def _answer(given: Any) -> Answer:
    if isinstance(given, list):
        return tuple(map(str, given))
    if isinstance(given, dict):
        return pick(Address, given)
    if isinstance(given, str | bool | int | float):
        return given
    raise ValueError("not an answer")


def problems(answer: Json) -> tuple[Problem, ...]:
    return tuple(pick(Problem, row, params=texts(section(row.get("params") or {}))) for row in rows(answer, "problems"))


def document(row: Json) -> Document:
    return pick(Document, row, type=file_type(row.get("type")), size=row.get("bytes"))


def saved(answer: Json) -> Saved:
    return pick(Saved, answer, problems=problems(answer))


def draft_body(draft: Draft) -> dict[str, Any]:
    """A draft as it is sent."""
    return {
        "key": draft.key,
        "version": draft.version,
        "child": draft.child,
        "answers": {key: _answer_body(answer) for key, answer in draft.answers.items()},
        "revision": draft.revision,
    }


def _answer_body(answer: Answer) -> Any:
    if isinstance(answer, tuple):
        return list(answer)
    return answer.model_dump() if isinstance(answer, Address) else answer
