"""The household."""

from __future__ import annotations

from services.backends.reference import wire
from services.backends.reference.mapping.known import known
from services.models import Child, Guardian, Household, Moment, Registration, School, Service


def household(answer: wire.HouseholdWire, source: str) -> Household:
    return Household(
        source=source,
        now=answer.now,
        id=answer.id,
        name=answer.name,
        quotient=answer.quotient,
        guardians=tuple(Guardian(**guardian.model_dump()) for guardian in answer.guardians),
        children=tuple(map(_child, answer.children)),
        services=tuple(map(_service, answer.services)),
    )


def _child(answer: wire.ChildWire) -> Child:
    return Child(
        school=School(**answer.school.model_dump()),
        registrations=tuple(Registration(**registration.model_dump()) for registration in answer.registrations),
        **answer.model_dump(exclude={"school", "registrations"}),
    )


def _service(answer: wire.ServiceWire) -> Service:
    moment = known(Moment, answer.moment, Moment.DAY)
    return Service(moment=moment, **answer.model_dump(exclude={"moment"}))
