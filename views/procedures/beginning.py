"""Beginning a démarche: its form is fetched, an empty draft made on this device, and opened."""

from __future__ import annotations

from datetime import date

from services.errors import ServiceError
from services.models.procedure import Answer, CatalogueItem, Definition
from views.state import navigate, use_mutation, use_portal
from views.state.mutation import Mutation
from views.state.navigation import PROCEDURES


def use_beginning() -> Mutation[str]:
    """`run(item, child, day)` opens the new form; its `error` says why it could not be begun. A hook.

    `day`: the day of the absence, in a démarche that notes one.
    """
    portal = use_portal()

    async def begin(item: CatalogueItem, child: str | None, day: date | None = None) -> str:
        query = portal.procedures.definition(item.key)
        try:
            definition = (await query.fetch()).value
        except ServiceError:
            copy = await query.copy()
            if copy is None:
                raise
            definition = copy.value
        filled = absent_on(day, item, definition) if day is not None else {}
        made = await portal.procedures.begin(definition, child, filled)
        navigate(f"{PROCEDURES}/{made}")
        return made

    return use_mutation(begin)


def absent_on(day: date, item: CatalogueItem, definition: Definition) -> dict[str, Answer]:
    """The day as first day of the absence; as its last too where the town wants an answer to that."""
    fields = [field for key in item.absence if (field := definition.field(key)) is not None]
    return {field.key: day.isoformat() for field in fields if field.key == item.absence[0] or field.required}
