"""The blocks of the dashboard, in their order of origin: each is a file of this folder."""

from __future__ import annotations

from typing import Final

from views.dashboard.blocks import (
    bookings,
    catalogue,
    contact,
    household,
    invoices,
    messages,
    news,
    profile,
    registrations,
    sent,
    to_do,
)
from views.dashboard.definition import Block

BLOCKS: Final[tuple[Block, ...]] = (
    bookings.DEFINITION,
    invoices.DEFINITION,
    messages.DEFINITION,
    to_do.DEFINITION,
    news.DEFINITION,
    sent.DEFINITION,
    registrations.DEFINITION,
    catalogue.DEFINITION,
    household.DEFINITION,
    profile.DEFINITION,
    contact.DEFINITION,
)
#: The block that the town fills, whoever is signed in.
CONTACT: Final = contact.DEFINITION.key
