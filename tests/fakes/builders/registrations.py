"""What each child is registered to."""

from __future__ import annotations

from datetime import date

from services.models.registration import (
    ChildRegistrations,
    OpenActivity,
    RegistrationItem,
    Registrations,
    RegistrationState,
)
from tests.fakes.builders.names import ALICE, LILA, NOE, NOW, SOURCE


def registration(registration_id: str = "r_alice", **changes: object) -> RegistrationItem:
    """The canteen for the school year; `changes` replace fields."""
    made = RegistrationItem(
        id=registration_id,
        activity="restauration",
        activity_name="Restauration scolaire",
        services=("Restauration scolaire",),
        first_day=date(2026, 9, 1),
        last_day=date(2027, 7, 2),
        state=RegistrationState.ACTIVE,
    )
    return made.model_copy(update=changes)


def registrations() -> Registrations:
    """Alice is up to date, Noé waits for an answer, Lila may be registered to the Wednesdays."""
    pending = registration("r_noe", state=RegistrationState.PENDING, procedure="d_sent_1")
    wednesdays = OpenActivity(
        activity="mercredi",
        activity_name="Mercredis",
        key="inscription",
        first_day=date(2027, 1, 6),
        last_day=date(2027, 6, 30),
    )
    renewed = registration("r_lila", state=RegistrationState.TO_RENEW)
    children = (
        ChildRegistrations(child=ALICE, items=(registration(),)),
        ChildRegistrations(child=NOE, items=(pending,)),
        ChildRegistrations(child=LILA, items=(renewed,), open=(wednesdays,)),
    )
    return Registrations(source=SOURCE, now=NOW, children=children)
