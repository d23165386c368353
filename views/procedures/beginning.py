"""Beginning a démarche: its form is fetched, an empty draft made on this device, and opened."""

from __future__ import annotations

from services.errors import ServiceError
from services.models.procedure import CatalogueItem
from views.state import navigate, use_mutation, use_portal
from views.state.mutation import Mutation
from views.state.navigation import PROCEDURES


def use_beginning() -> Mutation[str]:
    """`run(item, child)` opens the new form; its `error` says why it could not be begun. A hook."""
    portal = use_portal()

    async def begin(item: CatalogueItem, child: str | None) -> str:
        query = portal.procedures.definition(item.key)
        try:
            definition = (await query.fetch()).value
        except ServiceError:
            copy = await query.copy()
            if copy is None:
                raise
            definition = copy.value
        made = await portal.procedures.begin(definition, child)
        navigate(f"{PROCEDURES}/{made}")
        return made

    return use_mutation(begin)
