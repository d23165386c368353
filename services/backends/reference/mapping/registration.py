"""Inscriptions périscolaires."""

from __future__ import annotations

from services.backends.reference.mapping.known import known
from services.backends.reference.mapping.picking import Json, pick, rows
from services.models.registration import (
    ChildRegistrations,
    OpenActivity,
    RegistrationItem,
    Registrations,
    RegistrationState,
)


def registrations(answer: Json, source: str) -> Registrations:
    return pick(Registrations, answer, source=source, children=tuple(map(_child, rows(answer, "children"))))


def _child(row: Json) -> ChildRegistrations:
    return pick(
        ChildRegistrations,
        row,
        items=tuple(
            pick(RegistrationItem, item, state=registration_state(item), **_days(item)) for item in rows(row, "items")
        ),
        open=tuple(pick(OpenActivity, item, **_days(item)) for item in rows(row, "open")),
    )


def _days(row: Json) -> dict[str, object]:
    return {"first_day": row.get("from"), "last_day": row.get("to")}


def registration_state(row: Json) -> RegistrationState:
    """What a newer city adds is waiting for something: it opens no booking."""
    return known(RegistrationState, str(row.get("state")), RegistrationState.PENDING)
