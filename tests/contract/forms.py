"""Fills any form of any city."""

from __future__ import annotations

from datetime import date

from services.models.procedure import Address, Answer, Definition, Draft, FieldKind, FormField
from tests.city.documents.files import pdf
from tests.contract.places import Phone


def answer_to(field: FormField, today: date) -> Answer:
    """Something that can be right."""
    if field.kind in (FieldKind.CHOICE, FieldKind.CHOICES):
        first = field.options[0].key
        return first if field.kind is FieldKind.CHOICE else (first,)
    day = field.least if isinstance(field.least, date) else today
    number = field.least if isinstance(field.least, int) else 1
    return {
        FieldKind.NUMBER: number,
        FieldKind.DATE: day.isoformat(),
        FieldKind.YES_NO: True,
        FieldKind.EMAIL: "camille@exemple.fr",
        FieldKind.PHONE: "01 49 41 28 00",
        FieldKind.ADDRESS: Address(street="1 rue des Lilas", postcode="94350", town="Villiers-sur-Marne"),
    }.get(field.kind, "Oui")


def answers_to(definition: Definition, today: date) -> dict[str, Answer]:
    """Every field that is asked, documents apart."""
    answers: dict[str, Answer] = {}
    for _ in definition.fields:
        for field in definition.asked(answers):
            if field.kind is not FieldKind.DOCUMENT:
                answers.setdefault(field.key, answer_to(field, today))
    return answers


async def one_with_a_document(phone: Phone) -> Definition:
    """An open procedure that asks for a document whatever is answered, and has a text beside it."""
    for item in await phone.procedures.catalogue():
        definition = await phone.procedures.definition(item.key) if item.open else None
        if definition is not None and _fits(definition):
            return definition
    raise LookupError("no open procedure asks for a document")


def _fits(definition: Definition) -> bool:
    always = [field.kind for field in definition.fields if field.when is None and field.required]
    texts = [field for field in definition.fields if field.kind in (FieldKind.TEXT, FieldKind.PHONE)]
    return FieldKind.DOCUMENT in always and len([field for field in texts if field.when is None]) >= 1


async def filled(phone: Phone, procedure_id: str, definition: Definition) -> int:
    """A draft with every answer and document; its revision."""
    household = await phone.backend.households.household()
    answers = answers_to(definition, household.now.date())
    draft = Draft(
        id=procedure_id,
        key=definition.key,
        version=definition.version,
        child=household.children[0].id,
        answers=answers,
    )
    saved = await phone.procedures.save_draft(draft)
    for field in definition.asked(answers):
        if field.kind is FieldKind.DOCUMENT and field.required:
            await give(phone, procedure_id, field.key)
    return saved.revision


async def give(phone: Phone, procedure_id: str, field: str, content: bytes | None = None, name: str = "a.pdf") -> str:
    """A document of that field; its id."""
    made = f"doc-{field}"
    parts: list[float] = []
    content = pdf() if content is None else content
    await phone.procedures.give_document(procedure_id, made, field, name, "application/pdf", content, parts.append)
    assert parts[-1] == 1.0
    return made
