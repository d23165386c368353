"""« Mon Foyer »."""

from __future__ import annotations

from typing import Any

from services.backends.reference.mapping.picking import Json, pick, rows, section
from services.models.procedure import Address
from services.models.sheet import (
    Authorisations,
    CarePlan,
    ChildChanges,
    ChildSheet,
    ContactPerson,
    Doctor,
    Fact,
    GuardianSheet,
    Insurance,
    Notice,
    Quotient,
    Sheet,
)

_BY_PROCEDURE = "procedure:"


def sheet(answer: Json, source: str) -> Sheet:
    """A fact or a way of a newer city is one the town alone changes."""
    address, quotient = answer.get("address"), answer.get("quotient")
    ways = {Fact(fact): str(way) for fact, way in section(answer.get("changes") or {}).items() if fact in list(Fact)}
    return pick(
        Sheet,
        answer,
        source=source,
        address=pick(Address, address) if address is not None else None,
        quotient=_quotient(section(quotient)) if quotient is not None else None,
        guardians=tuple(pick(GuardianSheet, row) for row in rows(answer, "guardians")),
        children=tuple(map(_child, rows(answer, "children"))),
        contacts=tuple(pick(ContactPerson, row) for row in rows(answer, "contacts")),
        notices=tuple(pick(Notice, row) for row in rows(answer, "notices")),
        at_once=tuple(fact for fact, way in ways.items() if way == "now"),
        procedures={
            fact: way.removeprefix(_BY_PROCEDURE) for fact, way in ways.items() if way.startswith(_BY_PROCEDURE)
        },
    )


def _quotient(row: Json) -> Quotient:
    return pick(Quotient, row, first_day=row.get("from"), last_day=row.get("to"))


def _child(row: Json) -> ChildSheet:
    plan, doctor, insurance = row.get("pai"), row.get("doctor"), row.get("insurance")
    return pick(
        ChildSheet,
        row,
        pai=CarePlan.model_validate({"last_day": section(plan).get("to")}) if plan is not None else None,
        doctor=pick(Doctor, doctor) if doctor is not None else None,
        insurance=pick(Insurance, insurance) if insurance is not None else None,
        authorisations=pick(Authorisations, row.get("authorisations") or {}),
    )


def child_body(changes: ChildChanges) -> dict[str, Any]:
    """Only what is given: the rest stays as it is."""
    return changes.model_dump(mode="json", exclude_unset=True)


def contact_body(contact: ContactPerson) -> dict[str, Any]:
    """A contact as it is sent; its id is in the address."""
    return contact.model_dump(mode="json", exclude={"id", "mine"})
